import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import bijection from '../transformers/bijection.ts'
import email from '../transformers/email.ts'
import freeText from '../transformers/freeText.ts'
import nip from '../transformers/nip.ts'
import { columnOf } from '../transformer.contract.ts'
import { withNamesOfRow } from '../bind/names-of-row.ts'
import { withPerson } from '../bind/persons.ts'
import firstName from '../transformers/firstName.ts'
import fullName from '../transformers/fullName.ts'
import lastName from '../transformers/lastName.ts'
import { rowsMasker, tableOf, valueMasker } from './masking.fixture.ts'
import { findIdentifiers } from './identifiers.ts'

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
    ['Handy +49 176 1234567', 'phone'],
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

describe('persons in free text', () => {
  const full = valueMasker(fullName.compile({}, column))
  const prose = valueMasker(freeText.compile({ words: 'keep', reason: 'a test' }, column))

  it.each([
    ['Pani Anna Kowalska prosiła o telefon', 'Anna Kowalska'],
    ['Faktura na Jana Kowalskiego, proszę', 'Jan Kowalski'],
    ['Odbierze KOWALSKI JAN', 'KOWALSKI JAN'],
  ])('%s: the mask that %s has in a column', (text, name) => {
    expect(mask(text)).toContain(full(name))
    expect(prose(text)).toContain(full(name))
  })

  it('are the persons of the row wherever the row names them', () => {
    const ofPerson = { column: 'email', canonical: 'email' } as const
    const plans = withNamesOfRow(
      tableOf({
        email: email.compile({}, column),
        first: withPerson(firstName.compile({}, column), ofPerson),
        last: withPerson(lastName.compile({}, column), ofPerson),
        note: freeText.compile({}, column),
        kept: freeText.compile({ words: 'keep', reason: 'a test' }, column),
      }).columns,
    )
    const rows = rowsMasker(
      Object.fromEntries(
        plans.flatMap((plan) => (plan.treatment === 'mask' ? [[plan.column, plan.program]] : [])),
      ),
    )
    const text = 'pani żaneta xqzwv prosi, by list dla Żanety XQZWV zostawić'
    const row = rows({ email: 'zx@wp.pl', first: 'Żaneta', last: 'Xqzwv', note: text, kept: text })
    const { first = '', last = '', note, kept } = row
    expect(kept).toBe(
      `pani ${first?.toLowerCase()} ${last?.toLowerCase()} prosi, by list dla ${first} ${last?.toUpperCase()} zostawić`.replace(
        ' by list dla',
        ` ${/(?<=prosi, )\p{L}+/u.exec(kept ?? '')?.[0]} list dla`,
      ),
    )
    expect(note).toContain(` ${first} `)
    expect(note).not.toMatch(/xqzwv|żanet/i)
    const other = rows({ email: 'y@wp.pl', first: 'Ewa', last: 'Nowak', note: text, kept: text })
    expect(other['kept']).not.toContain(first)
  })
})

describe('free text whose words are kept', () => {
  const keep = valueMasker(freeText.compile({ words: 'keep', reason: 'a test' }, column))

  it('gives a number of an order the mask that it has in a column of them', () => {
    const number = valueMasker(bijection.compile({}, column))('ORD-2024-00017')
    expect(keep('zwrot ORD-2024-00017, proszę')).toBe(`zwrot ${number}, proszę`)
  })

  it('stays where nothing in it may tell', () => {
    const text = 'proszę zostawić u sąsiada, kod 1234, po 16:30'
    expect(keep(text)).toBe(text)
  })

  it.each([
    ['Wysłać do Xqzwv', 'Xqzwv'],
    ['proszę, dzwonić do kowalskiej', 'kowalskiej'],
    ['pani xqzwv nie odbiera', 'xqzwv'],
    ['dla pana Xqz-Wvu', 'Xqz'],
    ['ZOSTAWIĆ U XQZWV', 'XQZWV'],
    ['ul. Polna 12, 00-950 Xqzwv', '00-950'],
    ['urodzony 12.03.1985', '12.03.1985'],
    ['dowód ABC123456', 'ABC123456'],
    ['zamówienie ORD-2024-00017', '2024-00017'],
    ['клиент Иванов', 'Иванов'],
    ['klient иванов', 'иванов'],
    ['książka123456', '123456'],
    ['１２３４５６', '１２３４５６'],
    ['mail anna.xqzwv@wp.pl', 'xqzwv'],
  ])('loses from %j: %s', (text, gone) => {
    expect(keep(text)).not.toContain(gone)
  })

  it('gives no word with a capital letter that is no ordinary one', () => {
    const words = fc.array(
      fc.constantFrom('proszę', 'Xqzwv', 'u', 'Wvqzk-Zkwv', 'paczka', ',', 'Kvzqw', '12', '.'),
      { minLength: 1, maxLength: 20 },
    )
    fc.assert(
      fc.property(words, (all) => {
        expect(keep(all.join(' '))).not.toMatch(/Xqzwv|Wvqzk|Zkwv|Kvzqw/)
      }),
    )
  })

  it('reads hostile text to its end', () => {
    const hostile = `${'a1'.repeat(20_000)}ą ${'A '.repeat(20_000)}${'1-'.repeat(20_000)}${'pani '.repeat(10_000)}`
    expect(keep(hostile)?.length).toBeGreaterThan(0)
  })
})
