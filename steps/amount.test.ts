import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalNumber } from './amount.ts'

describe('a number', () => {
  it.each([
    ['162,88 zł', '162.88'],
    ['1 234,50 zł', '1234.5'],
    ['1\u00a0234,50\u00a0zł', '1234.5'],
    ['1\u202f234,50 PLN', '1234.5'],
    ['1.234,50', '1234.5'],
    ['1,234.50', '1234.5'],
    ['PLN 12', '12'],
    ['23%', '23'],
    ['23.00', '23'],
    ['-0,00', '0'],
    ['−5,10 €', '-5.1'],
    ['007', '7'],
  ])('%s is %s', (written, canonical) => {
    expect(canonicalNumber(written)).toBe(canonical)
  })

  it.each(['', 'zł', '12 sztuk', 'T1', '--5', '1,2x'])('%s is none', (text) => {
    expect(canonicalNumber(text)).toBeUndefined()
  })

  it('is the same however it is written', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 15n }), (grosz) => {
        const [whole, part] = [grosz / 100n, String(grosz % 100n).padStart(2, '0')]
        const grouped = String(whole).replaceAll(/\B(?=(\d{3})+$)/g, ' ')
        const stored = canonicalNumber(`${whole}.${part}`)
        expect(canonicalNumber(`${grouped},${part} zł`)).toBe(stored)
        expect(canonicalNumber(`${whole}.${part}000`)).toBe(stored)
      }),
    )
  })
})
