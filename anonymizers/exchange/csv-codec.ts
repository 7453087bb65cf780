import { say } from '../../core/redacted.ts'
import { byte } from '../dialects/byte-classes.ts'
import type { ByteWriter } from '../dialects/byte-writer.ts'
import type { RowCodec } from '../dialects/dialect.ts'
import { Refusal } from '../dialects/refusal.ts'
import { valueError } from '../kernel/value-error.ts'
import type { RowMasker } from '../row-masker.ts'
import { createCsvRowReader, type CsvLayout } from './csv-row.ts'

/** A field that changes is quoted when it was, or when its mask needs it; all else stays byte for byte. */
export function createCsvCodec(
  columns: readonly string[],
  masker: RowMasker,
  layout: CsvLayout,
): RowCodec {
  const { reads, writes } = masker
  const { separator, quote } = layout
  const reader = createCsvRowReader(layout)
  const fields: (Uint8Array | null)[] = reads.map(() => null)
  const inputOf = writes.map((position) => reads.indexOf(position))

  const decoded = (bytes: Buffer, position: number): Uint8Array => {
    const [start, end] = [reader.starts[position] ?? 0, reader.ends[position] ?? 0]
    if (bytes[start] !== quote || start === end) return bytes.subarray(start, end)
    const inner = bytes.subarray(start + 1, end - 1)
    if (!inner.includes(quote)) return inner
    const value = Buffer.allocUnsafe(inner.length)
    let length = 0
    for (let at = 0; at < inner.length; at++) {
      value[length++] = inner[at] as number
      if (inner[at] === quote) at++
    }
    return value.subarray(0, length)
  }

  const encode = (value: Uint8Array, wasQuoted: boolean, out: ByteWriter) => {
    if (!wasQuoted && !needsQuotes(value)) return out.append(value)
    if (quote < 0)
      throw valueError(say`A mask holds a sign that parts fields, and the file has no quotes.`)
    out.reserve(value.length * 2 + 2)
    const { bytes } = out
    let at = out.length
    bytes[at++] = quote
    for (const code of value) {
      if (code === quote) bytes[at++] = quote
      bytes[at++] = code
    }
    bytes[at++] = quote
    out.length = at
  }

  const needsQuotes = (value: Uint8Array) =>
    value[0] === quote ||
    value.includes(separator) ||
    value.includes(byte.newline) ||
    value.includes(byte.return)

  const codec = {
    row: 0,
    rowStart: 0,
    maskRows(bytes: Buffer, from: number, to: number, out: ByteWriter): void {
      const rows = bytes.subarray(0, to)
      let copied = from
      codec.row = 0
      for (let at = from; at < to; codec.row++) {
        codec.rowStart = at
        at = reader.read(rows, at, true)
        if (reader.fields === 0 && columns.length > 1) continue
        if (reader.fields > 0 && reader.fields !== columns.length)
          throw wrongCount(codec.rowStart, columns.length)
        for (let i = 0; i < reads.length; i++) fields[i] = decoded(rows, reads[i] as number)
        const masked = masker.mask(fields)
        for (let i = 0; i < writes.length; i++) {
          const value = masked[i] ?? null
          const input = inputOf[i] as number
          if (input >= 0 && value === fields[input]) continue
          const position = writes[i] as number
          const start = reader.starts[position] as number
          const end = reader.ends[position] as number
          out.append(bytes, copied, start)
          const wasQuoted = end > start && bytes[start] === quote
          encode(value ?? nothing, wasQuoted, out)
          copied = end
        }
      }
      out.append(bytes, copied, to)
    },
  }
  return codec
}

const nothing = new Uint8Array(0)

export const wrongCount = (at: number, columns: number) =>
  new Refusal(
    at,
    say`A row has not the ${columns} fields that the file has names for.`,
    say`Mend the file, or write its \`separator\` and \`quote\` under \`files\` of the policy.`,
  )
