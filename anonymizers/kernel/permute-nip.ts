import { startsWithCountry } from './canonical.ts'
import { checkDigit } from './check-digits.ts'
import { numberOf, readDigits, type Digits } from './digits-of.ts'
import type { Feistel } from './feistel.ts'
import { permuteOther } from './permute-layout.ts'
import type { Permutation } from './permute.ts'
import { takeOverSeparators } from './spelling.ts'

const digits: Digits = { bytes: new Uint8Array(16), count: 0 }
const limbs = new Uint32Array(2)

/**
 * A NIP becomes a NIP that begins with no zero and has a check digit; dashes and `PL` stay. What has not
 * ten digits keeps its layout only.
 */
export function permuteNip(feistel: Feistel): Permutation {
  const network = feistel.over([10 ** 5, 10 ** 4])
  const other = permuteOther(feistel)
  return (value, out) => {
    const prefix = startsWithCountry(value) ? 2 : 0
    if (!readDigits(value, prefix, digits) || digits.count !== 10 || digits.bytes[0] === 48)
      return other(value, out)
    limbs[0] = numberOf(digits, 0, 5)
    limbs[1] = numberOf(digits, 5, 9)
    const start = out.length
    let check: number
    do {
      network.permute(limbs)
      out.length = start
      out.copy(value, 0, prefix)
      out.decimal(limbs[0], 5)
      out.decimal(limbs[1], 4)
      check = checkDigit('nip', out.bytes, out.length)
    } while (check > 9 || limbs[0] < 10_000)
    out.byte(48 + check)
    takeOverSeparators(value, out, start)
  }
}
