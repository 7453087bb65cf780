import { endWithParent } from '../core/child.ts'

/**
 * The command of an environment file as it is started. `node` means the Node that runs us, which an
 * older one on PATH must not replace; and the program ends with us, also by kill -9.
 */
export function programOf(command: readonly string[]): readonly [string, ...string[]] {
  const [program = '', ...args] = command
  const [first = '', ...rest] = [
    ...endWithParent,
    program === 'node' ? process.execPath : program,
    ...args,
  ]
  return [first, ...rest]
}
