import { ByteWriter } from '../dialects/byte-writer.ts'
import type { NumberedSegment } from '../dialects/cutter.ts'
import type { BytePool } from '../kernel/byte-pool.ts'
import type { FilteredBatch } from '../subset/leave-out-rows.ts'
import type { DefinitionMasker } from './definition-masker.ts'

/** Masks the statements between the rows of a batch. */
export function maskStatements(
  batch: FilteredBatch,
  masker: DefinitionMasker,
  memory: BytePool,
): FilteredBatch {
  const { bytes, segments } = batch
  const masked = new Map<NumberedSegment, Buffer>()
  for (const segment of segments) {
    if (segment.kind !== 'statement') continue
    const statement = bytes.subarray(segment.from, segment.to)
    const mask = masker.mask(statement, segment.charset)
    if (mask !== statement) masked.set(segment, mask)
  }
  if (masked.size === 0) return batch
  const out = new ByteWriter(0, memory.take(bytes.length))
  const before = new Map<NumberedSegment, NumberedSegment>()
  const moved = segments.map((segment): NumberedSegment => {
    const from = out.length
    out.append(masked.get(segment) ?? bytes.subarray(segment.from, segment.to))
    const here = { ...segment, from, to: out.length }
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
