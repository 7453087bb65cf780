import { say } from '../../../core/redacted.ts'
import type { RowMasker } from '../../row-masker.ts'
import { byte, byteClass } from '../byte-classes.ts'
import type { ByteWriter } from '../byte-writer.ts'
import type { RowCodec } from '../dialect.ts'
import { Refusal } from '../refusal.ts'
import { decodeLiteral, encodeLiteral } from './literal-text.ts'
import { form, Literal } from './literal.ts'
import { closingQuote } from './quotes.ts'

/** Rows in parentheses, with commas between them; see {@link Literal} for what a masked value may be. */
export function createMysqlRowCodec(
  columns: readonly string[],
  masker: RowMasker,
  computed: readonly number[] = [],
): RowCodec {
  const { reads, writes } = masker
  const fields: (Uint8Array | null)[] = reads.map(() => null)
  const inputOf = writes.map((position) => reads.indexOf(position))
  const wanted = new Int32Array(columns.length).fill(-1)
  const places = [...new Set([...reads, ...writes])].toSorted((a, b) => a - b)
  const literals = places.map(() => new Literal())
  places.forEach((position, place) => {
    wanted[position] = place
  })
  const readPlaces = reads.map((position) => places.indexOf(position))
  const writePlaces = writes.map((position) => places.indexOf(position))
  const computedPlace = new Int32Array(columns.length).fill(-1)
  computed.forEach((position, place) => {
    computedPlace[position] = place
  })
  const computedFrom = new Float64Array(computed.length)
  const computedTo = new Float64Array(computed.length)
  let scratch = Buffer.allocUnsafe(4096)
  let used = 0
  let copied = 0
  let nextComputed = 0

  const decoded = (bytes: Buffer, literal: Literal): Uint8Array | null => {
    if (literal.form === form.missing) return null
    if (literal.form === form.number || (literal.form === form.text && !literal.escaped))
      return view(bytes, literal.innerFrom, literal.innerTo)
    const most = used + literal.innerTo - literal.innerFrom
    if (scratch.length < most) scratch = Buffer.allocUnsafe(2 * most)
    const length = decodeLiteral(bytes, literal, scratch, used)
    const value = view(scratch, used, used + length)
    used += length
    return value
  }

  /** Finds the wanted literals of the row whose parenthesis is at `open`; returns the position behind it. */
  const readRow = (bytes: Buffer, open: number): number => {
    let at = open + 1
    for (let field = 0; ; field++) {
      const place = wanted[field] ?? -1
      const start = at
      at = place < 0 ? fieldEnd(bytes, at) : (literals[place] as Literal).read(bytes, at)
      const left = computedPlace[field] ?? -1
      if (left >= 0) {
        computedFrom[left] = start
        computedTo[left] = at
      }
      if (bytes[at] === byte.close) {
        if (field + 1 !== columns.length) throw wrongCount(open, field + 1, columns)
        return at + 1
      }
      at++
    }
  }

  /** Copies up to the position `before`, with the word DEFAULT for what the server works out itself. */
  const leaveComputed = (bytes: Buffer, before: number, out: ByteWriter): void => {
    for (; (computed[nextComputed] ?? before) < before; nextComputed++) {
      out.append(bytes, copied, computedFrom[nextComputed])
      out.append(defaultWord)
      copied = computedTo[nextComputed] as number
    }
  }

  const codec = {
    row: 0,
    rowStart: 0,
    maskRows(bytes: Buffer, from: number, to: number, out: ByteWriter): void {
      copied = from
      let at = bytes.indexOf(byte.open, from)
      for (codec.row = 0; at >= 0 && at < to; codec.row++) {
        codec.rowStart = at
        used = 0
        at = readRow(bytes, at)
        for (let i = 0; i < fields.length; i++)
          fields[i] = decoded(bytes, literals[readPlaces[i] as number] as Literal)
        const masked = masker.mask(fields)
        nextComputed = 0
        for (let i = 0; i < writes.length; i++) {
          if (computed.length > 0) leaveComputed(bytes, writes[i] as number, out)
          const value = masked[i] as Uint8Array | null
          const input = inputOf[i] as number
          if (input >= 0 && value === fields[input]) continue
          const literal = literals[writePlaces[i] as number] as Literal
          out.append(bytes, copied, literal.from)
          encodeLiteral(bytes, literal, value, out)
          copied = literal.to
        }
        if (computed.length > 0) leaveComputed(bytes, columns.length, out)
        at = at < to ? bytes.indexOf(byte.open, at) : -1
      }
      out.append(bytes, copied, to)
    },
  }
  return codec
}

const defaultWord = Buffer.from('DEFAULT')

const stops = byteClass((code) => '\'"`(),'.includes(String.fromCharCode(code)))

/** The position of the comma or parenthesis that ends the field at `from`, whatever is in it. */
function fieldEnd(bytes: Buffer, from: number): number {
  let depth = 0
  for (let at = from; ; at++) {
    let code = bytes[at] as number
    while (stops[code] === 0) code = bytes[++at] as number
    if (code === byte.open) depth++
    else if (code === byte.close) {
      if (depth-- === 0) return at
    } else if (code === byte.comma) {
      if (depth === 0) return at
    } else at = closingQuote(bytes, at)
  }
}

const view = (bytes: Buffer, from: number, to: number) =>
  new Uint8Array(bytes.buffer, bytes.byteOffset + from, to - from)

const wrongCount = (at: number, found: number, columns: readonly string[]) =>
  new Refusal(
    at,
    say`A row has ${found} values where its table or statement has ${columns.length} columns.`,
    say`Take the dump again; it is damaged.`,
  )
