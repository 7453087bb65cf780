import { PoligonError } from '../../core/errors.ts'
import { name, say } from '../../core/redacted.ts'
import type { TableName } from '../../core/contracts/dump.ts'
import type { RowMasker } from '../row-masker.ts'

/** What is made of each row of one table: a few words. */
export interface RowLook {
  /** The columns it needs. */
  readonly columns: readonly string[]
  /** Words that it makes of a row. */
  readonly width: 1 | 3
  /**
   * Made for an order of columns: `place` gives where the field of a column is among the decoded ones. What
   * comes back is called for every row, with where its words go, which are 0.
   */
  readonly start: (
    place: (column: string) => number,
  ) => (fields: readonly (Uint8Array | null)[], words: Int32Array, at: number) => void
}

/** All that is made of the rows of one part of a dump: of one look after the other, row by row. */
export const wordsOfRow = (looks: readonly RowLook[]): number =>
  looks.reduce((sum, { width }) => sum + width, 0)

/** A row masker that changes nothing and writes down what is made of its rows. */
export interface LookingMasker extends RowMasker {
  /** So many rows come, whose words go to `words`. */
  enter(rows: number, words: Int32Array): void
}

/** @param columns - of the rows. */
export function lookingMasker(
  columns: readonly string[],
  looks: readonly RowLook[],
): LookingMasker {
  const wanted = new Set(looks.flatMap((look) => look.columns))
  const reads = columns.flatMap((column, position) => (wanted.has(column) ? [position] : []))
  const place = (column: string) => reads.indexOf(columns.indexOf(column))
  const started = looks.map(({ width, start }) => ({ width, look: start(place), at: 0 }))
  let words: Int32Array = new Int32Array(0)
  return {
    reads,
    writes: [],
    passesOver: true,
    enter(rows, into) {
      words = into
      let at = 0
      for (const one of started) {
        one.at = at
        at += rows * one.width
      }
    },
    mask(fields) {
      for (const one of started) {
        one.look(fields, words, one.at)
        one.at += one.width
      }
      return nothing
    },
  }
}

const nothing: readonly never[] = []

/** @throws POLIGON_DUMP_SYNTAX when rows do not carry a column that is needed. */
export function checkColumns(
  table: TableName,
  columns: readonly string[],
  looks: readonly RowLook[],
): void {
  const missing = looks.flatMap((look) => look.columns).find((one) => !columns.includes(one))
  if (missing !== undefined)
    throw new PoligonError('POLIGON_DUMP_SYNTAX', {
      what: say`Rows come without a column that the subset needs.`,
      remedy: say`Dump the table with all its columns.`,
      place: { table, field: name(missing) },
    })
}
