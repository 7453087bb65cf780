import type { Batch, NumberedSegment } from '../dialects/cutter.ts'
import { byte } from '../dialects/byte-classes.ts'
import { ByteWriter } from '../dialects/byte-writer.ts'
import type { BytePool } from '../kernel/byte-pool.ts'
import type { Bulk, Dialect } from '../dialects/dialect.ts'
import { createTupleEnds } from '../dialects/mysql/tuple-ends.ts'
import { pgTupleEnd } from '../dialects/pg/tuple-end.ts'
import type { Selection, StayingRows } from './select-rows.ts'

/** A batch with the rows that stay, and where they stood before. */
export interface FilteredBatch extends Batch {
  /** Of a position in a row, counted from 0 in its segment: the row's number and its byte in the source. */
  place(segment: NumberedSegment, row: number, at: number): { row: number; byteOffset: number }
}

/** Rows of one segment that stay, three numbers each: which row it was, where it stood and where it stands. */
type Moved = readonly number[]

interface Waiting {
  readonly bytes: Buffer
  readonly bulk: Bulk
  /** The blanks before the statement's first row. */
  lead: Buffer | undefined
}

/**
 * Takes rows that do not stay out of the batches of a dump, which come in its order. A statement of INSERT
 * that loses all its rows goes with them; a COPY stays without rows.
 */
export function createRowFilter(
  selection: Selection | undefined,
  dialect: Dialect,
  memory: BytePool,
): (batch: Batch) => FilteredBatch {
  /** The beginning of an INSERT of which no row has come yet that stays. */
  let waiting: Waiting | undefined

  return (batch) => {
    const { bytes, segments } = batch
    const touched = segments.some(
      (one) => 'bulk' in one && selection && selection.of(one.bulk.table) !== 'all',
    )
    if (!touched || !selection) return { ...batch, place: placeIn(batch, new Map()) }
    const out = new ByteWriter(0, memory.take(bytes.length))
    const left: NumberedSegment[] = []
    const moved = new Map<NumberedSegment, Moved>()

    const put = (segment: NumberedSegment, part: Buffer) => {
      const from = out.length
      out.append(part)
      left.push({ ...segment, from, to: out.length })
    }
    const rows = (segment: Extract<NumberedSegment, { kind: 'rows' }>, staying: StayingRows) => {
      const open = waiting
      if (staying === 'none' && !open) return
      const syntax = segment.bulk.syntax ?? dialect.syntax
      if (open)
        open.lead ??= Buffer.from(
          bytes.subarray(segment.from, bytes.indexOf(byte.open, segment.from)),
        )
      if (staying === 'none' || staying === 'all') return
      const first = staying.first + segment.firstRow - 1
      const count = staying.rows.countIn(first, segment.rows)
      if (count === 0) return
      const places: number[] = []
      if (open) {
        put({ ...segment, kind: 'rows-begin', bulk: open.bulk, firstRow: 0 }, open.bytes)
        waiting = undefined
      }
      const from = out.length
      const end = endOfRows(segment, syntax, bytes)
      let at = segment.from
      for (let row = 0; row < segment.rows; row++) {
        const to = end(at)
        if (staying.rows.has(first + row)) {
          if (open && places.length === 0) {
            if (open.lead) out.append(open.lead)
            const tuple = bytes.indexOf(byte.open, at)
            places.push(row, tuple, out.length)
            out.append(bytes, tuple, to)
          } else {
            places.push(row, at, out.length)
            out.append(bytes, at, to)
          }
        }
        at = to
      }
      const kept = { ...segment, from, to: out.length, rows: count }
      left.push(kept)
      moved.set(kept, places)
    }

    for (const segment of segments) {
      const part = bytes.subarray(segment.from, segment.to)
      if (segment.kind === 'statement' || segment.kind === 'data') {
        put(segment, part)
        continue
      }
      const staying = selection.of(segment.bulk.table)
      const isCopy = (segment.bulk.syntax ?? dialect.syntax) === 'pg-copy-text'
      if (staying === 'all') put(segment, part)
      else if (segment.kind === 'rows') rows(segment, staying)
      else if (isCopy) put(segment, part)
      else if (segment.kind === 'rows-begin')
        waiting = { bytes: Buffer.from(part), bulk: segment.bulk, lead: undefined }
      else if (waiting) waiting = undefined
      else put(segment, part)
    }
    memory.give(bytes)
    const filtered = { bytes: out.view(), offset: batch.offset, segments: left }
    return { ...filtered, place: placeIn(filtered, moved) }
  }
}

const placeIn =
  (batch: Batch, moved: ReadonlyMap<NumberedSegment, Moved>): FilteredBatch['place'] =>
  (segment, row, at) => {
    const [was, stood, stands] = moved.get(segment)?.slice(row * 3, row * 3 + 3) ?? []
    const before = stood === undefined || stands === undefined ? at : stood + at - stands
    return { row: segment.firstRow + (was ?? row), byteOffset: batch.offset + before }
  }

/** From where a row begins to where it ends; to be asked of one row after the other. */
function endOfRows(
  { bulk, from, to }: Extract<NumberedSegment, { kind: 'rows' }>,
  syntax: string,
  bytes: Buffer,
): (at: number) => number {
  if (syntax === 'pg-copy-text') return (at) => bytes.indexOf(byte.newline, at) + 1
  if (syntax === 'pg-values')
    return (at) => pgTupleEnd(bytes, bytes.indexOf(byte.open, at), bulk.backslashes === true)
  const ends = createTupleEnds(bulk.charset)
  ends.start(bytes, from, to)
  return () => ends.next()
}
