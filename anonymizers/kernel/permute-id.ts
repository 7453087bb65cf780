import type { PermuteProgram } from '../programs/change-programs.ts'
import { isAlphanumeric, isDigit, isLetter } from './canonical.ts'
import type { Feistel } from './feistel.ts'
import { byClass, permuteLayout } from './permute-layout.ts'
import { permuteNumber } from './permute-number.ts'
import type { Permutation } from './permute.ts'

/**
 * Identifiers, each kind onto itself: whole numbers (see permute-number.ts), UUIDs, ULIDs, and everything
 * else by its layout. So a number has one image whether it stands in an integer column, in text or in JSON.
 * 0 stays 0: it says that there is nothing. What begins with `prefix` keeps it, and the rest its layout; nothing else
 * comes out beginning so.
 */
export function permuteId(
  feistel: Feistel,
  { digits = 9, most = Infinity, prefix }: PermuteProgram,
): Permutation {
  const number = permuteNumber(feistel, digits, most)
  const begins = prefix === undefined ? () => false : prefixTest(prefix)
  const uuid = permuteOutside(permuteUuid(feistel), begins)
  const ulid = permuteOutside(permuteLayout(feistel, ofUlid), begins)
  const layout = permuteOutside(
    permuteLayout(feistel, byClass),
    (value) => isUlid(value) || isUuid(value) || begins(value),
  )
  const kept = prefix?.length ?? 0
  const behind = permuteLayout(feistel, (byte, place) => (place < kept ? 0 : byClass(byte)))
  return (value, out) => {
    if (begins(value)) return behind(value, out)
    const sign = value[0] === 0x2d && value.length > 1 ? 1 : 0
    if (isNumber(value, sign)) {
      if (sign === 1) out.byte(0x2d)
      number(sign === 1 ? value.subarray(1) : value, out)
    } else if (isUuid(value)) uuid(value, out)
    else if (isUlid(value)) ulid(value, out)
    else layout(value, out)
  }
}

function isNumber(value: Uint8Array, from: number): boolean {
  for (let i = from; i < value.length; i++) if (!isDigit(value[i] as number)) return false
  return true
}

/** Whether a value begins so, and has a letter or digit behind it. `?` stands for any letter or digit. */
function prefixTest(prefix: string): (value: Uint8Array) => boolean {
  const signs = Buffer.from(prefix)
  const any = 0x3f
  return (value) => {
    for (let i = 0; i < signs.length; i++) {
      const byte = value[i] ?? 0
      if (signs[i] === any ? !isAlphanumeric(byte) : signs[i] !== byte) return false
    }
    return value.subarray(signs.length).some(isAlphanumeric)
  }
}

const isHex = (byte: number) => isDigit(byte) || (isLetter(byte) && (byte | 0x20) <= 0x66)

/** RFC 9562: 8-4-4-4-12 hexadecimal digits. */
function isUuid(value: Uint8Array): boolean {
  if (value.length !== 36) return false
  for (let i = 0; i < 36; i++) {
    const dash = i === 8 || i === 13 || i === 18 || i === 23
    if (dash ? value[i] !== 0x2d : !isHex(value[i] as number)) return false
  }
  return true
}

/**
 * The specification of ULID: 26 characters of Crockford's base 32, the first not above 7. One of digits alone
 * is taken for a number before that is asked.
 */
function isUlid(value: Uint8Array): boolean {
  if (value.length !== 26 || (value[0] as number) > 0x37) return false
  for (let i = 0; i < 26; i++) if (!isCrockford(value[i] as number)) return false
  return true
}

/** Digits, and letters but I, L, O and U. */
const isCrockford = (byte: number) =>
  isDigit(byte) || (isLetter(byte) && ![0x69, 0x6c, 0x6f, 0x75].includes(byte | 0x20))

const ofUlid = (byte: number, place: number) => (isDigit(byte) ? (place === 0 ? 8 : 10) : 22)

/**
 * The same permutation on what is not of `kind`: an image that is of it is permuted again, so that the two
 * never meet (cycle walking).
 */
function permuteOutside(permute: Permutation, kind: (value: Uint8Array) => boolean): Permutation {
  return (value, out) => {
    const start = out.length
    permute(value, out)
    while (kind(out.bytes.subarray(start, out.length))) {
      const image = out.bytes.slice(start, out.length)
      out.length = start
      permute(image, out)
    }
  }
}

/** Version and variant stay, so that it is a UUID of the same kind. Comes out in lower case. */
function permuteUuid(feistel: Feistel): Permutation {
  const permute = permuteLayout(feistel, (byte, place) =>
    byte === 0x2d || place === 14 || place === 19 ? 0 : 16,
  )
  return (value, out) => {
    const start = out.length
    permute(value, out)
    for (let i = start; i < out.length; i++)
      if (isLetter(out.bytes[i] as number)) out.bytes[i] = (out.bytes[i] as number) | 0x20
  }
}
