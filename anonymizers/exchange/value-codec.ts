import { PoligonError } from '../../core/errors.ts'
import { say } from '../../core/redacted.ts'
import { byte } from '../dialects/byte-classes.ts'
import type { ByteWriter } from '../dialects/byte-writer.ts'
import type { RowCodec } from '../dialects/dialect.ts'
import { readElement } from './json-elements.ts'
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

const open = Buffer.from('[')
const close = Buffer.from(']')

/** Each element is masked as a list of it alone, so that paths lead into it as into the whole file. */
export function createElementCodec(masker: RowMasker): RowCodec {
  const isRead = masker.reads.length > 0
  const codec = {
    row: 0,
    rowStart: 0,
    maskRows(bytes: Buffer, from: number, to: number, out: ByteWriter): void {
      codec.row = 0
      for (let at = from; at < to; codec.row++) {
        codec.rowStart = at
        const element = readElement(bytes, at, to, true)
        if (!element) return
        const list = Buffer.concat([open, bytes.subarray(element.from, element.to), close])
        const isEmpty = element.to === element.from
        const masked = isEmpty ? undefined : masker.mask(isRead ? [list] : [])[0]
        if (masked === undefined || masked === list) out.append(bytes, at, element.next)
        else {
          out.append(bytes, at, element.from)
          out.append(withoutBrackets(masked))
          out.append(bytes, element.to, element.next)
        }
        at = element.next
      }
    },
  }
  return codec
}

/** @throws POLIGON_VALUE when the treatment of the file is none for parts of it. */
function withoutBrackets(list: Uint8Array | null): Uint8Array {
  if (list && list.length > 2 && list[0] === open[0] && list.at(-1) === close[0])
    return list.subarray(1, -1)
  throw new PoligonError('POLIGON_VALUE', {
    what: say`The file is too long to be masked as a whole, and its treatment is none for the elements of a list.`,
    remedy: say`Give it treatments by path (\`json:\`), keep it with a reason, or part it.`,
  })
}
