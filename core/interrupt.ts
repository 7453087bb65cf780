import { PoligonError } from './errors.ts'
import { say } from './redacted.ts'

/**
 * Runs `work` with a signal that is aborted by Ctrl-C, SIGTERM and SIGHUP, so that it can close what
 * it opened. A second Ctrl-C ends the process at once; what is then left is removed at the next start.
 */
export async function interruptible<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController()
  const stop = () => {
    if (controller.signal.aborted) process.exit(130)
    controller.abort(
      new PoligonError('POLIGON_INTERRUPTED', {
        what: say`Interrupted.`,
        remedy: say`Everything that was started has been removed.`,
      }),
    )
  }
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
  for (const signal of signals) process.on(signal, stop)
  try {
    return await work(controller.signal)
  } finally {
    for (const signal of signals) process.off(signal, stop)
  }
}
