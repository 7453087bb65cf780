import { ByteWriter } from '../dialects/byte-writer.ts'
import type { NumberedSegment } from '../dialects/cutter.ts'
import type { BytePool } from '../kernel/byte-pool.ts'
import type { FilteredBatch } from '../subset/leave-out-rows.ts'

/** A batch in which some segments are replaced by statements. The memory of the one before goes back. */
export function replaceSegments(
  batch: FilteredBatch,
  replaced: ReadonlyMap<NumberedSegment, Buffer>,
  memory: BytePool,
): FilteredBatch {
  if (replaced.size === 0) return batch
  const { bytes, segments } = batch
  const out = new ByteWriter(0, memory.take(bytes.length))
  const before = new Map<NumberedSegment, NumberedSegment>()
  const moved = segments.map((segment): NumberedSegment => {
    const from = out.length
    const statement = replaced.get(segment)
    out.append(statement ?? bytes.subarray(segment.from, segment.to))
    const place = { from, to: out.length }
    const here: NumberedSegment =
      statement && segment.kind !== 'statement'
        ? { kind: 'statement', firstRow: segment.firstRow, ...place }
        : { ...segment, ...place }
    before.set(here, segment)
    return here
  })
  memory.give(bytes)
  return {
    bytes: out.view(),
    offset: batch.offset,
    segments: moved,
    place(segment, row, at) {
      const was = before.get(segment) ?? segment
      return batch.place(was, row, was.from + at - segment.from)
    },
  }
}
