import { spawn } from 'node:child_process'
import { endWithParent } from '../../core/child.ts'
import { childEnvironment } from '../../core/secrets.ts'
import { failed, type ProgramRun } from './run-program.ts'

/**
 * Runs a program and yields what it writes to its standard output, as it comes. It is ended when nobody
 * reads on.
 *
 * @throws POLIGON_UNREACHABLE with its last lines when it fails; what came before is incomplete then.
 */
export async function* streamProgram(run: Omit<ProgramRun, 'input'>): AsyncGenerator<Buffer> {
  const [program, ...args] = [...endWithParent, ...run.command] as [string, ...string[]]
  const child = spawn(program, args, {
    env: childEnvironment({ LC_ALL: 'C', ...run.environment }),
    cwd: run.folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    signal: run.signal,
    killSignal: 'SIGKILL',
  })
  let complaints = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaints = (complaints + text).slice(-4096)
  })
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
  ended.catch(() => {})
  try {
    yield* child.stdout as AsyncIterable<Buffer>
    const code = await ended.catch((cause: unknown) => {
      run.signal?.throwIfAborted()
      throw failed(run.command, String((cause as NodeJS.ErrnoException).code), cause)
    })
    if (code !== 0) throw failed(run.command, complaints.trim().split('\n').slice(-3).join(' | '))
  } finally {
    child.kill('SIGKILL')
  }
}
