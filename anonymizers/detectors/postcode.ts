import { defineValueDetector } from './value-detector.ts'

/** Universal Postal Union, addressing systems of the member countries. */
const shapes =
  /^(?:\d{2}-\d{3}|\d{3} \d{2}|\d{4} ?[A-Z]{2}|[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}|(?:[A-Z]{1,2}-)\d{4,5}|\d{5}-\d{3,4}|\d{4}-\d{3}|[A-Z]\d[A-Z] ?\d[A-Z]\d)$/

export default defineValueDetector({
  kind: 'postcode',
  describe:
    'Postcodes whose form tells them from numbers: Polish, Czech, Dutch, British, Portuguese, Canadian.',
  recognise: (value) =>
    shapes.test(value.trim()) ? 0.6 : /^\d{4,6}$/.test(value.trim()) ? 0.2 : 0,
  whole: ['30-001', '110 00', '1012 AB', 'SW1A 1AA', '1000-205', 'K1A 0B1'],
  foreign: ['30001', '12345', '2026-11', 'ABC-123', '30-0012'],
})
