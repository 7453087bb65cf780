import { ByteWriter } from './byte-writer.ts'
import { canonicalize } from './canonical.ts'
import { numberOf, type Digits } from './digits-of.ts'
import type { Feistel } from './feistel.ts'
import { permuteOther } from './permute-layout.ts'
import type { Permutation } from './permute.ts'
import { spellPhone } from './spelling.ts'

const limbs = new Uint32Array(2)
const canonical = new ByteWriter()

/** A Polish number becomes another that begins with no zero, spelt alike; a foreign one keeps its layout only. */
export function permutePhone(feistel: Feistel): Permutation {
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
