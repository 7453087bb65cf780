import { say } from '../../../core/redacted.ts'
import type { RowMasker } from '../../row-masker.ts'
import { byte } from '../byte-classes.ts'
import type { ByteWriter } from '../byte-writer.ts'
import type { RowCodec } from '../dialect.ts'
import { Refusal } from '../refusal.ts'
import { decodeCopyText, encodeCopyText } from './copy-text.ts'

/** Rows of COPY's text format: a line a row, tabs between fields, `\N` for NULL. */
export function createPgRowCodec(columns: readonly string[], masker: RowMasker): RowCodec {
  const { reads, writes, passesOver } = masker
  const wanted = [...new Set([...reads, ...writes])].toSorted((a, b) => a - b)
  /** How many fields to pass over before each wanted one, and after the last. */
  const gaps = wanted.map((position, i) => position - (wanted[i - 1] ?? -1) - 1)
  const fieldsAfter = columns.length - 1 - (wanted.at(-1) ?? -1)
  const readOf = wanted.map((position) => reads.indexOf(position))
  const placeOf = writes.map((position) => wanted.indexOf(position))
  const inputOf = writes.map((position) => reads.indexOf(position))
  const fields: (Uint8Array | null)[] = reads.map(() => null)
  const starts = new Float64Array(wanted.length)
  const ends = new Float64Array(wanted.length)
  let scratch = Buffer.allocUnsafe(4096)
  let used = 0

  const decoded = (bytes: Buffer, start: number, end: number): Uint8Array | null => {
    if (end - start === 2 && bytes[start] === byte.backslash && bytes[start + 1] === 0x4e)
      return null
    if (scratch.length < used + end - start) scratch = Buffer.allocUnsafe(2 * (used + end - start))
    const length = decodeCopyText(bytes, start, end, scratch, used)
    used += length
    return view(scratch, used - length, used)
  }

  /** Finds the wanted fields of the row at `from`; returns the position behind its newline. */
  const readRow = (bytes: Buffer, from: number): number => {
    used = 0
    let at = from
    for (let place = 0; place < wanted.length; place++) {
      at = passOver(bytes, at, gaps[place] as number)
      if (at < 0) throw wrongCount(from, columns)
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
      const read = readOf[place] as number
      if (read >= 0) fields[read] = escaped ? decoded(bytes, start, at) : view(bytes, start, at)
      starts[place] = start
      ends[place] = at
      const last = place === wanted.length - 1 && fieldsAfter === 0
      if ((code === byte.newline) !== last) throw wrongCount(from, columns)
      at++
    }
    if (fieldsAfter === 0) return at
    if (passesOver) {
      const newline = bytes.indexOf(byte.newline, at)
      if (newline >= 0 && bytes[newline - 1] !== byte.backslash) return newline + 1
    }
    at = passOver(bytes, at, fieldsAfter - 1)
    const end = at < 0 ? at : lastFieldEnd(bytes, at)
    if (end < 0) throw wrongCount(from, columns)
    return end
  }

  const codec = {
    row: 0,
    rowStart: 0,
    maskRows(bytes: Buffer, from: number, to: number, out: ByteWriter): void {
      let copied = from
      codec.row = 0
      for (let at = from; at < to; codec.row++) {
        codec.rowStart = at
        at = readRow(bytes, at)
        const masked = masker.mask(fields)
        for (let i = 0; i < writes.length; i++) {
          const value = masked[i] as Uint8Array | null
          const input = inputOf[i] as number
          if (input >= 0 && value === fields[input]) continue
          const place = placeOf[i] as number
          out.append(bytes, copied, starts[place])
          encodeCopyText(value, out)
          copied = ends[place] as number
        }
      }
      out.append(bytes, copied, to)
    },
  }
  return codec
}

/** The position behind the `count`th tab, or -1 when the row ends before it. */
function passOver(bytes: Buffer, from: number, count: number): number {
  let at = from
  for (let left = count; left > 0;) {
    const code = bytes[at++] as number
    if (code > byte.backslash) continue
    if (code === byte.tab) left--
    else if (code === byte.backslash) at++
    else if (code === byte.newline) return -1
  }
  return at
}

/** The position behind the newline, or -1 when a tab comes first. */
function lastFieldEnd(bytes: Buffer, from: number): number {
  for (let at = from; ; at++) {
    const code = bytes[at]
    if (code === byte.newline) return at + 1
    if (code === byte.tab) return -1
    if (code === byte.backslash) at++
  }
}

const view = (bytes: Buffer, from: number, to: number) =>
  new Uint8Array(bytes.buffer, bytes.byteOffset + from, to - from)

const wrongCount = (at: number, columns: readonly string[]) =>
  new Refusal(
    at,
    say`A row has not the ${columns.length} fields that COPY announces.`,
    say`Take the dump again; it is damaged.`,
  )
