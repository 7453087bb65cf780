import type { TableName } from '../../core/contracts/dump.ts'
import type { Batch, NumberedSegment } from '../dialects/cutter.ts'
import type { Bulk } from '../dialects/dialect.ts'

/** Parts of a batch that are looked at; crosses to threads. */
export interface RowRuns {
  /** Five numbers each: from, to, which of {@link bulks}, its first row in the table from 0, how many rows. */
  readonly spans: Float64Array<ArrayBuffer>
  readonly bulks: readonly Bulk[]
}

const spanWidth = 5

/** Stands for the bulk of a part that is no row. */
const text = -1

export interface RowRun {
  readonly from: number
  readonly to: number
  /** Undefined: it is text. */
  readonly bulk: Bulk | undefined
  /** Its number in the table, from 0. */
  readonly firstRow: number
  readonly rows: number
}

/** @param first - the number of the first row of a segment in its table, from 0; undefined: it is left out. */
export function rowRunsOf(
  segments: Batch['segments'],
  first: (segment: Extract<NumberedSegment, { readonly kind: 'rows' }>) => number | undefined,
  withTexts: boolean,
): RowRuns {
  const bulks: Bulk[] = []
  const spans: number[] = []
  for (const segment of segments) {
    if (segment.kind === 'rows') {
      const firstRow = first(segment)
      if (firstRow === undefined) continue
      if (bulks.at(-1) !== segment.bulk) bulks.push(segment.bulk)
      spans.push(segment.from, segment.to, bulks.length - 1, firstRow, segment.rows)
    } else if (withTexts && (segment.kind === 'statement' || segment.kind === 'data'))
      spans.push(segment.from, segment.to, text, 0, 0)
  }
  return { spans: Float64Array.from(spans), bulks }
}

export function* eachRun({ spans, bulks }: RowRuns): Generator<RowRun> {
  for (let at = 0; at < spans.length; at += spanWidth) {
    const [from, to, number, firstRow, rows] = spans.subarray(at, at + spanWidth)
    yield {
      from: from as number,
      to: to as number,
      bulk: bulks[number as number],
      firstRow: firstRow as number,
      rows: rows as number,
    }
  }
}

/**
 * The same parts where they stand when some of the batch were changed.
 *
 * @param changed - three numbers each: from, to, and another; in their order.
 * @param ends - where each of these ends now.
 */
export function movedRuns(
  { spans, bulks }: RowRuns,
  changed: Float64Array,
  ends: Float64Array,
): RowRuns {
  const moved = spans.slice()
  let passed = 0
  let shift = 0
  for (let at = 0; at < spans.length; at += spanWidth) {
    const from = spans[at] as number
    const to = spans[at + 1] as number
    while (passed < ends.length && (changed[passed * 3] as number) < from) {
      shift = (ends[passed] as number) - (changed[passed * 3 + 1] as number)
      passed++
    }
    moved[at] = from + shift
    moved[at + 1] =
      passed < ends.length && changed[passed * 3] === from ? (ends[passed] as number) : to + shift
  }
  return { spans: moved, bulks }
}

/** Numbers rows as they come, table by table. */
export function createRowCounter(): (table: TableName, rows: number) => number {
  const counts = new Map<TableName, number>()
  return (table, rows) => {
    const before = counts.get(table) ?? 0
    counts.set(table, before + rows)
    return before
  }
}
