import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dayNumber, dayOf, daysInMonth, isDate } from './days.ts'

describe('days', () => {
  it('counts as the platform does, from 1 to 9999', () => {
    const epoch = dayNumber(1970, 1, 1)
    fc.assert(
      fc.property(fc.integer({ min: -719_162, max: 2_932_896 }), (days) => {
        const { year, month, day } = dayOf(epoch + days)
        const date = new Date(days * 86_400_000)
        expect([year, month, day]).toEqual([
          date.getUTCFullYear(),
          date.getUTCMonth() + 1,
          date.getUTCDate(),
        ])
        expect(dayNumber(year, month, day)).toBe(epoch + days)
        expect(isDate(year, month, day)).toBe(true)
      }),
    )
  })

  it.each([
    [2000, 2, 29],
    [1900, 2, 28],
    [2024, 12, 31],
  ])('knows how long %i-%i is', (year, month, days) => {
    expect(daysInMonth(year, month)).toBe(days)
    expect(isDate(year, month, days + 1)).toBe(false)
  })
})
