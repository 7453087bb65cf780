import { once } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'
import { log, reason } from './log.ts'
import { pauseBefore } from './pause.ts'

/** One recurring piece of work. Passes never overlap. */
export interface Loop {
  readonly name: string
  /** Makes a pass as soon as the running one is over, and resolves with what it moved. */
  trigger(): Promise<number>
  busy(): boolean
  /** Resolves when the last pass is over, after the signal was aborted. */
  readonly ended: Promise<void>
}

/** Starts a loop that ends with `signal`. `every`: pause between passes; undefined: only when triggered. */
export function startLoop(
  name: string,
  every: number | undefined,
  pass: () => Promise<number>,
  signal: AbortSignal,
): Loop {
  let tail: Promise<unknown> = Promise.resolve()
  let running = 0
  const queue = () => {
    running++
    const result = tail.then(pass).finally(() => running--)
    tail = result.catch(() => {})
    return result
  }
  const poll = async (every: number) => {
    let failures = 0
    while (!signal.aborted) {
      try {
        await queue()
        failures = 0
      } catch (error) {
        failures++
        log('WARN', 'pass failed', { flow: name, attempt: failures, error: reason(error) })
      }
      const pause = pauseBefore(failures + 1, every, Math.max(every, 30_000), Math.random())
      await wait(pause, undefined, { signal }).catch(() => {})
    }
  }
  const polling = every === undefined ? Promise.resolve() : poll(every)
  const end = async () => {
    if (!signal.aborted) await once(signal, 'abort')
    await polling
    await tail
  }
  return { name, trigger: queue, busy: () => running > 0, ended: end() }
}
