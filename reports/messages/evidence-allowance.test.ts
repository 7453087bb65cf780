import { describe, expect, it } from 'vitest'
import { shortened } from '../shortened.ts'
import { allowance, evidenceAllowance } from './evidence-allowance.ts'

const pieces = (count: number, length = allowance.piece) =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => [`ref-${i}`, 'x'.repeat(length)]))

describe('evidenceAllowance', () => {
  it('keeps what one attempt may keep, and no more', () => {
    const kept = evidenceAllowance()(pieces(20), false)
    expect(Object.keys(kept)).toHaveLength(allowance.attempt / allowance.piece)
  })

  it('lets attempts that passed share one allowance, and leaves the others theirs', () => {
    const allow = evidenceAllowance()
    const sizes = Array.from({ length: 12 }, () => Object.keys(allow(pieces(8), true)).length)
    expect(sizes.reduce((a, b) => a + b)).toBe(allowance.passed / allowance.piece)
    expect(sizes.at(-1)).toBe(0)
    expect(Object.keys(allow(pieces(8), false))).toHaveLength(8)
  })
})

describe('shortened', () => {
  it('never cuts through a character', () => {
    expect(shortened('abc😀def', 4)).toBe('abc\n… (+5)')
    expect(shortened('abc', 3)).toBe('abc')
  })
})
