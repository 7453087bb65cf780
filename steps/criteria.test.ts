import { describe, expect, it } from 'vitest'
import { criteriaSource, parseCriteria } from './criteria.ts'

describe('criteria', () => {
  it('are words with a literal or a reference', () => {
    expect(parseCriteria('external number $order.number and country "PL"')).toEqual([
      { words: 'external number', value: '$order.number', reference: true },
      { words: 'country', value: 'PL', reference: false },
    ])
    expect(parseCriteria('zgodę "regulamin" i adres w kraju "PL"')).toEqual([
      { words: 'zgodę', value: 'regulamin', reference: false },
      { words: 'adres w kraju', value: 'PL', reference: false },
    ])
  })

  it('keep what a literal holds, joining words and signs included', () => {
    expect(parseCriteria('name "this and that, $5"')).toEqual([
      { words: 'name', value: 'this and that, $5', reference: false },
    ])
  })

  it('end with their last value, so that a step may go on after them', () => {
    const step = new RegExp(`^o (${criteriaSource}) i pozostaje tak przez (1 s)$`)
    expect(step.exec('o numerze obcym $zam.numer i pozostaje tak przez 1 s')?.slice(1)).toEqual([
      'numerze obcym $zam.numer',
      '1 s',
    ])
  })

  it('need a value', () => {
    expect(new RegExp(`^${criteriaSource}$`).test('just words')).toBe(false)
  })
})
