import { spawn } from 'node:child_process'
import { endWithParent } from '../../core/child.ts'
import { PoligonError } from '../../core/errors.ts'
import { name, say } from '../../core/redacted.ts'
import { childEnvironment } from '../../core/secrets.ts'

export interface ProgramRun {
  readonly command: readonly string[]
  readonly environment?: Readonly<Record<string, string>>
  readonly folder?: string
  /** Written to its standard input. */
  readonly input?: string
  readonly signal?: AbortSignal
}

/**
 * Runs a program of the set-up (not one that sees data) to its end and returns what it printed.
 *
 * @throws POLIGON_UNREACHABLE with its last lines when it fails.
 */
export async function runProgram(run: ProgramRun): Promise<string> {
  const [program, ...args] = [...endWithParent, ...run.command] as [string, ...string[]]
  const child = spawn(program, args, {
    env: childEnvironment({ LC_ALL: 'C', ...run.environment }),
    cwd: run.folder,
    stdio: ['pipe', 'pipe', 'pipe'],
    signal: run.signal,
    killSignal: 'SIGKILL',
  })
  let output = ''
  let complaints = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (complaints += text))
  child.stdin.on('error', () => {})
  child.stdin.end(run.input ?? '')
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  }).catch((cause: unknown) => {
    run.signal?.throwIfAborted()
    throw failed(run.command, String((cause as NodeJS.ErrnoException).code), cause)
  })
  if (code === 0) return output
  throw failed(run.command, (complaints || output).trim().split('\n').slice(-3).join(' | '))
}

/** A program that did not end well, with what it said. */
export function failed(command: readonly string[], why: string, cause?: unknown): PoligonError {
  // What stands before a lone `--` only changes the user.
  const program = /^(unshare|setpriv)$/.test(command[0] ?? '')
    ? command[command.indexOf('--') + 1]
    : command[0]
  return new PoligonError('POLIGON_UNREACHABLE', {
    what: say`${name(program ?? '')} failed: ${name(why)}.`,
    remedy: say`\`poligon doctor\` checks what it needs.`,
    cause,
  })
}
