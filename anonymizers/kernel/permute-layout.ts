import { say } from '../../core/redacted.ts'
import type { ByteWriter } from './byte-writer.ts'
import { isDigit, isLetter } from './canonical.ts'
import type { Feistel } from './feistel.ts'
import { valueError } from './value-error.ts'

let digits = new Uint32Array(64)
let radices = new Uint32Array(64)

/**
 * Permutes the characters that `radixOf` gives a radix (10: digits, 26: letters, whose case stays in its
 * place, 16: hexadecimal) and leaves the others where they are.
 *
 * @throws POLIGON_VALUE when there are characters beyond ASCII, which would pass unchanged.
 */
export function permuteLayout(
  value: Uint8Array,
  feistel: Feistel,
  out: ByteWriter,
  radixOf: (byte: number, place: number) => 0 | 10 | 16 | 26,
): void {
  if (digits.length < value.length) {
    digits = new Uint32Array(value.length * 2)
    radices = new Uint32Array(value.length * 2)
  }
  let count = 0
  for (let i = 0; i < value.length; i++) {
    const byte = value[i] as number
    if (byte >= 0x80)
      throw valueError(say`A value has letters that a bijection of identifiers does not know.`)
    const radix = radixOf(byte, i)
    if (radix === 0) continue
    digits[count] = digitValue(byte, radix)
    radices[count++] = radix
  }
  if (count > 0) feistel.permute(digits, radices, count)
  out.ensure(value.length)
  let next = 0
  for (let i = 0; i < value.length; i++) {
    const byte = value[i] as number
    const radix = radixOf(byte, i)
    out.byte(radix === 0 ? byte : character(digits[next++] as number, radix, byte))
  }
}

/** `value` with a letter for each character beyond ASCII, for what is no valid value of its kind anyway. */
export function lettersForForeign(value: Uint8Array): Uint8Array {
  if (value.every((byte) => byte < 0x80)) return value
  return value
    .filter((byte) => (byte & 0xc0) !== 0x80)
    .map((byte) => (byte < 0x80 ? byte : 0x61 + (byte % 26)))
}

/** Digit for digit and letter for letter. */
export const byClass = (byte: number): 0 | 10 | 26 => (isDigit(byte) ? 10 : isLetter(byte) ? 26 : 0)

function digitValue(byte: number, radix: 10 | 16 | 26): number {
  if (isDigit(byte)) return byte - 48
  return (byte | 0x20) - 0x61 + (radix === 16 ? 10 : 0)
}

function character(digit: number, radix: 10 | 16 | 26, before: number): number {
  if (radix === 10 || (radix === 16 && digit < 10)) return 48 + digit
  const letter = 0x61 + digit - (radix === 16 ? 10 : 0)
  const upper = isLetter(before) && (before & 0x20) === 0
  return upper ? letter - 0x20 : letter
}
