import { describe, expect, it } from 'vitest'
import { daysIn } from './days-in-text.ts'
import { dateForms } from './planted-leaks.fixture.ts'

const daysOf = (text: string) => daysIn(Buffer.from(text))

describe('the days in a text', () => {
  it.each(Object.entries(dateForms))('are found %s', (_, write) => {
    expect(daysOf(write('1980-05-17'))).toContain(19_800_517)
    expect(daysOf(write('2003-10-04'))).toContain(20_031_004)
  })

  it('may be two where one spelling has two meanings', () => {
    expect(daysOf('04/05/1980')).toEqual([19_800_504, 19_800_405])
    expect(daysOf('04.05.1980')).toEqual([19_800_504])
  })

  it.each([
    '',
    '1980',
    '31.02.1980',
    '1980-13-01',
    '17.05.80',
    '117.05.1980',
    '17.05.19801',
    'nr 198005170',
    '0000-00-00',
    '9999-12-31',
    '17 maju 19800',
    '192.168.10.1980',
  ])('are none in %s', (text) => {
    expect(daysOf(text)).toEqual([])
  })
})
