import { describe, expect, it } from 'vitest'
import { needsVatCheck } from './vat-rules.ts'

const order = (vatId: string | null, country: string) => ({ vatId, shipping: { country } })

describe('needsVatCheck', () => {
  it.each([
    [order('DE999999999', 'DE'), true],
    [order('el 123456789', 'DE'), true],
    [order('DE999999999', 'PL'), false],
    [order('PL1111111111', 'DE'), false],
    [order('US999999999', 'US'), false],
    [order(null, 'DE'), false],
  ])('%j: %s', (order, needed) => {
    expect(needsVatCheck(order)).toBe(needed)
  })
})
