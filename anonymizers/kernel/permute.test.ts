import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { PermuteProgram } from '../programs/change-programs.ts'
import { checkDigit } from './check-digits.ts'
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

  describe('whose beginning is kept', () => {
    const mask = permute('id', { prefix: 'ORD-????-' })

    it('keep it, and the layout of what is behind', () => {
      expect(mask('ORD-2024-00017')).toMatch(/^ORD-2024-(?!00017)\d{5}$/)
      expect(mask('ORD-2024-')).not.toMatch(/^ORD-2024-./)
    })

    it('stay distinct, and nothing else comes out beginning so', () => {
      const begun = Array.from({ length: 100 }, (_, i) => `X-${String(i).padStart(2, '0')}`)
      const others = Array.from({ length: 2600 - 100 }, (_, i) => {
        const letter = String.fromCharCode(65 + Math.floor(i / 100))
        return `${letter >= 'X' ? String.fromCharCode(letter.charCodeAt(0) + 1) : letter}-${String(i % 100).padStart(2, '0')}`
      })
      const small = permute('id', { prefix: 'X-' })
      const masks = begun.map((one) => small(one) ?? '')
      const rest = others.map((one) => small(one) ?? '')
      for (const one of masks) expect(one).toMatch(/^X-\d\d$/)
      for (const one of rest) expect(one).not.toMatch(/^X-/)
      expect(new Set([...masks, ...rest]).size).toBe(2600)
    })
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

  const ulids = fc
    .stringMatching(/^[0-7][0-9A-HJKMNP-TV-Z]{25}$/)
    .filter((ulid) => /[A-Z]/.test(ulid))

  it('are ULIDs where ULIDs stood, upper and lower case alike', () => {
    const mask = permute('id')
    fc.assert(
      fc.property(ulids, (ulid) => {
        const image = mask(ulid) ?? ''
        expect(image).toMatch(/^[0-7][0-9A-HJKMNP-TV-Z]{25}$/)
        expect(image).not.toBe(ulid)
        expect(mask(ulid.toLowerCase())).toBe(image.toLowerCase())
      }),
    )
    const near = Array.from({ length: 2000 }, (_, i) => `01ARZ3NDEKTSV4RRFFQ69G${1000 + i}`)
    expect(new Set(near.map(mask)).size).toBe(2000)
  })

  it('are no ULID or UUID where none stood, so that the kinds never meet', () => {
    const mask = permute('id')
    for (let i = 0; i < 300; i++) {
      // Most images of this layout would be ULIDs, were they taken as they come.
      const nearly = `8${String(i).padStart(24, '0')}K`
      expect(mask(nearly)).toMatch(/^(?:[89].*|.*[ILOU])$/)
    }
    expect(mask('g0000000-0000-4000-9000-000000000000')).toMatch(/^[g-z]/)
  })

  it('refuse what would pass unchanged or not fit', () => {
    expect(() => permute('id')('Ł-17')).toThrow(expect.objectContaining({ code: 'POLIGON_VALUE' }))
    expect(() => permute('id', { digits: 4, most: 4 })('12345')).toThrow(/more than 4 digits/)
    expect(() => permute('id', { most: 18 })('1234567890123456789')).toThrow(/more than 18 digits/)
    expect(() => permute('id')('x'.repeat(5000))).toThrow(/longer than/)
  })
})

describe('permuted numbers of more than 18 digits', () => {
  const tracking = fc.string({
    unit: fc.integer({ min: 0, max: 9 }).map(String),
    minLength: 19,
    maxLength: 40,
  })

  it('keep their length and their leading zeros', () => {
    fc.assert(
      fc.property(tracking, (number) => {
        const zeros = /^0*/.exec(number)?.[0] ?? ''
        const image = permute('id')(number) ?? ''
        expect(image).toMatch(/^\d+$/)
        expect(image.length).toBe(number.length)
        expect(/^0*/.exec(image)?.[0]).toBe(zeros)
        if (zeros !== number) expect(image).not.toBe(number)
      }),
    )
  })

  it('stay distinct, neighbours too', () => {
    const mask = permute('id')
    const images = Array.from({ length: 20_000 }, (_, i) =>
      mask(`6${String(i).padStart(11, '0')}${String(i % 7).padStart(12, '0')}`),
    )
    expect(new Set(images).size).toBe(20_000)
  })

  it('have one image in text and in JSON', () => {
    const id: PermuteProgram = {
      op: 'permute',
      subject: { domain: 'id', canonical: 'exact' },
      scheme: 'id',
    }
    const number = '620999680000000000001234'
    const inJson = valueMasker({
      op: 'walk',
      format: 'json',
      paths: [{ path: [{ member: 'n' }], program: id }],
      otherPaths: 'stop',
    })
    const image = valueMasker(id)(number)
    expect(inJson(`{"n":"${number}"}`)).toBe(`{"n":"${image}"}`)
    expect(inJson(`{"n":${number}}`)).toBe(`{"n":${image}}`)
  })
})

describe('permuted PESEL numbers', () => {
  const born = (pesel: string) => {
    const month = Number(pesel.slice(2, 4))
    const century = { 8: 1800, 0: 1900, 2: 2000, 4: 2100, 6: 2200 }[
      Math.floor((month - 1) / 20) * 2
    ] as number
    return century + Number(pesel.slice(0, 2))
  }
  const withCheck = (ten: string) => ten + checkDigit('pesel', Buffer.from(ten), 10)
  const isValid = (pesel: string) => {
    const [month, day] = [Number(pesel.slice(2, 4)) % 20, Number(pesel.slice(4, 6))]
    if (month < 1 || month > 12 || withCheck(pesel.slice(0, 10)) !== pesel) return false
    const date = new Date(Date.UTC(born(pesel), month - 1, day))
    return date.getUTCMonth() === month - 1 && date.getUTCDate() === day
  }

  it('are of people who cannot have lived when numbers were given out, to the last', () => {
    const mask = permute('pesel')
    for (let serial = 0; serial < 20_000; serial++) {
      const image =
        mask(
          withCheck(
            `99${serial % 2 === 0 ? '32' : '12'}31${String(serial % 10_000).padStart(4, '0')}`,
          ),
        ) ?? ''
      expect(isValid(image)).toBe(true)
      expect(born(image) >= 2100 || born(image) < 1810).toBe(true)
    }
  })

  it('are no PESEL where the input is none', () => {
    const mask = permute('pesel')
    for (let i = 0; i < 20_000; i++) {
      const wrong = `4405${String(i).padStart(7, '0')}`
      if (isValid(wrong)) continue
      const image = mask(wrong) ?? ''
      expect(image).toMatch(/^\d{11}$/)
      expect(isValid(image)).toBe(false)
    }
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
