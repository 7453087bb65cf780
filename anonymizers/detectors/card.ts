import { digitsOf } from './detector.ts'
import { defineValueDetector } from './value-detector.ts'

/** ISO/IEC 7812-1, annex B: every second digit doubled, from the right. */
function luhn(digits: string): boolean {
  let sum = 0
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits[digits.length - 1 - i])
    const doubled = i % 2 === 0 ? digit : digit * 2
    sum += doubled > 9 ? doubled - 9 : doubled
  }
  return sum % 10 === 0
}

export default defineValueDetector({
  kind: 'card',
  describe:
    'Payment cards by their length, first digits and check digit (ISO/IEC 7812-1), and masked ones.',
  recognise: (value) => {
    const text = value.trim()
    if (/^(?:[\dxX*•.]{4}[ -]?){2,3}\d{4}$/.test(text) && /[xX*•]{4}/.test(text)) return 0.9
    if (!/^\d(?:[ -]?\d){12,18}$/.test(text)) return 0
    const digits = digitsOf(text)
    if (!/^(?:4|5[1-5]|2[2-7]|3[47]|36|38|6(?:011|5|4[4-9]))/.test(digits) || !luhn(digits))
      return 0
    return /[ -]/.test(text) || digits.length === 16 ? 0.7 : 0.4
  },
  whole: ['4111111111111111', '4242 4242 4242 4242', '5555-5555-5555-4444', '************1111'],
  foreign: ['4111111111111112', '5901234123457', '1767000000123', '2026112310111200'],
})
