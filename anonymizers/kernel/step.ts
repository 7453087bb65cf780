import type { SubjectWords } from './keyed-hash.ts'
import type { ByteWriter } from './byte-writer.ts'

/** What a step did with a value. */
export const outcome = { written: 0, kept: 1, null: 2 } as const
export type Outcome = (typeof outcome)[keyof typeof outcome]

/** The row that a value belongs to: its decoded fields and the personas found for it. */
export interface Row {
  /** Counts up with every row, so that what was found for one is not taken for the next. */
  serial: number
  fields: readonly (Uint8Array | null)[]
}

/** A compiled program: reads a value, appends its mask to `out` and says what it did. */
export type Step = (value: Uint8Array | null, row: Row, out: ByteWriter) => Outcome

/** Finds the subject of a row's persona; undefined when there is none. */
export type FindPersona = (row: Row) => SubjectWords | undefined
