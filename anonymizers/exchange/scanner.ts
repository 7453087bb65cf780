import { isUtf8 } from 'node:buffer'
import { say } from '../../core/redacted.ts'
import { byte } from '../dialects/byte-classes.ts'
import type { Bulk, Scanner, Segment } from '../dialects/dialect.ts'
import { Refusal } from '../dialects/refusal.ts'
import { wrongCount } from './csv-codec.ts'
import { createCsvRowReader, type CsvRowReader } from './csv-row.ts'
import { frameEnd, readFrame } from './frame.ts'
import { missingElement, readElement } from './json-elements.ts'
import { longestDocument } from './layout.ts'

interface OpenFile {
  readonly bulk: Bulk
  readonly csv: CsvRowReader | undefined
  /** Bytes of rows that are still to come. */
  left: number
  /** Rows were found in it. */
  hasRows: boolean
}

/** Cuts files that come one behind the other, each with its frame. */
export function createExchangeScanner(): Scanner {
  let open: OpenFile | undefined

  const begin = (bytes: Buffer, from: number): Segment | undefined => {
    const found = readFrame(bytes, from)
    if (!found) return undefined
    const { bulk, headBytes, bodyBytes } = found.frame
    const to = found.to + headBytes
    if (to > bytes.length) return undefined
    const { layout } = bulk
    const csv = layout?.kind === 'csv' ? createCsvRowReader(layout) : undefined
    open = { bulk, csv, left: bodyBytes, hasRows: false }
    return { kind: 'rows-begin', bulk, from, to }
  }

  const rows = (bytes: Buffer, from: number, file: OpenFile): Segment | undefined => {
    const { bulk, csv, left } = file
    if (left === 0) {
      if (from >= bytes.length) return undefined
      open = undefined
      return { kind: 'rows-end', bulk, from, to: from + frameEnd.length }
    }
    const isWhole = bytes.length - from >= left
    const part = isWhole ? bytes.subarray(0, from + left) : bytes
    const found =
      bulk.layout?.kind === 'document'
        ? { rows: 1, to: isWhole ? from + left : from }
        : csv
          ? csvRows(part, from, isWhole, csv, bulk.columns?.length ?? 0)
          : bulk.layout?.kind === 'elements'
            ? elements(part, from, isWhole, file.hasRows)
            : lines(part, from, isWhole)
    if (found.to === from) return undefined
    const isText = bulk.layout?.kind !== 'document' || bulk.layout.isText
    if (isText && bulk.charset === undefined) checkUtf8(bytes, from, found.to)
    file.left -= found.to - from
    file.hasRows = true
    return { kind: 'rows', bulk, rows: found.rows, from, to: found.to }
  }

  return {
    next(bytes, from) {
      if (open) return rows(bytes, from, open)
      return from < bytes.length ? begin(bytes, from) : undefined
    },
  }
}

function csvRows(
  bytes: Buffer,
  from: number,
  last: boolean,
  reader: CsvRowReader,
  columns: number,
): { rows: number; to: number } {
  let rows = 0
  let to = from
  while (to < bytes.length) {
    const next = reader.read(bytes, to, last)
    if (next < 0) break
    if (reader.fields > 0 && reader.fields !== columns) throw wrongCount(to, columns)
    if (reader.fields > 0 || columns === 1) rows++
    to = next
  }
  return { rows, to }
}

function elements(
  bytes: Buffer,
  from: number,
  last: boolean,
  hasRows: boolean,
): { rows: number; to: number } {
  let rows = 0
  let to = from
  while (to < bytes.length) {
    const element = readElement(bytes, to, bytes.length, last)
    if (!element) {
      if (rows === 0 && bytes.length - from > longestDocument) throw tooLong(from)
      break
    }
    const isEmpty = element.to === element.from
    if (isEmpty && (hasRows || rows > 0)) throw missingElement(element.from)
    if (!isEmpty) rows++
    to = element.next
  }
  return { rows, to }
}

const tooLong = (at: number) =>
  new Refusal(
    at,
    say`An element of the list is longer than ${longestDocument / 1024 / 1024} MB, and elements are masked in memory.`,
    say`Part it, or take the file out of the folder.`,
  )

function lines(bytes: Buffer, from: number, last: boolean): { rows: number; to: number } {
  const to = last ? bytes.length : bytes.lastIndexOf(byte.newline) + 1
  let rows = 0
  for (let at = from; at < to; rows++) {
    const line = bytes.indexOf(byte.newline, at)
    at = line < 0 ? to : line + 1
  }
  return { rows, to: Math.max(from, to) }
}

function checkUtf8(bytes: Buffer, from: number, to: number): void {
  if (!isUtf8(bytes.subarray(from, to)))
    throw new Refusal(
      from,
      say`The rows are not in UTF-8.`,
      say`Write their \`charset\` under \`files\` of the policy.`,
    )
}
