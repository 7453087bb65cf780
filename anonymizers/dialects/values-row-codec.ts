import { say } from '../../core/redacted.ts'
import type { RowMasker } from '../row-masker.ts'
import { byte } from './byte-classes.ts'
import type { ByteWriter } from './byte-writer.ts'
import type { RowCodec } from './dialect.ts'
import { Refusal } from './refusal.ts'

/** A value as it stands in a row. One object is filled again and again, so that reading makes no garbage. */
export interface ValueLiteral {
  /** The whole literal, `[from, to)`, with its introducer and quotes. */
  readonly from: number
  readonly to: number
  /** What is between the quotes, or the bare word itself. */
  readonly innerFrom: number
  readonly innerTo: number
  /** It is NULL. */
  readonly missing: boolean
  /** The bytes from {@link innerFrom} to {@link innerTo} are the value itself. */
  readonly plain: boolean
  /**
   * Reads the value at `at` and returns the position of the comma or parenthesis behind it.
   *
   * @throws Refusal when it is anything else than one literal.
   */
  read(bytes: Buffer, at: number): number
}

/** How one kind of server writes values. */
export interface ValueSyntax<L extends ValueLiteral> {
  createLiteral(): L
  /** Writes the value of a literal that is not NULL to `target` and returns its length, at most its own. */
  decode(bytes: Buffer, literal: L, target: Buffer, at: number): number
  /** Writes `value` in the form that the literal had. */
  encode(bytes: Buffer, literal: L, value: Uint8Array | null, out: ByteWriter): void
  /**
   * From what the literal itself says that its text is in to what its statement is in, and back. Undefined: it
   * is no such text, or has characters that the other lacks.
   */
  fromWritten?(literal: L, value: Uint8Array): Uint8Array | undefined
  toWritten?(literal: L, value: Uint8Array): Uint8Array | undefined
  /** The position of the comma or parenthesis that ends the field at `from`, whatever is in it. */
  readonly fieldEnd: (bytes: Buffer, from: number) => number
  /** Finds the ends of rows sooner than field by field. */
  createRowEnds?(): RowEnds
}

/** Tells where rows end, one after the other. */
export interface RowEnds {
  /** Rows come that stand in `bytes` from `from` to `to`, whole. */
  start(bytes: Buffer, from: number, to: number): void
  /** The position behind the next row. */
  next(): number
}

