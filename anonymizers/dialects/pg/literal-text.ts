import { say } from '../../../core/redacted.ts'
import { byte } from '../byte-classes.ts'
import type { ByteWriter } from '../byte-writer.ts'
import { Refusal } from '../refusal.ts'
import { pgForm, type PgLiteral } from './literal.ts'

const controls: Readonly<Record<string, number>> = { b: 8, f: 12, n: 10, r: 13, t: 9 }
const coded = /^(?:[0-7]{1,3}|x[0-9A-Fa-f]{1,2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8})/

/**
 * Writes the value of a literal to `target` from `at` and returns its length, never more than the
 * literal has. Escapes: PostgreSQL documentation, "String Constants with C-Style Escapes".
 *
 * @throws Refusal for a character by its number that is half of a pair.
 */
export function decodePgLiteral(
  bytes: Buffer,
  { form, innerFrom, innerTo }: PgLiteral,
  target: Buffer,
  at: number,
): number {
  let length = at
  for (let i = innerFrom; i < innerTo; i++) {
    const code = bytes[i] as number
    if (code === byte.quote) i++
    if (code !== byte.backslash || form !== pgForm.escapeText) target[length++] = code
    else {
      const escape = bytes.toString('latin1', i + 1, Math.min(innerTo, i + 10))
      const number = coded.exec(escape)?.[0]
      if (number === undefined) {
        target[length++] = controls[escape[0] as string] ?? (bytes[i + 1] as number)
        i++
      } else {
        length += target.write(characterOf(number, i), length, 'latin1')
        i += number.length
      }
    }
  }
  return length - at
}

/** The bytes that `\…` names, a character each. */
function characterOf(number: string, at: number): string {
  if (/^[0-7]/.test(number)) return String.fromCharCode(Number.parseInt(number, 8) & 0xff)
  const code = Number.parseInt(number.slice(1), 16)
  if (number.startsWith('x')) return String.fromCharCode(code)
  if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff))
    throw new Refusal(
      at,
      say`A value names a character by halves of its number.`,
      say`Take the dump with pg_dump.`,
    )
  return Buffer.from(String.fromCodePoint(code)).toString('latin1')
}

/**
 * Writes `value` in the form that the literal had: a bare number or truth value stays bare while it is one,
 * E'…' keeps its E, and everything else becomes text in quotes.
 */
export function encodePgLiteral(
  bytes: Buffer,
  literal: Readonly<Pick<PgLiteral, 'form' | 'from' | 'innerFrom'>>,
  value: Uint8Array | null,
  out: ByteWriter,
): void {
  if (value === null) return out.append(nullWord)
  const { form } = literal
  if (
    form === pgForm.bare &&
    value.length < 1000 &&
    bare.test(Buffer.from(value).toString('latin1'))
  )
    return out.append(value)
  if (form === pgForm.escapeText) out.append(bytes, literal.from, literal.innerFrom - 1)
  out.reserve(value.length * 2 + 2)
  const target = out.bytes
  let at = out.length
  target[at++] = byte.quote
  for (let i = 0; i < value.length; i++) {
    const code = value[i] as number
    if (code === byte.quote || (code === byte.backslash && form === pgForm.escapeText))
      target[at++] = code
    target[at++] = code
  }
  target[at++] = byte.quote
  out.length = at
}

const nullWord = Buffer.from('NULL')
/** A negative number behind an operator could open a comment, but nothing stands before a value. */
const bare = /^(?:-?\d+(?:\.\d+)?|true|false)$/
