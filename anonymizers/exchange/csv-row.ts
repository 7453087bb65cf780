import { say } from '../../core/redacted.ts'
import { byte } from '../dialects/byte-classes.ts'
import { Refusal } from '../dialects/refusal.ts'
import type { FileLayout } from './layout.ts'

export type CsvLayout = Extract<FileLayout, { kind: 'csv' }>

/** Reads rows as RFC 4180 has them, with any separator; a quote inside of an unquoted field is a letter. */
export interface CsvRowReader {
  /** How many fields the last row had; 0 for a blank line. */
  readonly fields: number
  /** Where each of them stands, with its quotes. */
  readonly starts: readonly number[]
  readonly ends: readonly number[]
  /**
   * @param last - nothing follows `bytes`.
   * @returns the position behind the row and its line end; -1 when `bytes` ends before it does.
   * @throws Refusal when something stands behind a closing quote, or a quote is never closed.
   */
  read(bytes: Buffer, from: number, last: boolean): number
}

export function createCsvRowReader({ separator, quote }: CsvLayout): CsvRowReader {
  const starts: number[] = []
  const ends: number[] = []

  /** The position behind the closing quote; -1 when there is none. */
  const behindQuotes = (bytes: Buffer, open: number): number => {
    for (let at = open + 1; ;) {
      const close = bytes.indexOf(quote, at)
      if (close < 0) return -1
      if (bytes[close + 1] !== quote) return close + 1
      at = close + 2
    }
  }

  const behindPlain = (bytes: Buffer, from: number): number => {
    let at = from
    while (at < bytes.length && bytes[at] !== separator && bytes[at] !== byte.newline) at++
    return at
  }

  const reader = {
    fields: 0,
    starts,
    ends,
    read(bytes: Buffer, from: number, last: boolean): number {
      reader.fields = 0
      for (let start = from; ;) {
        const isQuoted = bytes[start] === quote
        const at = isQuoted ? behindQuotes(bytes, start) : behindPlain(bytes, start)
        if (at < 0 && last) throw new Refusal(start, say`A quote is never closed.`, damaged)
        if (at < 0 || (at >= bytes.length && !last)) return -1
        const isLast = bytes[at] !== separator
        const lineEnd = isLast ? lineEndAt(bytes, at) : 0
        if (lineEnd < 0 && !last && at + 1 === bytes.length) return -1
        if (lineEnd < 0)
          throw new Refusal(at, say`Something stands behind a closing quote.`, damaged)
        const hasReturn = isLast && !isQuoted && at > start && bytes[at - 1] === byte.return
        starts[reader.fields] = start
        ends[reader.fields] = hasReturn && at < bytes.length ? at - 1 : at
        reader.fields++
        if (isLast) {
          if (reader.fields === 1 && starts[0] === ends[0]) reader.fields = 0
          return at + lineEnd
        }
        start = at + 1
      }
    },
  }
  return reader
}

/** How long the line end at `at` is; 0 at the end of all, -1 when something else is there. */
function lineEndAt(bytes: Buffer, at: number): number {
  if (at >= bytes.length) return 0
  if (bytes[at] === byte.newline) return 1
  return bytes[at] === byte.return && bytes[at + 1] === byte.newline ? 2 : -1
}

const damaged = say`Mend the file, or write its \`separator\` and \`quote\` under \`files\` of the policy.`
