import type { Clock } from '../core/clock.ts'

/** What one look at the systems showed. */
export interface Sight {
  readonly holds: boolean
  /** The observed value as text; two looks with the same text saw the same. */
  readonly shown: string
}

export interface WaitTerms {
  /** Milliseconds in which it has to come true. */
  readonly within: number
  /** Milliseconds that it then has to stay true. */
  readonly stays: number
}

export interface Seen {
  /** Milliseconds since the wait began. */
  readonly at: number
  readonly shown: string
  readonly holds: boolean
}

export interface WaitResult<S extends Sight> {
  readonly outcome: 'held' | 'never held' | 'did not stay'
  /** The look that decided. */
  readonly last: S
  /** What was seen, one entry a change, from the first look on. */
  readonly history: readonly Seen[]
  /** Milliseconds. */
  readonly waited: number
}

const shortest = 20
const longest = 250

/**
 * Looks until what is expected holds, and on until it has stayed so. There is always one look at
 * the very end of each time, so that a result which comes at the last moment counts.
 */
export async function waitFor<S extends Sight>(
  look: () => Promise<S>,
  terms: WaitTerms,
  clock: Clock,
): Promise<WaitResult<S>> {
  const begin = clock.monotonic()
  const history: Seen[] = []
  let pause = shortest
  const since = (start: number) => clock.monotonic() - start
  const observe = async () => {
    const sight = await look()
    const previous = history.at(-1)
    if (previous?.shown !== sight.shown || previous.holds !== sight.holds)
      history.push({ at: since(begin), shown: sight.shown, holds: sight.holds })
    return sight
  }
  const rest = async (left: number) => {
    await clock.sleep(Math.max(1, Math.min(pause, left)))
    pause = Math.min(longest, pause * 1.5)
  }
  const result = (outcome: WaitResult<S>['outcome'], last: S): WaitResult<S> => ({
    outcome,
    last,
    history,
    waited: since(begin),
  })

  let sight: S
  for (;;) {
    const spent = since(begin)
    sight = await observe()
    if (sight.holds) break
    if (spent >= terms.within) return result('never held', sight)
    await rest(terms.within - since(begin))
  }
  const held = clock.monotonic()
  pause = shortest
  for (;;) {
    const spent = since(held)
    if (spent >= terms.stays) return result('held', sight)
    await rest(terms.stays - spent)
    sight = await observe()
    if (!sight.holds) return result('did not stay', sight)
  }
}
