import type { ByteWriter } from '../dialects/byte-writer.ts'
import type { Batch, NumberedSegment } from '../dialects/cutter.ts'
import type { RowCodec } from '../dialects/dialect.ts'
import { placed, Refusal } from '../dialects/refusal.ts'

/**
 * Shows the rows of a segment to the masker of `codec`; what becomes of them is thrown away.
 *
 * @param scratch - room that the codec needs meanwhile; empty again afterwards.
 * @throws POLIGON_DUMP_SYNTAX and whatever the masker throws, with table, row and byte offset.
 */
export function showRows(
  codec: RowCodec,
  batch: Batch,
  segment: Extract<NumberedSegment, { readonly kind: 'rows' }>,
  scratch: ByteWriter,
): void {
  try {
    codec.maskRows(batch.bytes, segment.from, segment.to, scratch)
  } catch (failure) {
    const at = failure instanceof Refusal ? failure.at : codec.rowStart
    const row = segment.firstRow + codec.row
    throw placed(failure, { table: segment.bulk.table, row, byteOffset: batch.offset + at })
  }
  scratch.length = 0
}
