import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync } from 'node:fs'
import { isMainThread } from 'node:worker_threads'
import { processStart } from './owner.ts'
import { recordResource } from './resources.ts'
import { childEnvironment } from './secrets.ts'

export interface ChildOptions {
  /** Program and arguments; no secret may be among them (they are public on the machine). */
  readonly command: readonly [string, ...string[]]
  /** Added to this process's environment, from which the masking key is taken out. */
  readonly environment?: Readonly<Record<string, string>>
  readonly folder?: string
  /** What people are told about it. */
  readonly label: string
  /** Lines of its output as they come, without the line end. */
  readonly onLine?: (line: string, stream: 'stdout' | 'stderr') => void
}

export interface RunningChild extends AsyncDisposable {
  readonly pid: number
  /** Resolves with the exit code (or the negative signal number's name) when it has ended. */
  readonly exited: Promise<{ code: number | null; signal: NodeJS.Signals | null }>
  /** Asks it to end; after `grace` milliseconds (2,000) kills it. Twice safe. */
  stop(signal?: NodeJS.Signals, grace?: number): Promise<void>
}

const setpriv = ['/usr/bin/setpriv', '/bin/setpriv'].find((file) => existsSync(file))

/**
 * A prefix that makes the kernel end a program when this process dies, also by kill -9 (Linux,
 * prctl PR_SET_PDEATHSIG through util-linux's setpriv); empty where there is none, and then the
 * next start's {@link reapOrphans} ends it. A change of user inside the program would clear it, so
 * it belongs after `unshare` and the like, directly before the program.
 */
export const endWithParent: readonly string[] =
  process.platform === 'linux' && setpriv ? [setpriv, '--pdeathsig', 'KILL', '--'] : []

/**
 * Starts a program that never outlives us: it is written down for the next start, ends with this
 * process where the platform can do that, and leads a process group of its own that is ended whole.
 */
export function startChild(options: ChildOptions): RunningChild {
  // The death signal follows the thread that starts the child, not the process.
  if (!isMainThread) throw new Error('children are started from the main thread only')
  const [program, ...args] = options.command
  const child = spawn(program, args, {
    env: childEnvironment(options.environment),
    cwd: options.folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  })
  const pid = child.pid
  const exited = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>(
    (resolve, reject) => {
      child.once('error', reject)
      child.once('close', (code, signal) => resolve({ code, signal }))
    },
  )
  exited.catch(() => {})
  if (pid === undefined)
    return { pid: -1, exited, stop: async () => {}, [Symbol.asyncDispose]: async () => {} }
  const release = recordResource({
    kind: 'process',
    address: `${pid}@${processStart(pid) ?? ''}`,
    label: options.label,
  })
  void exited.then(release, release)
  if (options.onLine) eachLine(child, options.onLine)
  else {
    child.stdout?.resume()
    child.stderr?.resume()
  }
  const stop = async (signal: NodeJS.Signals = 'SIGTERM', grace = 2000) => {
    if (child.exitCode !== null || child.signalCode !== null) return
    killGroup(pid, signal)
    const timer = setTimeout(() => killGroup(pid, 'SIGKILL'), grace)
    await exited.catch(() => {})
    clearTimeout(timer)
  }
  return { pid, exited, stop, [Symbol.asyncDispose]: () => stop() }
}

/** Ends a process group, or the process alone when it leads none. Succeeds when it is gone already. */
export function killGroup(pid: number, signal: NodeJS.Signals): void {
  for (const target of [-pid, pid]) {
    try {
      process.kill(target, signal)
      return
    } catch (failure) {
      if ((failure as NodeJS.ErrnoException).code !== 'ESRCH') throw failure
    }
  }
}

/** Ends the process that a record's address (`pid@start`) names, if it is still that one. */
export function reapProcess(address: string): void {
  const at = address.indexOf('@')
  const pid = Number(address.slice(0, at))
  if (pid > 1 && processStart(pid) === address.slice(at + 1)) killGroup(pid, 'SIGKILL')
}

function eachLine(child: ChildProcess, onLine: NonNullable<ChildOptions['onLine']>): void {
  for (const stream of ['stdout', 'stderr'] as const) {
    let rest = ''
    child[stream]?.setEncoding('utf8')
    child[stream]?.on('data', (chunk: string) => {
      const lines = (rest + chunk).split('\n')
      rest = lines.pop() ?? ''
      for (const line of lines) onLine(line.replace(/\r$/, ''), stream)
    })
    child[stream]?.on('end', () => {
      if (rest !== '') onLine(rest, stream)
    })
  }
}
