import { describe, expect, it } from 'vitest'
import { looksDrawn } from './secret-form.ts'

describe('a text that looks drawn at random', () => {
  it.each([
    '9f86d081884c7d659a2feaa0c55ad015',
    'sk_test_4eC39HqLyjWDarjtT1zdp7dc',
    'qT7-xA_3mZ9.kLw2Rb8=',
    'Zx81kQmN2vT7pLw3',
  ])('is %s', (text) => {
    expect(looksDrawn(text)).toBe(true)
  })

  it.each([
    '',
    'short1',
    '123e4567-e89b-12d3-a456-426614174000',
    '2026-11-23 10:11:12.123456',
    'catalog_product_view_type_1',
    '/uploads/2026/03/9f86d081.png',
    'https://example.com/9f86d081884c7d65',
    '00000000000000000000',
    '12345678901234567890',
    'aaaaaaaaaaaaaaaaaaa1',
    'two words and a number 17',
  ])('is not %s', (text) => {
    expect(looksDrawn(text)).toBe(false)
  })

  it('does not depend on blanks around it, and takes any length', () => {
    expect(looksDrawn(' 9f86d081884c7d659a2feaa0c55ad015 ')).toBe(true)
    expect(looksDrawn('9f'.repeat(50_000))).toBe(false)
  })
})
