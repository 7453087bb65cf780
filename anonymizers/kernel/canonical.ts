import { isUtf8 } from 'node:buffer'
import type { CanonicalForm } from '../programs/subject.ts'
import type { ByteWriter } from './byte-writer.ts'
import { latinLetter, lowerLetter, toLower } from './letters.ts'

/**
 * Appends the canonical form of `value` to `out`: the spellings of one thing come out the same.
 *
 * - `exact`: the bytes as they are.
 * - `text`: without white space around it; Unicode NFC.
 * - `email`: as `text`, in lower case (also before the @: no provider tells them apart).
 * - `name`: as `email`, and one space for each run of white space.
 * - `digits`: the digits alone. `alphanumeric`: ASCII letters and digits alone, in lower case.
 * - `phone`: digits in the international form; nine digits are Polish (UKE: closed plan, ABSPQMCDU),
 *   `00` and a trunk `0` are dropped.
 *
 * A value without the characters that its form is made of is taken as `name`.
 */
export function canonicalize(form: CanonicalForm, value: Uint8Array, out: ByteWriter): void {
  const start = out.length
  switch (form) {
    case 'exact':
      out.copy(value)
      return
    case 'digits':
      pick(value, out, isDigit)
      break
    case 'alphanumeric':
      pick(value, out, isAlphanumeric)
      toLower(out.bytes, start, out.length)
      break
    case 'phone':
      phone(value, out)
      break
    case 'text':
    case 'email':
    case 'name':
      words(form, value, out)
      return
  }
  if (out.length === start) words('name', value, out)
}

export const isDigit = (byte: number) => byte >= 0x30 && byte <= 0x39
export const isLetter = (byte: number) => (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a
export const isAlphanumeric = (byte: number) => isDigit(byte) || isLetter(byte)

/** Two letters and then none: `PL…`. */
export const startsWithCountry = (value: Uint8Array) =>
  isLetter(value[0] ?? 0) && isLetter(value[1] ?? 0) && value.length > 2 && !isLetter(value[2] ?? 0)

const isSpace = (byte: number) => byte === 0x20 || (byte >= 0x09 && byte <= 0x0d)

function pick(value: Uint8Array, out: ByteWriter, wanted: (byte: number) => boolean): void {
  for (let i = 0; i < value.length; i++)
    if (wanted(value[i] as number)) out.byte(value[i] as number)
}

function phone(value: Uint8Array, out: ByteWriter): void {
  const start = out.length
  out.ensure(value.length + 2)
  out.byte(0x34)
  out.byte(0x38)
  const first = out.length
  pick(value, out, isDigit)
  const { bytes } = out
  const count = out.length - first
  const zero = (offset: number) => bytes[first + offset] === 0x30
  let skip = 0
  if (count > 4 && zero(0) && zero(1)) skip = 2
  else if (count === 10 && zero(0)) skip = 1
  if (count === 0) out.length = start
  else if (count - skip !== 9 || skip === 2) {
    bytes.copyWithin(start, first + skip, out.length)
    out.length = start + count - skip
  } else if (skip === 1) {
    bytes.copyWithin(first, first + 1, out.length)
    out.length -= 1
  }
}

function words(form: 'text' | 'email' | 'name', value: Uint8Array, out: ByteWriter): void {
  const start = out.length
  if (appendLatin(form, value, out)) return
  out.length = start
  // Other scripts and marks that stand alone: rare, and left to the standard library.
  if (!isUtf8(value)) return out.copy(value)
  let text = decoder.decode(value).normalize('NFC').trim()
  if (form === 'name') text = text.replace(/\s+/g, ' ')
  out.copy(encoder.encode(form === 'text' ? text : text.toLowerCase().normalize('NFC')))
}

/** The common case in one pass; false at the first character that it does not know. */
function appendLatin(form: 'text' | 'email' | 'name', value: Uint8Array, out: ByteWriter): boolean {
  let from = 0
  let to = value.length
  while (from < to && isSpace(value[from] as number)) from++
  while (to > from && isSpace(value[to - 1] as number)) to--
  out.ensure(to - from)
  const { bytes } = out
  let at = out.length
  for (let i = from; i < to; i++) {
    const byte = value[i] as number
    if (byte < 0x80) {
      if (form === 'text') bytes[at++] = byte
      else if (form === 'name' && isSpace(byte)) {
        if (bytes[at - 1] !== 0x20) bytes[at++] = 0x20
      } else bytes[at++] = byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte
      continue
    }
    const code = i + 1 < to ? latinLetter(byte, value[++i] as number) : 0
    if (code === 0) return false
    const letter = form === 'text' ? code : lowerLetter(code)
    bytes[at++] = 0xc0 | (letter >> 6)
    bytes[at++] = 0x80 | (letter & 0x3f)
  }
  out.length = at
  return true
}

const decoder = new TextDecoder()
const encoder = new TextEncoder()
