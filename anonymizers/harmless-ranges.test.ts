import { describe, expect, it } from 'vitest'
import * as ranges from './harmless-ranges.ts'
import { luhnDigit } from './kernel/check-digits.ts'

describe('harmless ranges', () => {
  it.each(Object.entries(ranges.testCards))(
    'have test cards of %s with right check digits',
    (_scheme, cards) => {
      expect(cards.length).toBeGreaterThan(1)
      for (const card of cards)
        expect(`${luhnDigit(Buffer.from(card), 0, card.length - 1)}`, card).toBe(card.at(-1))
    },
  )

  it('have tax offices of the form that the schemas of e-invoices ask for', () => {
    expect(ranges.nipPrefixes).toHaveLength(81)
    for (const prefix of ranges.nipPrefixes) expect(prefix).toMatch(/^[1-9]((\d[1-9])|([1-9]\d))$/)
  })

  it('have areas that no kind of Polish number begins with (libphonenumber, metadata of PL)', () => {
    const used = /^(?:1[2-8]|2[0-69]|3[2-49]|4[1-8]|5[0-9]|6[0-9]|7[0-9]|8[0-9]|9[145])/
    for (const area of ranges.unassignedAreas) expect(area).not.toMatch(used)
  })
})
