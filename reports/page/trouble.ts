import type { JournalEvent } from '../../core/contracts/journal.ts'
import type { AttemptRecord, ScenarioRecord, StepRecord } from '../../core/contracts/run-record.ts'

/** What went wrong with a scenario, and where it shows first. */
export interface Trouble {
  /** Which attempt tells it, from 1: the last; of a flaky scenario the last that did not pass. */
  readonly attempt: number
  /** The first step that did not pass; undefined when the attempt never got to one. */
  readonly step: StepRecord | undefined
  /** The first event with a problem, and its number in the journal, from 1. */
  readonly sign: { readonly event: JournalEvent; readonly number: number } | undefined
  /** Systems that hold a wrong value, else the one that the first sign points to. */
  readonly systems: readonly string[]
}

const bad = new Set<StepRecord['outcome']>(['failed', 'undefined', 'ambiguous', 'pending'])

export function troubleOf(
  scenario: Pick<ScenarioRecord, 'outcome' | 'earlier' | keyof AttemptRecord>,
): Trouble {
  const before = scenario.outcome === 'flaky' ? scenario.earlier.at(-1) : undefined
  const attempt = scenario.earlier.length + (before ? 0 : 1)
  return { attempt, ...attemptTrouble(before ?? scenario) }
}

export function attemptTrouble({ steps, journal }: AttemptRecord): Omit<Trouble, 'attempt'> {
  const step = steps.find(({ outcome }) => bad.has(outcome))
  const at = journal.findIndex(({ problem }) => problem !== undefined)
  const event = journal[at]
  const holders = new Set(step?.differences?.map(({ system }) => system))
  const pointed = event ? [event.to === '' ? event.from : event.to] : []
  return {
    step,
    sign: event && { event, number: at + 1 },
    systems: holders.size > 0 ? [...holders] : pointed,
  }
}
