import { PoligonError } from '../../core/errors.ts'
import { say } from '../../core/redacted.ts'
import { byte } from '../dialects/byte-classes.ts'
import type { ByteWriter } from '../dialects/byte-writer.ts'
import type { RowCodec } from '../dialects/dialect.ts'
import type { FileLayout } from './layout.ts'
import { readStep } from './read-records.ts'
import { skipBlanks } from './records.ts'
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

/** Each part is masked as a document of it alone, so that paths lead into it as into the whole file. */
export function createPartCodec(
  masker: RowMasker,
  { format, before, after, isTag }: Extract<FileLayout, { kind: 'parts' }>,
): RowCodec {
  const isRead = masker.reads.length > 0
  const around = { before: Buffer.from(before, 'latin1'), after: Buffer.from(after, 'latin1') }
  const levels = [{ name: format === 'json' ? before.slice(-1) : '', before, after }]
  const partAt = (bytes: Buffer, at: number, to: number): { from: number; to: number } => {
    if (isTag) return { from: skipBlanks(bytes, at, to), to }
    const bounds = {
      end: to,
      last: true,
      endsPart: true as const,
      longest: Number.POSITIVE_INFINITY,
    }
    const behind = bytes[skipBlanks(bytes, at, to)] === byte.comma ? 'part' : 'begin'
    const step = readStep[format](bytes, at, bounds, { levels, behind })
    if (!step?.part) throw new Error('a part that is none')
    return { from: step.part.from, to: step.to }
  }
  const codec = {
    row: 0,
    rowStart: 0,
    maskRows(bytes: Buffer, from: number, to: number, out: ByteWriter): void {
      codec.row = 0
      for (let at = from; at < to; codec.row++) {
        codec.rowStart = at
        const part = partAt(bytes, at, to)
        const document = Buffer.concat([
          around.before,
          bytes.subarray(part.from, part.to),
          around.after,
        ])
        const masked = masker.mask(isRead ? [document] : [])[0]
        if (masked === undefined || masked === document) out.append(bytes, at, part.to)
        else {
          out.append(bytes, at, part.from)
          out.append(within(masked, around))
        }
        at = part.to
      }
    },
  }
  return codec
}

/** @throws POLIGON_VALUE when the treatment of the file is none for parts of it. */
function within(
  document: Uint8Array | null,
  { before, after }: { readonly before: Buffer; readonly after: Buffer },
): Uint8Array {
  const bytes = Buffer.from(document ?? [])
  const to = bytes.length - after.length
  const isWhole =
    to > before.length &&
    bytes.subarray(0, before.length).equals(before) &&
    bytes.subarray(to).equals(after)
  if (isWhole) return bytes.subarray(before.length, to)
  throw new PoligonError('POLIGON_VALUE', {
    what: say`The file is too long to be masked as a whole, and its treatment is none for parts of it.`,
    remedy: say`Give it treatments by path (\`json:\`, \`xml:\`) that end in its records, keep it with a reason, or part it.`,
  })
}

export const copyCodec: RowCodec = {
  row: 0,
  rowStart: 0,
  maskRows: (bytes, from, to, out) => out.append(bytes, from, to),
}
