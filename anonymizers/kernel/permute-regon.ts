import { branchDigit, checkDigit } from './check-digits.ts'
import { numberOf, readDigits, type Digits } from './digits-of.ts'
import type { Feistel } from './feistel.ts'
import { permuteOther } from './permute-layout.ts'
import type { Permutation } from './permute.ts'
import { takeOverSeparators } from './spelling.ts'

const digits: Digits = { bytes: new Uint8Array(32), count: 0 }
const limbs = new Uint32Array(2)
const branchLimbs = new Uint32Array(2)

/**
 * A REGON becomes one with right check digits. One of fourteen digits is that of a branch: it begins with
 * the nine of its firm, and its image with theirs. What has neither length keeps its layout only.
 */
export function permuteRegon(feistel: Feistel): Permutation {
  const firms = feistel.over([10 ** 4, 10 ** 4])
  const branches = feistel.over([10 ** 2, 10 ** 2])
  const other = permuteOther(feistel)
  return (value, out) => {
    const isNumber = readDigits(value, 0, digits)
    const { count } = digits
    if (!isNumber || (count !== 9 && count !== 14)) return other(value, out)
    const start = out.length
    limbs[0] = numberOf(digits, 0, 4)
    limbs[1] = numberOf(digits, 4, 8)
    firms.permute(limbs)
    out.decimal(limbs[0], 4)
    out.decimal(limbs[1], 4)
    out.byte(48 + checkDigit('regon', out.bytes, out.length))
    if (count === 14) {
      branchLimbs[0] = numberOf(digits, 9, 11)
      branchLimbs[1] = numberOf(digits, 11, 13)
      branches.permute(branchLimbs)
      out.decimal(branchLimbs[0], 2)
      out.decimal(branchLimbs[1], 2)
      out.byte(48 + branchDigit(out.bytes, out.length))
    }
    takeOverSeparators(value, out, start)
  }
}
