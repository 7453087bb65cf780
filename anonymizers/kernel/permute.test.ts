import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { PermuteProgram } from '../program.ts'
import { valueMasker } from './masking.fixture.ts'

const permute = (scheme: PermuteProgram['scheme'], more: Partial<PermuteProgram> = {}) =>
  valueMasker({ op: 'permute', subject: { domain: 'id', canonical: 'exact' }, scheme, ...more })

describe('permuted identifiers', () => {
  it('are whole numbers of the same range, each once', () => {
    const mask = permute('id', { digits: 3 })
    const images = Array.from({ length: 999 }, (_, i) => mask(String(i + 1)) ?? '')
    expect(new Set(images).size).toBe(999)
    for (const [i, image] of images.entries()) {
      expect(image).toMatch(/^[1-9]\d{0,2}$/)
      expect(image).not.toBe(String(i + 1))
    }
  })

  it('keep leading zeros, each length by itself', () => {
    const mask = permute('id')
    const images = Array.from({ length: 90 }, (_, i) => mask(`00${i + 10}`) ?? '')
    expect(new Set(images).size).toBe(90)
    for (const image of images) expect(image).toMatch(/^00[1-9]\d$/)
  })

  it.each([
    ['0', '0'],
    ['000', '000'],
    ['---', '---'],
  ])('leave %s, which says that there is nothing', (value, same) => {
    expect(permute('id')(value)).toBe(same)
  })

  it.each([
    ['-17', /^-[1-9]\d*$/],
    ['123456789012', /^[1-9]\d{9,17}$/],
    ['ab-CD/17', /^[a-z]{2}-[A-Z]{2}\/\d\d$/],
    [
      '5F0C954E-8D4B-4C57-9C39-2F8A3F7C1D11',
      /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-9[0-9a-f]{3}-[0-9a-f]{12}$/,
    ],
  ])('give %s the form %s', (value, form) => {
    expect(permute('id')(value)).toMatch(form)
  })

  it('are one for a UUID in upper and in lower case', () => {
    fc.assert(
      fc.property(fc.uuid(), (uuid) => {
        expect(permute('id')(uuid.toUpperCase())).toBe(permute('id')(uuid))
      }),
    )
  })

  it('refuse what would pass unchanged or not fit', () => {
    expect(() => permute('id')('Ł-17')).toThrow(expect.objectContaining({ code: 'POLIGON_VALUE' }))
    expect(() => permute('id', { digits: 4, longer: 'stop' })('12345')).toThrow(
      /more than 4 digits/,
    )
    expect(() => permute('id')('1234567890123456789')).toThrow(/more than 18 digits/)
  })
})

describe('permuted numbers of a kind', () => {
  it.each([
    ['nip', 'brak'],
    ['nip', '526-025-09'],
    ['phone', '+49 30 901820'],
    ['phone', 'nie podał'],
    ['pesel', '123'],
    ['pesel', 'nieznany'],
    ['vat', 'ATU12345678'],
    ['vat', 'XX-12'],
  ] as const)('do not let %s %s through', (scheme, value) => {
    const masked = permute(scheme)(value) ?? ''
    expect(masked).not.toBe(value)
    expect(masked.length).toBe(value.length)
  })

  it('keep the spelling of a phone number', () => {
    expect(permute('phone')('+48 600-123-456')).toMatch(/^\+48 [1-9]\d\d-\d{3}-\d{3}$/)
    expect(permute('phone')('0048600123456')).toMatch(/^0048[1-9]\d{8}$/)
  })
})
