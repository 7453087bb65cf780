import { ByteWriter } from './byte-writer.ts'
import { canonicalize, isDigit } from './canonical.ts'
import { numberOf, type Digits } from './digits-of.ts'
import type { Feistel } from './feistel.ts'
import { permuteOther } from './permute-layout.ts'
import { readPhone } from './international.ts'
import type { PhoneRange } from '../locales/locale.ts'
import type { PermuteProgram } from '../programs/change-programs.ts'
import type { Permutation } from './permute.ts'
import { spellPhone } from './spelling.ts'

const limbs = new Uint32Array(2)
const canonical = new ByteWriter()

/**
 * A number of that country becomes another of as many digits with the same first one, spelt alike; the first
 * digits of those of other countries are their country's code, which stays.
 */
function permuteOf(feistel: Feistel, range: PhoneRange): Permutation {
  const other = permuteOther(feistel)
  return (value, out) => {
    const { digits } = readPhone(value, range)
    const kept = range.code.length + 1
    const changing = digits.length - kept
    let count = 0
    for (const byte of value) if (isDigit(byte)) count++
    if (changing < 4 || count < changing) return other(value, out)
    const own = Array.from(digits.slice(kept), Number)
    const network = feistel.over(own.map(() => 10))
    const limb = Uint32Array.from(own)
    network.permute(limb)
    let at = changing - count
    for (const byte of value)
      out.byte(isDigit(byte) ? (at++ < 0 ? byte : 48 + (limb[at - 1] as number)) : byte)
  }
}

/** A Polish number becomes another that begins with no zero, spelt alike; a foreign one keeps its layout only. */
export function permutePhone(feistel: Feistel, { range }: PermuteProgram): Permutation {
  if (range) return permuteOf(feistel, range)
  const network = feistel.over([10 ** 5, 10 ** 4])
  const other = permuteOther(feistel)
  return (value, out) => {
    canonical.length = 0
    canonicalize('phone', value, canonical)
    const { bytes, length } = canonical
    if (length !== 11 || bytes[0] !== 0x34 || bytes[1] !== 0x38 || bytes[2] === 48)
      return other(value, out)
    const digits: Digits = { bytes, count: length }
    const start = out.length
    limbs[0] = numberOf(digits, 2, 7)
    limbs[1] = numberOf(digits, 7, 11)
    do network.permute(limbs)
    while (limbs[0] < 10_000)
    out.decimal(limbs[0], 5)
    out.decimal(limbs[1], 4)
    spellPhone(value, out, start)
  }
}
