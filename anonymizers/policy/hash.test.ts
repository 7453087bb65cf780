import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hashOf } from './hash.ts'

describe('the hash of a value', () => {
  it('does not depend on the order of keys, at any depth', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const reversed = Object.fromEntries(Object.entries(value).toReversed())
        expect(hashOf([{ inner: reversed, a: 1 }])).toBe(hashOf([{ a: 1, inner: value }]))
      }),
    )
  })

  it('depends on the order of lists and on every value', () => {
    expect(hashOf([1, 2])).not.toBe(hashOf([2, 1]))
    expect(hashOf({ a: null })).not.toBe(hashOf({}))
    expect(hashOf({ a: undefined })).toBe(hashOf({}))
  })
})
