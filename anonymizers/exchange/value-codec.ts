import { byte } from '../dialects/byte-classes.ts'
import type { ByteWriter } from '../dialects/byte-writer.ts'
import type { RowCodec } from '../dialects/dialect.ts'
import type { RowMasker } from '../row-masker.ts'

/** Rows of one value: `endOf` tells where that of the row at a position ends, and where the next row begins. */
function createValueCodec(
  masker: RowMasker,
  endOf: (
    bytes: Buffer,
    from: number,
    to: number,
  ) => { readonly end: number; readonly next: number },
): RowCodec {
  const isRead = masker.reads.length > 0
  const codec = {
    row: 0,
    rowStart: 0,
    maskRows(bytes: Buffer, from: number, to: number, out: ByteWriter): void {
      codec.row = 0
      for (let at = from; at < to; codec.row++) {
        codec.rowStart = at
        const { end, next } = endOf(bytes, at, to)
        const value = bytes.subarray(at, end)
        const isBlank = value.length === 0
        const masked = isBlank ? value : masker.mask(isRead ? [value] : [])[0]
        if (masked === undefined) out.append(value)
        else if (masked !== null) out.append(masked)
        out.append(bytes, end, next)
        at = next
      }
    },
  }
  return codec
}

export const createLineCodec = (masker: RowMasker): RowCodec =>
  createValueCodec(masker, (bytes, from, to) => {
    const line = bytes.indexOf(byte.newline, from)
    const next = line < 0 || line >= to ? to : line + 1
    const stop = next > from && bytes[next - 1] === byte.newline ? next - 1 : next
    const end = stop > from && bytes[stop - 1] === byte.return ? stop - 1 : stop
    return { end, next }
  })

export const createDocumentCodec = (masker: RowMasker): RowCodec =>
  createValueCodec(masker, (_bytes, _from, to) => ({ end: to, next: to }))
