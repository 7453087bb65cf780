import { say } from '../../../core/redacted.ts'
import type { RowMasker } from '../../row-masker.ts'
import { byte } from '../byte-classes.ts'
import type { ByteWriter } from '../byte-writer.ts'
import type { RowCodec } from '../dialect.ts'
import { Refusal } from '../refusal.ts'
import { decodeCopyText, encodeCopyText } from './copy-text.ts'

/** Rows of COPY's text format: a line a row, tabs between fields, `\N` for NULL. */
export function createPgRowCodec(columns: readonly string[], masker: RowMasker): RowCodec {
  const { reads, writes } = masker
  const readAt = positions(columns.length, reads)
  const writeAt = positions(columns.length, writes)
  const fields: (Uint8Array | null)[] = reads.map(() => null)
  const inputOf = writes.map((position) => reads.indexOf(position))
  const starts = new Float64Array(writes.length)
  const ends = new Float64Array(writes.length)
  let scratch = Buffer.allocUnsafe(4096)

  const codec = {
    row: 0,
    rowStart: 0,
    maskRows(bytes: Buffer, from: number, to: number, out: ByteWriter): void {
      let copied = from
      codec.row = 0
      for (let at = from; at < to; codec.row++) {
        codec.rowStart = at
        let used = 0
        for (let field = 0; ; field++) {
          const start = at
          let escaped = false
          let code = bytes[at] as number
          while (code !== byte.tab && code !== byte.newline) {
            if (code === byte.backslash) {
              escaped = true
              at++
            }
            code = bytes[++at] as number
          }
          const read = readAt[field] ?? -1
          if (read >= 0) {
            if (!escaped) fields[read] = view(bytes, start, at)
            else if (at - start === 2 && bytes[start + 1] === 0x4e) fields[read] = null
            else {
              if (scratch.length < used + at - start)
                scratch = Buffer.allocUnsafe(2 * (used + at - start))
              const length = decodeCopyText(bytes, start, at, scratch, used)
              fields[read] = view(scratch, used, used + length)
              used += length
            }
          }
          const write = writeAt[field] ?? -1
          if (write >= 0) {
            starts[write] = start
            ends[write] = at
          }
          at++
          if (code === byte.newline) {
            if (field + 1 !== columns.length) throw wrongCount(codec.rowStart, field + 1, columns)
            break
          }
        }
        const masked = masker.mask(fields)
        for (let i = 0; i < writes.length; i++) {
          const value = masked[i] as Uint8Array | null
          const input = inputOf[i] as number
          if (input >= 0 && value === fields[input]) continue
          out.append(bytes, copied, starts[i])
          encodeCopyText(value, out)
          copied = ends[i] as number
        }
      }
      out.append(bytes, copied, to)
    },
  }
  return codec
}

const view = (bytes: Buffer, from: number, to: number) =>
  new Uint8Array(bytes.buffer, bytes.byteOffset + from, to - from)

/** For every field its place in `wanted`, or -1. */
function positions(fields: number, wanted: readonly number[]): Int32Array {
  const places = new Int32Array(fields).fill(-1)
  wanted.forEach((position, place) => {
    places[position] = place
  })
  return places
}

const wrongCount = (at: number, found: number, columns: readonly string[]) =>
  new Refusal(
    at,
    say`A row has ${found} fields where COPY announces ${columns.length}.`,
    say`Take the dump again; it is damaged.`,
  )
