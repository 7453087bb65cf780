import type { NumberedSegment } from '../dialects/cutter.ts'
import type { BytePool } from '../kernel/byte-pool.ts'
import { replaceSegments } from '../pipeline/replace-segments.ts'
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
  return replaceSegments(batch, masked, memory)
}
