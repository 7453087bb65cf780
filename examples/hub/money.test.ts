import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatMoney, parseMoney, splitGross, sumAmounts } from './money.ts'

const grosz = fc.integer({ min: 1, max: 1_000_000_00 })
const rate = fc.constantFrom(0, 500, 800, 2300)

describe('splitGross', () => {
  it.each([
    [9999, 2300, 8129, 1870],
    [4990, 500, 4752, 238],
    [1299, 2300, 1056, 243],
    [12_300, 2300, 10_000, 2300],
    [1, 2300, 1, 0],
    [100, 0, 100, 0],
  ])('%d grosz at %d: net %d and VAT %d', (gross, rate, net, vat) => {
    expect(splitGross(gross, rate)).toEqual({ net, vat, gross })
  })

  it('loses no grosz and stays within half a grosz of the exact VAT', () => {
    fc.assert(
      fc.property(grosz, rate, (gross, rate) => {
        const { net, vat } = splitGross(gross, rate)
        expect(net + vat).toBe(gross)
        const exact = (gross * rate) / (10_000 + rate)
        expect(Math.abs(vat - exact)).toBeLessThanOrEqual(0.5 + 1e-6)
      }),
    )
  })

  it('rounds each line, so that the sum of lines is the document', () => {
    const lines = [splitGross(9999, 2300), splitGross(4990, 500), splitGross(1299, 2300)]
    expect(sumAmounts(lines)).toEqual({ net: 13_937, vat: 2351, gross: 16_288 })
  })
})

describe('amounts as text', () => {
  it('are written and read without loss', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e9, max: 1e9 }), (amount) => {
        expect(parseMoney(formatMoney(amount))).toBe(amount)
      }),
    )
  })

  it.each([
    ['12,30', 1230],
    ['1 234,50', 123_450],
    ['1\u00a0234,5', 123_450],
    ['7', 700],
    ['23.00', 2300],
    ['5.0000', 500],
  ])('reads %j as %d grosz', (text, grosz) => {
    expect(parseMoney(text)).toBe(grosz)
  })

  it.each(['', 'abc', '1.234,50', '12,345', '1e3', '--1', '.5'])('does not guess at %j', (text) => {
    expect(parseMoney(text)).toBeUndefined()
  })
})
