import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import email from '../transformers/email.ts'
import freeText from '../transformers/freeText.ts'
import nip from '../transformers/nip.ts'
import { columnOf } from '../transformer.contract.ts'
import { valueMasker } from './masking.fixture.ts'
import { findIdentifiers } from './free-text.ts'

const column = columnOf('text')
const mask = valueMasker(freeText.compile({}, column))

describe('free text', () => {
  it('masks what it recognises as a column of that kind would', () => {
    const masked = mask('Faktura na NIP 526-025-09-95, kopia do jan@wp.pl!') ?? ''
    expect(masked).toContain(valueMasker(nip.compile({}, column))('526-025-09-95'))
    expect(masked).toContain(valueMasker(email.compile({}, column))('jan@wp.pl'))
  })

  it.each([
    ['tel. 600 123 456', 'phone'],
    ['(+48) 600-123-456', 'phone'],
    ['mail: Jan.Nowak+sklep@poczta.onet.pl.', 'email'],
    ['PESEL 44051401359', 'pesel'],
    ['NIP:PL5260250995', 'nip'],
    ['konto PL61 1090 1014 0000 0712 1981 2874', 'iban'],
  ])('recognises in %j: %s', (text, kind) => {
    expect(findIdentifiers(Buffer.from(text)).map((found) => found.kind)).toEqual([kind])
  })

  it.each(['Zamówienie 123456', '2026-03-14 15:09', '1234567890', 'a@b'])(
    'takes %j for nothing',
    (text) => {
      expect(findIdentifiers(Buffer.from(text))).toEqual([])
    },
  )

  it('is about as long, and no long word of the input comes through', () => {
    const word = fc.stringMatching(/^[B-Y][bcdfghjklmnpqrstvwxz]{5,9}$/)
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 30 }), (words) => {
        const text = words.join(' ')
        const masked = mask(text) ?? ''
        expect(masked.length).toBeLessThanOrEqual(text.length)
        expect(masked.length).toBeGreaterThan(0)
        for (const word of words) expect(masked).not.toContain(word)
      }),
    )
  })

  it('never gives the input back, not even its own sentences', () => {
    for (const text of ['Bez zmian.', 'Uwagi.', 'B', '-', '  ']) expect(mask(text)).not.toBe(text)
  })

  it('reads hostile text to its end', () => {
    const hostile = `${'a.'.repeat(50_000)}@ ${'1 '.repeat(50_000)}+${'48'.repeat(50_000)}`
    expect(findIdentifiers(Buffer.from(hostile))).toEqual([])
  })
})
