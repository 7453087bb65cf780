import { assert, integer, property } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { randomToken, seededRandom } from './seed.ts'

describe('seeded randomness', () => {
  it('repeats itself for a seed and differs between seeds', () => {
    const draw = (seed: number) => {
      const random = seededRandom(seed)
      return Array.from({ length: 20 }, () => random.fraction())
    }
    assert(
      property(integer(), (seed) => {
        expect(draw(seed)).toEqual(draw(seed))
      }),
    )
    expect(new Set(Array.from({ length: 1000 }, (_, seed) => draw(seed)[0])).size).toBeGreaterThan(
      990,
    )
  })

  it('stays within its bounds and reaches all of them', () => {
    const random = seededRandom(7)
    const seen = new Set(Array.from({ length: 2000 }, () => random.below(10)))
    expect([...seen].toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
  })

  it('makes tokens of the asked size', () => {
    expect(randomToken(128)).toMatch(/^[0-9a-f]{32}$/)
    expect(randomToken()).not.toBe(randomToken())
  })
})
