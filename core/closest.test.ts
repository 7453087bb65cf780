import { describe, expect, it } from 'vitest'
import { closest, didYouMean, distance } from './closest.ts'

describe('closest', () => {
  it.each([
    ['tset', ['reset', 'test', 'steps'], 'test'],
    ['ilosc', ['sku', 'ilość'], 'ilość'],
    ['ERP', ['shop', 'erp'], 'erp'],
    ['sklpe', ['shop', 'sklep', 'sklepu'], 'sklep'],
    ['xx', ['ab', 'shop'], undefined],
    ['zamówienie', [], undefined],
  ])('takes %s for the nearest of %j', (typed, known, meant) => {
    expect(closest(typed, known)).toBe(meant)
  })

  it('counts two letters that changed places once', () => {
    expect(distance('tset', 'test')).toBe(1)
    expect(distance('kitten', 'sitting')).toBe(3)
    expect(distance('', 'abc')).toBe(3)
  })

  it('asks only when something is near', () => {
    expect(didYouMean('sklpe', ['sklep'])).toBe('Did you mean sklep? ')
    expect(didYouMean('sklpe', ['erp'])).toBe('')
  })
})
