import type { JournalEvent } from '../../core/contracts/journal.ts'
import type { AttemptRecord, StepRecord } from '../../core/contracts/run-record.ts'

/** What went wrong in an attempt, and where it shows first. */
export interface Trouble {
  /** The first step that did not pass; undefined when the attempt never got to one. */
  readonly step: StepRecord | undefined
  /** The first event with a problem. */
  readonly sign: JournalEvent | undefined
  /** Systems that hold a wrong value, else the one that the first sign points to. */
  readonly systems: readonly string[]
}

const bad = new Set<StepRecord['outcome']>(['failed', 'undefined', 'ambiguous', 'pending'])

export function troubleOf({ steps, journal }: AttemptRecord): Trouble {
  const step = steps.find(({ outcome }) => bad.has(outcome))
  const sign = journal.find(({ problem }) => problem !== undefined)
  const holders = new Set(step?.differences?.map(({ system }) => system))
  const pointed = sign ? [sign.to === '' ? sign.from : sign.to] : []
  return { step, sign, systems: holders.size > 0 ? [...holders] : pointed }
}

/** The attempt to look at when asking what went wrong: of a flaky scenario the last that failed. */
export function troubledAttempt<T extends AttemptRecord>(
  scenario: T & {
    readonly outcome: string
    readonly earlier: readonly T[] | readonly AttemptRecord[]
  },
): AttemptRecord {
  return scenario.outcome === 'flaky' ? (scenario.earlier.at(-1) ?? scenario) : scenario
}