/** Rows in parentheses, with commas between them. */
export function createValuesRowCodec<L extends ValueLiteral>(
  syntax: ValueSyntax<L>,
  columns: readonly string[],
  masker: RowMasker,
  computed: readonly number[] = [],
): RowCodec {
  const { fieldEnd } = syntax
  const { reads, writes } = masker
  const fields: (Uint8Array | null)[] = reads.map(() => null)
  const inputOf = writes.map((position) => reads.indexOf(position))
  const wanted = new Int32Array(columns.length).fill(-1)
  const places = [...new Set([...reads, ...writes])].toSorted((a, b) => a - b)
  const literals = places.map(() => syntax.createLiteral())
  places.forEach((position, place) => {
    wanted[position] = place
  })
  const readPlaces = reads.map((position) => places.indexOf(position))
  const writePlaces = writes.map((position) => places.indexOf(position))
  const computedPlace = new Int32Array(columns.length).fill(-1)
  computed.forEach((position, place) => {
    computedPlace[position] = place
  })
  /** Where a field stands that is no literal, when that stops nothing; -1: it is one. */
  const otherFrom = places.map(() => -1)
  const otherTo = places.map(() => 0)
  const lastWanted = places.at(-1) ?? 0
  const rowEnds = masker.passesOver ? syntax.createRowEnds?.() : undefined
  const computedFrom = new Float64Array(computed.length)
  const computedTo = new Float64Array(computed.length)
  let scratch = Buffer.allocUnsafe(4096)
  let used = 0
  let copied = 0
  let nextComputed = 0

  const decoded = (bytes: Buffer, place: number): Uint8Array | null => {
    const literal = literals[place] as L
    const other = otherFrom[place] as number
    if (other >= 0) return view(bytes, other, otherTo[place] as number)
    if (literal.missing) return null
    const value = textOf(bytes, literal)
    const recoded = syntax.fromWritten ? syntax.fromWritten(literal, value) : value
    if (recoded) return recoded
    if (masker.takesAnything) return value
    throw notText(literal.from)
  }

  const textOf = (bytes: Buffer, literal: L): Uint8Array => {
    if (literal.plain) return view(bytes, literal.innerFrom, literal.innerTo)
    const most = used + literal.innerTo - literal.innerFrom
    if (scratch.length < most) scratch = Buffer.allocUnsafe(2 * most)
    const length = syntax.decode(bytes, literal, scratch, used)
    const value = view(scratch, used, used + length)
    used += length
    return value
  }

  const written = (literal: L, value: Uint8Array | null): Uint8Array | null => {
    if (value === null || literal.missing || !syntax.toWritten) return value
    const recoded = syntax.toWritten(literal, value)
    if (!recoded) throw notText(literal.from)
    return recoded
  }

  const readField = (bytes: Buffer, place: number, at: number): number => {
    const literal = literals[place] as L
    if (!masker.takesAnything) return literal.read(bytes, at)
    otherFrom[place] = -1
    try {
      return literal.read(bytes, at)
    } catch (failure) {
      if (!(failure instanceof Refusal)) throw failure
      const end = fieldEnd(bytes, at)
      otherFrom[place] = at
      otherTo[place] = end
      return end
    }
  }

  /** Finds the wanted literals of the row whose parenthesis is at `open`; returns the position behind it. */
  const readRow = (bytes: Buffer, open: number): number => {
    let at = open + 1
    for (let field = 0; ; field++) {
      const place = wanted[field] ?? -1
      const start = at
      at = place < 0 ? fieldEnd(bytes, at) : readField(bytes, place, at)
      const left = computedPlace[field] ?? -1
      if (left >= 0) {
        computedFrom[left] = start
        computedTo[left] = at
      }
      if (bytes[at] === byte.close) {
        if (field + 1 !== columns.length) throw wrongCount(open, field + 1, columns)
        return rowEnds?.next() ?? at + 1
      }
      if (rowEnds && field >= lastWanted) return rowEnds.next()
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
      rowEnds?.start(bytes, from, to)
      let at = bytes.indexOf(byte.open, from)
      for (codec.row = 0; at >= 0 && at < to; codec.row++) {
        codec.rowStart = at
        used = 0
        at = readRow(bytes, at)
        for (let i = 0; i < fields.length; i++) fields[i] = decoded(bytes, readPlaces[i] as number)
        const masked = masker.mask(fields)
        nextComputed = 0
        for (let i = 0; i < writes.length; i++) {
          if (computed.length > 0) leaveComputed(bytes, writes[i] as number, out)
          const value = masked[i] as Uint8Array | null
          const input = inputOf[i] as number
          if (input >= 0 && value === fields[input]) continue
          const literal = literals[writePlaces[i] as number] as L
          out.append(bytes, copied, literal.from)
          syntax.encode(bytes, literal, written(literal, value), out)
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

const view = (bytes: Buffer, from: number, to: number) =>
  new Uint8Array(bytes.buffer, bytes.byteOffset + from, to - from)

const notText = (at: number) =>
  new Refusal(
    at,
    say`A value that must be masked is no text of the character set that stands before it, or has characters that the dump's lacks.`,
    say`Take the dump with \`--default-character-set=utf8mb4\`, or keep the column with a reason.`,
  )

const wrongCount = (at: number, found: number, columns: readonly string[]) =>
  new Refusal(
    at,
    say`A row has ${found} values where its table or statement has ${columns.length} columns.`,
    say`Take the dump again; it is damaged.`,
  )
