import { PoligonError } from './errors.ts'
import { say } from './redacted.ts'

/**
 * Runs `work` with a signal that is aborted by Ctrl-C, SIGTERM and SIGHUP, so that it can close what
 * it opened. A second Ctrl-C ends the process at once; what is then left is removed at the next start.
 * `ctrlC: 'left alone'` is for work that hands the terminal to a program that has a use for Ctrl-C.
 */
export async function interruptible<T>(
  work: (signal: AbortSignal) => Promise<T>,
  ctrlC: 'aborts' | 'left alone' = 'aborts',
): Promise<T> {
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
  const listeners = { SIGINT: ctrlC === 'aborts' ? stop : () => {}, SIGTERM: stop, SIGHUP: stop }
  const signals = Object.entries(listeners) as [NodeJS.Signals, () => void][]
  for (const [signal, listener] of signals) process.on(signal, listener)
  try {
    return await work(controller.signal)
  } finally {
    for (const [signal, listener] of signals) process.off(signal, listener)
  }
}
