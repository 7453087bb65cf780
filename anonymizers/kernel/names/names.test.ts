import { describe, expect, it } from 'vitest'
import { baseForms } from './base-forms.ts'
import { findNames, wordsOf, type NamesOfRow } from './find-names.ts'
import { ordinaryWords } from './ordinary-words.ts'

const nobody: NamesOfRow = new Map()
const namesIn = (text: string, ofRow: NamesOfRow = nobody) =>
  findNames(text, wordsOf(text), ofRow).map(({ name }) =>
    'column' in name ? `${name.part} of column ${name.column}` : `${name.part} ${name.text}`,
  )

describe('names in a text', () => {
  it.each([
    ['anny', 'anna'],
    ['annę', 'anna'],
    ['annie', 'anna'],
    ['zofii', 'zofia'],
    ['marcie', 'marta'],
    ['marka', 'marek'],
    ['markiem', 'marek'],
    ['pawłowi', 'paweł'],
    ['jerzego', 'jerzy'],
    ['kowalskiej', 'kowalska'],
    ['kowalskiemu', 'kowalski'],
    ['nowakowi', 'nowak'],
    ['novákové', 'nováková'],
  ])('%s is a case of %s', (word, base) => {
    expect(baseForms(word)).toContain(base)
  })

  it.each([
    ['Pani Anna Kowalska prosiła o telefon', ['full Anna Kowalska']],
    ['dzwoniono do Anny Kowalskiej', ['full Anna Kowalska']],
    ['Faktura na Jana Kowalskiego.', ['full Jan Kowalski']],
    ['odbierze KOWALSKI JAN', ['full KOWALSKI JAN']],
    ['przekazać Markowi', ['first Marek']],
    ['u pana Xqzwvego', ['last Xqzwvego']],
    ['u pana Nowaka', ['last Nowak']],
    ['Frau Meier wartet', ['last Meier']],
    ['Dzwonić po 16', []],
  ])('%s: %j', (text, names) => {
    expect(namesIn(text)).toEqual(names)
  })

  it('takes what stands between a first name and a full stop for a surname, listed or not', () => {
    expect(namesIn('prosi Anna Xqzwv.')).toEqual(['full Anna Xqzwv'])
  })

  it('knows the person of the row in every case, also without a capital letter', () => {
    const ofRow: NamesOfRow = new Map([
      ['żaneta', { part: 'first', column: 0 }],
      ['brzęczyszczykiewicz', { part: 'last', column: 1 }],
    ])
    expect(namesIn('klientka żaneta, list do Brzęczyszczykiewicza', ofRow)).toEqual([
      'first of column 0',
      'last of column 1',
    ])
  })

  it('has no ordinary word twice', () => {
    for (const word of ordinaryWords) expect(word).toBe(word.toLowerCase().trim())
    expect(ordinaryWords.size).toBeGreaterThan(900)
  })
})
