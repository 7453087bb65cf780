import type { PermuteProgram } from '../program.ts'
import { isDigit, isLetter } from './canonical.ts'
import type { Feistel } from './feistel.ts'
import { byClass, permuteLayout } from './permute-layout.ts'
import { permuteNumber } from './permute-number.ts'
import type { Permutation } from './permute.ts'

/**
 * Identifiers, each kind onto itself: whole numbers (see permute-number.ts), UUIDs, and everything else
 * by its layout. So a number has one image whether it stands in an integer column, in text or in JSON.
 * 0 stays 0: it says that there is nothing.
 */
export function permuteId(
  feistel: Feistel,
  { digits = 9, most = Infinity }: PermuteProgram,
): Permutation {
  const number = permuteNumber(feistel, digits, most)
  const uuid = permuteUuid(feistel)
  const layout = permuteLayout(feistel, byClass)
  return (value, out) => {
    const sign = value[0] === 0x2d && value.length > 1 ? 1 : 0
    if (isNumber(value, sign)) {
      if (sign === 1) out.byte(0x2d)
      number(sign === 1 ? value.subarray(1) : value, out)
    } else if (isUuid(value)) uuid(value, out)
    else layout(value, out)
  }
}

function isNumber(value: Uint8Array, from: number): boolean {
  for (let i = from; i < value.length; i++) if (!isDigit(value[i] as number)) return false
  return true
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
