import { checkDigit } from '../kernel/check-digits.ts'
import { defineDetector, isLabelled } from './detector.ts'

/** Ustawa o ewidencji ludności: year, month with the century (80, 00, 20, 40, 60 added), day, four digits, check. */
function valid(digits: string): boolean {
  const month = Number(digits.slice(2, 4)) % 20
  const day = Number(digits.slice(4, 6))
  return (
    month >= 1 &&
    month <= 12 &&
    day >= 1 &&
    day <= 31 &&
    checkDigit('pesel', Buffer.from(digits), 10) === Number(digits[10])
  )
}

export default defineDetector({
  kind: 'pesel',
  describe: 'Polish personal numbers with a date of birth and a right check digit.',
  patterns: [/(?<![\p{L}\p{N}_+.\-/])\d{11}(?![\p{L}\p{N}_]|[.\-/:]\d)/gu],
  judge: (found, at, text) => {
    if (!valid(found)) return 0
    return isLabelled(text, at, /pesel/i) ? 0.99 : 0.8
  },
  // Nobody alive was born in these centuries: months 81–92 are 1800–1899, 41–72 are 2100–2299.
  harmless: (found) => !/^\d{2}[0-3]/.test(found),
  examples: [
    { text: 'PESEL 44051401359', finds: ['44051401359'] },
    { text: '44051401359', finds: ['44051401359'] },
    { text: '{"id":"02070803628"}', finds: ['02070803628'] },
  ],
  innocent: ['44051401358', '44131401359', '4405140135', '440514013590', '1767000000123'],
})
