import { isUtf8 } from 'node:buffer'
import { say } from '../../core/redacted.ts'
import { byte } from '../dialects/byte-classes.ts'
import type { Bulk, Scanner, Segment } from '../dialects/dialect.ts'
import { Refusal } from '../dialects/refusal.ts'
import { wrongCount } from './csv-codec.ts'
import { createCsvRowReader, type CsvRowReader } from './csv-row.ts'
import { frameEnd, readFrame } from './frame.ts'
import { createRecordReader, type ReadRecords } from './read-records.ts'

interface OpenFile {
  readonly bulk: Bulk
  readonly csv: CsvRowReader | undefined
  readonly records: ReadRecords | undefined
  /** Bytes of rows that are still to come. */
  left: number
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
    const records = layout?.kind === 'records' ? createRecordReader(bulk, layout) : undefined
    open = { bulk, csv, records, left: bodyBytes }
    return { kind: 'rows-begin', bulk, from, to }
  }

  const rows = (bytes: Buffer, from: number, file: OpenFile): Segment | undefined => {
    const { bulk, csv, records, left } = file
    if (left === 0) {
      if (from >= bytes.length) return undefined
      open = undefined
      return { kind: 'rows-end', bulk, from, to: from + frameEnd.length }
    }
    const isWhole = bytes.length - from >= left
    const part = isWhole ? bytes.subarray(0, from + left) : bytes
    const found: { rows: number; to: number; bulk?: Bulk } = records
      ? (records(part, from, isWhole) ?? { rows: 0, to: from })
      : bulk.layout?.kind === 'document'
        ? { rows: 1, to: isWhole ? from + left : from }
        : csv
          ? csvRows(part, from, isWhole, csv, bulk.columns?.length ?? 0)
          : lines(part, from, isWhole)
    if (found.to === from) return undefined
    const isText = bulk.layout?.kind !== 'document' || bulk.layout.isText
    if (isText && bulk.charset === undefined) checkUtf8(bytes, from, found.to)
    file.left -= found.to - from
    return { kind: 'rows', bulk: found.bulk ?? bulk, rows: found.rows, from, to: found.to }
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
