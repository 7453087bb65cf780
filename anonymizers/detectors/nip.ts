import { nipPrefixes } from '../harmless-ranges.ts'
import { checkDigit } from '../kernel/check-digits.ts'
import { defineDetector, digitsOf, isLabelled } from './detector.ts'

const label = /nip|vat|tax|podat|ust|btw|iva/i

const valid = (digits: string): boolean =>
  digits.length === 10 &&
  !/^0|^(\d)\1+$/.test(digits) &&
  checkDigit('nip', Buffer.from(digits), 9) === Number(digits[9])

export default defineDetector({
  kind: 'nip',
  describe:
    'Polish tax numbers with a right check digit (Rozporządzenie Ministra Finansów on NIP).',
  patterns: [
    /(?<![\p{L}\p{N}_+.\-/])(?:PL[ -]?)?(?:\d{10}|\d{3}([ -])\d{3}\1\d{2}\1\d{2}|\d{3}([ -])\d{2}\2\d{2}\2\d{3})(?![\p{L}\p{N}_]|[.\-/:]\d)/gu,
  ],
  judge: (found, at, text) => {
    if (!valid(digitsOf(found))) return 0
    if (/\D/.test(found) || isLabelled(text, at, label)) return 0.95
    // Ten digits are also seconds since 1970: one in eleven has this check digit.
    return 0.4
  },
  harmless: (found) => nipPrefixes.includes(digitsOf(found).slice(0, 3)),
  examples: [
    { text: 'NIP: 123-456-32-18', finds: ['123-456-32-18'] },
    { text: '{"vatNumber":"PL1234563218"}', finds: ['PL1234563218'] },
    { text: '123-456-32-18', finds: ['123-456-32-18'] },
    { text: 'nip=1234563218', finds: ['1234563218'] },
  ],
  innocent: [
    '1234563218',
    'order 1234563218',
    'NIP 123-456-32-19',
    '1767000000',
    '0000000000',
    '12345632180',
  ],
})
