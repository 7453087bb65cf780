import { say } from '../../core/redacted.ts'
import type { PermuteProgram } from '../program.ts'
import type { ByteWriter } from './byte-writer.ts'
import { isDigit, isLetter } from './canonical.ts'
import type { Feistel } from './feistel.ts'
import { byClass, permuteLayout } from './permute-layout.ts'
import { valueError } from './value-error.ts'

/**
 * Identifiers, each kind onto itself: whole numbers (below 10^digits, and above it up to 18 digits), digits
 * with leading zeros, UUIDs, and everything else by its layout. So a number has one image whether it
 * stands in an integer column, in text or in JSON. 0 stays 0: it says that there is nothing.
 */
export function permuteId(
  value: Uint8Array,
  feistel: Feistel,
  out: ByteWriter,
  { digits = 9, longer }: PermuteProgram,
): void {
  const sign = value[0] === 0x2d && value.length > 1 ? 1 : 0
  if (isAll(value, sign, isDigit)) {
    if (sign === 1) out.byte(0x2d)
    permuteNumber(value.subarray(sign), feistel, out, digits, longer === 'stop' ? digits : 18)
  } else if (isUuid(value)) permuteUuid(value, feistel, out)
  else permuteLayout(value, feistel, out, byClass)
}

function isAll(value: Uint8Array, from: number, test: (byte: number) => boolean): boolean {
  for (let i = from; i < value.length; i++) if (!test(value[i] as number)) return false
  return true
}

const limbs = new Uint32Array(2)

/** A whole number as two limbs of up to nine digits, walked on until it is in its range again. */
function permuteNumber(
  value: Uint8Array,
  feistel: Feistel,
  out: ByteWriter,
  digits: number,
  most: number,
): void {
  let zeros = 0
  while (zeros < value.length && value[zeros] === 48) zeros++
  const length = value.length - zeros
  out.copy(value, 0, zeros)
  if (length === 0) return
  if (length > most)
    throw valueError(
      say`A number has more than ${most} digits.`,
      say`Set digits to what the column holds, for the key and all that refers to it.`,
    )
  // With leading zeros the length is a part of what is kept; without, all small numbers are one range.
  const width = zeros > 0 ? length : length <= digits ? digits : 18
  const shortest = zeros > 0 ? length : length <= digits ? 1 : digits + 1
  const low = Math.floor(width / 2)
  const radices = [10 ** (width - low), 10 ** low]
  readLimbs(value, zeros, low)
  let places: number
  do {
    feistel.permute(limbs, radices, low === 0 ? 1 : 2)
    places = lengthOf(low)
  } while (places < shortest)
  writeLimbs(out, low, places)
}

function readLimbs(value: Uint8Array, from: number, low: number): void {
  limbs[0] = 0
  limbs[1] = 0
  for (let i = from; i < value.length; i++) {
    const limb = i < value.length - low ? 0 : 1
    limbs[limb] = (limbs[limb] as number) * 10 + (value[i] as number) - 48
  }
}

/** Digits of the number in the limbs; 0 for the number 0. */
function lengthOf(low: number): number {
  const [high = 0, rest = 0] = limbs
  if (high > 0) return low + String(high).length
  return low === 0 || rest === 0 ? 0 : String(rest).length
}

function writeLimbs(out: ByteWriter, low: number, places: number): void {
  const [high = 0, rest = 0] = limbs
  if (places > low) out.decimal(high)
  if (low > 0) out.decimal(rest, places > low ? low : 1)
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

/** Version and variant stay, so that it is a UUID of the same kind. Comes out in lower case. */
function permuteUuid(value: Uint8Array, feistel: Feistel, out: ByteWriter): void {
  const start = out.length
  permuteLayout(value, feistel, out, (byte, place) =>
    byte === 0x2d || place === 14 || place === 19 ? 0 : 16,
  )
  for (let i = start; i < out.length; i++)
    if (isLetter(out.bytes[i] as number)) out.bytes[i] = (out.bytes[i] as number) | 0x20
}
