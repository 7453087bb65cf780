import { z } from 'zod'
import { journalEventSchema, type JournalEvent } from './journal.ts'
import type { Outcome } from './outcome.ts'

/** Media type of the attachment by which an attempt hands over its journal, once, at its end. */
export const journalMediaType = 'application/vnd.poligon.journal+json'

/** Body of a {@link journalMediaType} attachment. `evidence`: redacted, by content hash. */
export const journalAttachmentSchema = z.object({
  slot: z.string(),
  events: z.array(journalEventSchema),
  evidence: z.record(z.string(), z.string()),
})

export type JournalAttachment = z.infer<typeof journalAttachmentSchema>

/** Media type of the attachment by which a failing step tells its differences: a JSON array of them. */
export const differencesMediaType = 'application/vnd.poligon.differences+json'

/** Media type of the attachment, in plain text, that says what can be done about a step that cannot run. */
export const hintMediaType = 'application/vnd.poligon.hint'

/** One thing that was not as a step expected it. Redacted, as everything that reaches a report. */
export const differenceSchema = z.object({
  /** The system that holds the wrong value. */
  system: z.string(),
  /** What was looked at, for people: `order WEB-1042, line 2`. */
  subject: z.string(),
  /** Column, header or path; empty when the thing as a whole is missing or too many. */
  field: z.string(),
  expected: z.string(),
  actual: z.string(),
})

export type Difference = z.infer<typeof differenceSchema>

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
  /** Milliseconds since the epoch; 0 when the step never began. */
  readonly started: number
  /** Milliseconds. */
  readonly duration: number
  /** Rows of the step's table, header first; empty when it has none. */
  readonly table: readonly (readonly string[])[]
  readonly docString?: string
  /** Message of the failure, redacted. */
  readonly failure?: string
  /** What was expected and what was there, when the step told it cell by cell. */
  readonly differences?: readonly Difference[]
}

/** One time that a scenario was tried. */
export interface AttemptRecord {
  /** Milliseconds since the epoch, and milliseconds. */
  readonly started: number
  readonly duration: number
  readonly slot: string
  readonly steps: readonly StepRecord[]
  readonly journal: readonly JournalEvent[]
  /** Redacted evidence by its content hash (`JournalEvent.ref`). */
  readonly evidence: Readonly<Record<string, string>>
}

/** A planned scenario; what stands in it as an attempt is the last one. */
export interface ScenarioRecord extends AttemptRecord {
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
  /** How often it was tried; 0 when it never began. */
  readonly attempts: number
  /** The attempts before the last, oldest first. */
  readonly earlier: readonly AttemptRecord[]
}

export interface SystemRecord {
  readonly name: string
  readonly kind: string
  readonly detail: string
}

/** What one database of the environment was filled with. */
export interface SeededRecord {
  readonly system: string
  /** Name of the policy file, relative to the project. */
  readonly policy: string
  /** Tells two keys apart and reveals neither. */
  readonly keyId: string
  readonly tables: readonly {
    readonly table: string
    readonly rows: number
    readonly maskedColumns: readonly string[]
  }[]
}

/**
 * What broke outside of any scenario.
 * - `parse-error`: a feature file that is not Gherkin.
 * - `parameter-type`: a step pattern that names a parameter type nobody defined.
 * - `run-hook`: a hook of the run as a whole failed.
 * - `run-failed`: the runner gave up.
 * - `cut-short`: the runner never said that it was done.
 * - `damaged-line`, `attachment`: something in the messages is not what it should be.
 */
export interface RunProblem {
  readonly kind:
    | 'parse-error'
    | 'parameter-type'
    | 'run-hook'
    | 'run-failed'
    | 'cut-short'
    | 'damaged-line'
    | 'attachment'
  /** The place or the message, redacted; may be empty. */
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
  readonly problems: readonly RunProblem[]
  readonly data?: readonly SeededRecord[]
  /** Until when this may be kept, by the policies of the data (`retention.evidence`); in ISO 8601. */
  readonly expires?: string
}
