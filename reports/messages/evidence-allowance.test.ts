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

  it.each([
    ['passed', true],
    ['troubled', false],
  ] as const)('lets all attempts that %s share one allowance, which is theirs', (purse, passed) => {
    const allow = evidenceAllowance()
    const count = allowance[purse] / allowance.attempt + 1
    const sizes = Array.from({ length: count }, () => Object.keys(allow(pieces(8), passed)).length)
    expect(sizes.reduce((a, b) => a + b)).toBe(allowance[purse] / allowance.piece)
    expect(sizes.at(-1)).toBe(0)
    expect(Object.keys(allow(pieces(8), !passed))).toHaveLength(4)
  })
})

describe('shortened', () => {
  it('never cuts through a character', () => {
    expect(shortened('abc😀def', 4)).toBe('abc\n… (+5)')
    expect(shortened('abc', 3)).toBe('abc')
  })
})
