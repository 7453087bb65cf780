import type { JournalEvent } from '../../core/contracts/journal.ts'
import type { ScenarioRecord, StepRecord } from '../../core/contracts/run-record.ts'

/** Milliseconds after the event before it, from, to, kind, key, summary, evidence, problem. */
export type EventScript = readonly [
  after: number,
  from: string,
  to: string,
  kind: JournalEvent['kind'],
  key: string,
  summary: string,
  evidence?: string | undefined,
  problem?: string,
]

export interface StepScript {
  readonly says: string
  readonly outcome?: StepRecord['outcome']
  readonly events?: readonly EventScript[]
  readonly failure?: string
  readonly differences?: readonly (readonly [string, string, string, string, string])[]
  readonly table?: StepRecord['table']
}

/** A scenario told briefly; `planned` are the steps of one that was never tried. */
export type ScenarioScript = Pick<
  ScenarioRecord,
  'name' | 'feature' | 'file' | 'line' | 'language' | 'tags' | 'outcome'
> & {
  readonly tries: readonly (readonly StepScript[])[]
  readonly planned?: readonly string[]
}

export const passing = (says: string, events: readonly EventScript[] = []): StepScript => ({
  says,
  events,
})
export const skipped = (says: string): StepScript => ({ says, outcome: 'skipped' })
