import { describe, expect, it } from 'vitest'
import {
  canonicalEmail,
  canonicalNip,
  canonicalPhone,
  canonicalVatNumber,
  splitStreet,
} from './identity.ts'

describe('one person, many spellings', () => {
  it.each(['526-000-12-46', '5260001246', 'PL5260001246', 'pl 526 000 12 46'])(
    'the tax number %s',
    (text) => {
      expect(canonicalNip(text)).toBe('5260001246')
    },
  )

  it.each([null, undefined, '', '12345', 'DE123456789'])('%s is no Polish tax number', (text) => {
    expect(canonicalNip(text)).toBeUndefined()
  })

  it('the EU VAT number', () => {
    expect(canonicalVatNumber('de 123.456-789')).toBe('DE123456789')
    expect(canonicalVatNumber('123456789')).toBeUndefined()
  })

  it('the e-mail', () => {
    expect(canonicalEmail(' Anna.Nowak@Poczta.PL ')).toBe('anna.nowak@poczta.pl')
  })

  it.each([
    ['+48 601 234 567', '601234567'],
    ['0048601234567', '601234567'],
    ['601-234-567', '601234567'],
    ['(+48) 601 234 567', '601234567'],
    ['0049 151 1234567', '+491511234567'],
  ])('the phone %s', (text, canonical) => {
    expect(canonicalPhone(text)).toBe(canonical)
  })
})

describe('splitStreet', () => {
  it.each([
    ['ul. Polna 12A/3', 'Polna', '12A/3'],
    ['Polna 12 m. 3', 'Polna', '12 m. 3'],
    ['3 Maja 7', '3 Maja', '7'],
    ['al. Jana Pawła II 15', 'al. Jana Pawła II', '15'],
    ['Hauptstraße 5', 'Hauptstraße', '5'],
    ['Rynek', 'Rynek', ''],
  ])('%s', (line, street, house) => {
    expect(splitStreet(line)).toEqual({ street, house })
  })
})
