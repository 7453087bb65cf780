import { byte, byteClass } from '../byte-classes.ts'
import { characterLengthIn, type CharacterLength } from '../../charsets/several-bytes.ts'
import type { ByteWriter } from '../byte-writer.ts'
import type { ValueSyntax } from '../values-row-codec.ts'
import { form, type Literal } from './literal.ts'

const unescaped = new Uint8Array(256).map((_, code) => code)
const escapeOf = new Uint8Array(256)
const known: readonly (readonly [letter: string, code: number, written: boolean])[] = [
  ['0', 0, true],
  ['b', 8, false],
  ['n', 10, true],
  ['r', 13, true],
  ['t', 9, false],
  ['Z', 26, true],
  ["'", byte.quote, true],
  ['"', byte.doubleQuote, true],
  ['\\', byte.backslash, true],
]
for (const [letter, code, written] of known) {
  unescaped[letter.charCodeAt(0)] = code
  if (written) escapeOf[code] = letter.charCodeAt(0)
}

/** How texts are read and written in a statement. @param charset - see Bulk.charset. */
export function literalText(
  charset: string | undefined,
): Pick<ValueSyntax<Literal>, 'decode' | 'encode'> {
  const lengthOf = characterLengthIn(charset)
  return {
    decode: (bytes, literal, target, at) => decodeLiteral(bytes, literal, target, at, lengthOf),
    encode: (bytes, literal, value, out) => encodeLiteral(bytes, literal, value, out, lengthOf),
  }
}

/**
 * Writes the value of a literal that is not NULL to `target` from `at` and returns its length, never
 * more than the literal has. Escapes: MySQL Reference Manual, "String Literals"; `\%` and `\_` keep
 * their backslash.
 */
export function decodeLiteral(
  bytes: Buffer,
  literal: Literal,
  target: Buffer,
  at: number,
  lengthOf?: CharacterLength,
): number {
  const { innerFrom, innerTo } = literal
  if (literal.form === form.hex || literal.form === form.quotedHex)
    return target.write(bytes.toString('latin1', innerFrom, innerTo), at, 'hex')
  if (literal.form === form.number) return bytes.copy(target, at, innerFrom, innerTo)
  const quote = bytes[innerTo] as number
  let length = at
  for (let i = innerFrom; i < innerTo; i++) {
    let code = bytes[i] as number
    if (lengthOf && code >= 0x80) {
      const to = i + lengthOf(bytes, i)
      for (; i < to - 1; i++) target[length++] = bytes[i] as number
      code = bytes[i] as number
    } else if (code === byte.backslash) {
      const letter = bytes[++i] as number
      if (letter === 0x25 || letter === 0x5f) target[length++] = byte.backslash
      code = unescaped[letter] as number
    } else if (code === quote) i++
    target[length++] = code
  }
  return length - at
}

type Written = Readonly<Pick<Literal, 'form' | 'from' | 'innerFrom' | 'innerTo'>>

/**
 * Writes `value` in the form that the literal had: hexadecimal stays so, a number stays bare while it is
 * one, and everything else becomes text in quotes, escaped as mysql_real_escape_string does.
 */
export function encodeLiteral(
  bytes: Buffer,
  literal: Written,
  value: Uint8Array | null,
  out: ByteWriter,
  lengthOf?: CharacterLength,
): void {
  if (value === null) return out.append(nullWord)
  if (literal.form === form.hex && value.length > 0) {
    out.append(bytes, literal.from, literal.innerFrom)
    return writeHex(bytes, literal, value, out)
  }
  if (literal.form === form.quotedHex) {
    out.append(bytes, literal.from, literal.innerFrom)
    writeHex(bytes, literal, value, out)
    return out.append(quoteByte)
  }
  if (literal.form === form.number && isNumber(value)) return out.append(value)
  if (literal.form === form.text) out.append(bytes, literal.from, literal.innerFrom - 1)
  out.reserve(value.length * 2 + 2)
  const target = out.bytes
  let at = out.length
  target[at++] = byte.quote
  for (let i = 0; i < value.length; i++) {
    const code = value[i] as number
    if (lengthOf && code >= 0x80) {
      const length = lengthOf(value, i)
      // What only looks like the beginning of a character must not take the next byte with it.
      if (length < 2) target[at++] = byte.backslash
      for (const to = i + length - 1; i < to; i++) target[at++] = value[i] as number
      target[at++] = value[i] as number
      continue
    }
    const letter = escapeOf[code] as number
    if (letter !== 0) target[at++] = byte.backslash
    target[at++] = letter === 0 ? code : letter
  }
  target[at++] = byte.quote
  out.length = at
}

const nullWord = Buffer.from('NULL')
const quoteByte = Buffer.from("'")
const isDigit = byteClass((code) => code >= 0x30 && code <= 0x39)

/** In the letter case that the input had. */
function writeHex(bytes: Buffer, literal: Written, value: Uint8Array, out: ByteWriter): void {
  const written = bytes.toString('latin1', literal.innerFrom, literal.innerTo)
  const digits = Buffer.from(value.buffer, value.byteOffset, value.length).toString('hex')
  out.append(Buffer.from(/[a-f]/.test(written) ? digits : digits.toUpperCase()))
}

/** A whole or decimal number without exponent. */
function isNumber(value: Uint8Array): boolean {
  let digits = 0
  let dots = 0
  for (let i = value[0] === byte.minus ? 1 : 0; i < value.length; i++) {
    const code = value[i] as number
    if (isDigit[code] === 1) digits++
    else if (code === byte.dot) dots++
    else return false
  }
  return digits > 0 && dots <= 1
}
