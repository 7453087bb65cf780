import { describe, expect, it } from 'vitest'
import { htmlText } from '../html.ts'
import { textsIn } from '../texts.ts'
import { differencesTable } from './parts.ts'

const cells = (expected: string, actual: string, field = 'f') => {
  const difference = { system: 'erp', subject: 'order', field, expected, actual }
  return [...htmlText(differencesTable([difference], textsIn('en'))).matchAll(/<td>([^]*?)<\/td>/g)]
    .map(([, cell]) => cell?.replace(/<[^>]*>/g, ''))
    .slice(1)
}

describe('a table of differences', () => {
  it('shows what the eye would pass over', () => {
    expect(cells('a\r\nb', 'a\nb')).toEqual(['f', 'a␍↵\nb', 'a↵\nb'])
    expect(cells(' x ', 'x\t')).toEqual(['f', '·x·', 'x⇥'])
    expect(cells('1 234,50', '1\u00a0234,50')).toEqual(['f', '1 234,50', '1⍽234,50'])
  })

  it('says so where there is nothing, or no field', () => {
    expect(cells('', '0', '')).toEqual(['(as a whole)', '(nothing)', '0'])
  })
})
