import type { FindRows } from '../kernel/wasm-rows.ts'
import { blankBytes, byte } from './byte-classes.ts'

export interface WholeRows {
  readonly rows: number
  /** The position behind the last whole row. */
  readonly to: number
  /** Where something else than a comma and a row stands; undefined: the bytes end before that is known. */
  readonly other: number | undefined
}

/**
 * All whole rows in parentheses at `from`.
 *
 * @param behindRow - a row of the same statement stands before `from`, so that a comma comes first.
 * @param tupleEnd - the position behind the row whose parenthesis is at `open`; -1 when it is not all there.
 * @param findRows - finds most rows sooner; the others are left to `tupleEnd`.
 */
export function wholeRows(
  bytes: Buffer,
  from: number,
  behindRow: boolean,
  tupleEnd: (bytes: Buffer, open: number) => number,
  findRows?: FindRows,
): WholeRows {
  let rows = 0
  let to = from
  let misses = 0
  while (to < bytes.length) {
    if (findRows && misses < mostMisses) {
      const found = findRows(bytes, to, behindRow || rows > 0)
      rows += found.rows
      to = found.to
      misses = found.rows > 0 ? 0 : misses + 1
    }
    let at = afterBlanks(bytes, to)
    if (at < bytes.length && (behindRow || rows > 0)) {
      if (bytes[at] !== byte.comma) return { rows, to, other: at }
      at = afterBlanks(bytes, at + 1)
    }
    if (at >= bytes.length) break
    if (bytes[at] !== byte.open) return { rows, to, other: at }
    const end = tupleEnd(bytes, at)
    if (end < 0) break
    rows++
    to = end
  }
  return { rows, to, other: undefined }
}

/** Rows that {@link wholeRows} finds itself before it asks no more in these bytes. */
const mostMisses = 8

function afterBlanks(bytes: Buffer, from: number): number {
  let at = from
  while (at < bytes.length && blankBytes[bytes[at] as number] === 1) at++
  return at
}
