import type { JournalEvent } from './journal.ts'
import type { Outcome } from './outcome.ts'

export interface StepRecord {
  /** `Given`, `Zakładając, że` …: as written; empty for hooks. */
  readonly keyword: string
  readonly text: string
  readonly outcome:
    | 'passed'
    | 'failed'
    | 'skipped'
    | 'undefined'
    | 'ambiguous'
    | 'pending'
    | 'not-run'
  /** Milliseconds. */
  readonly duration: number
  /** Rows of the step's table, header first; empty when it has none. */
  readonly table: readonly (readonly string[])[]
  readonly docString?: string
  /** Message of the failure, redacted. */
  readonly failure?: string
}

export interface ScenarioRecord {
  /** Id in the cucumber messages. */
  readonly id: string
  readonly name: string
  readonly feature: string
  /** Relative to the project. */
  readonly file: string
  readonly line: number
  /** `pl`, `en`, … as the feature declares. */
  readonly language: string
  readonly tags: readonly string[]
  readonly outcome: Outcome
  /** 1 for the first. */
  readonly attempts: number
  /** Milliseconds since the epoch, and milliseconds. */
  readonly started: number
  readonly duration: number
  readonly slot: string
  readonly steps: readonly StepRecord[]
  readonly journal: readonly JournalEvent[]
  /** Redacted evidence by its content hash (`JournalEvent.ref`). */
  readonly evidence: Readonly<Record<string, string>>
}

export interface SystemRecord {
  readonly name: string
  readonly kind: string
  readonly detail: string
}

/** Everything a report is made from. Sections are pure functions of this. */
export interface RunRecord {
  readonly run: string
  readonly started: number
  readonly duration: number
  readonly environment: string
  readonly provider: string
  readonly systems: readonly SystemRecord[]
  readonly scenarios: readonly ScenarioRecord[]
  /** Said of the run as a whole: egress guard level, version gaps, masking status, what was not covered. */
  readonly notes: readonly string[]
}
