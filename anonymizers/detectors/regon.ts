import { regonPrefix } from '../harmless-ranges.ts'
import { branchDigit, checkDigit } from '../kernel/check-digits.ts'
import { defineDetector, digitsOf, isLabelled } from './detector.ts'

function valid(digits: string): boolean {
  const bytes = Buffer.from(digits)
  if (/^(\d)\1+$/.test(digits) || checkDigit('regon', bytes, 8) !== Number(digits[8])) return false
  return digits.length === 9 || branchDigit(bytes, 13) === Number(digits[13])
}

export default defineDetector({
  kind: 'regon',
  describe: 'Polish numbers of firms and their branches with right check digits (GUS, REGON).',
  patterns: [/(?<![\p{L}\p{N}_+.\-/])(?:\d{14}|\d{9})(?![\p{L}\p{N}_]|[.\-/:]\d)/gu],
  judge: (found, at, text) => {
    if (!valid(digitsOf(found))) return 0
    if (isLabelled(text, at, /regon/i)) return 0.95
    // Nine digits are phones and numbers of anything: one in eleven has this check digit.
    return found.length === 14 ? 0.6 : 0.3
  },
  harmless: (found) => found.startsWith(regonPrefix),
  examples: [
    { text: 'REGON: 123456785', finds: ['123456785'] },
    { text: '{"regon":"12345678512347"}', finds: ['12345678512347'] },
    { text: '12345678512347', finds: ['12345678512347'] },
  ],
  innocent: ['123456785', 'order 123456785', 'REGON 123456784', '12345678512346', '20261123101112'],
})
