import { PoligonError } from '../../core/errors.ts'
import { name, say } from '../../core/redacted.ts'
import type { RowMasker } from '../row-masker.ts'

/** Looks at rows of one table, one by one. */
export interface RowVisitor {
  /** The columns it needs. */
  readonly columns: readonly string[]
  /**
   * Made for an order of columns: `place` gives where the field of a column is among the decoded ones. What
   * comes back is called for every row, with its number.
   */
  readonly start: (
    place: (column: string) => number,
  ) => (row: number, fields: readonly (Uint8Array | null)[]) => void
}

/** A row masker that changes nothing and shows its rows to visitors. */
export interface ReadingMasker extends RowMasker {
  /** The number of the next row. */
  next: number
}

/** @throws POLIGON_DUMP_SYNTAX when rows do not carry a column that is needed. */
export function readingMasker(
  table: string,
  columns: readonly string[],
  visitors: readonly RowVisitor[],
): ReadingMasker {
  const wanted = new Set(visitors.flatMap((visitor) => visitor.columns))
  const missing = [...wanted].find((column) => !columns.includes(column))
  if (missing !== undefined)
    throw new PoligonError('POLIGON_DUMP_SYNTAX', {
      what: say`Rows come without a column that the subset needs.`,
      remedy: say`Dump the table with all its columns.`,
      place: { table, field: name(missing) },
    })
  const reads = columns.flatMap((column, position) => (wanted.has(column) ? [position] : []))
  const place = (column: string) => reads.indexOf(columns.indexOf(column))
  const look = visitors.map(({ start }) => start(place))
  const masker: ReadingMasker = {
    next: 0,
    reads,
    writes: [],
    mask(fields) {
      const row = masker.next++
      for (const one of look) one(row, fields)
      return nothing
    },
  }
  return masker
}

const nothing: readonly never[] = []
