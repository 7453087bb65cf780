import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fairLevel } from './fair-level.ts'

describe('fairLevel', () => {
  it('leaves what the modest do not take to the others', () => {
    expect(fairLevel([10, 100, 100], 110)).toBe(50)
    expect(fairLevel([10, 20], 30)).toBe(Infinity)
    expect(fairLevel([], 0)).toBe(Infinity)
  })

  it('never gives out more than there is, and wastes less than one unit for each', () => {
    const asked = fc.array(fc.nat(1000), { minLength: 1, maxLength: 30 })
    fc.assert(
      fc.property(asked, fc.nat(5000), (wishes, total) => {
        const level = fairLevel(wishes, total)
        const given = wishes.reduce((sum, wish) => sum + Math.min(wish, level), 0)
        expect(given).toBeLessThanOrEqual(total)
        const unmet = wishes.some((wish) => wish > level)
        if (unmet) expect(total - given).toBeLessThan(wishes.length)
      }),
    )
  })
})
