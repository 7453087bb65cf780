import { describe, expect, it } from 'vitest'
import { parseCondition } from './condition.ts'

describe('a condition of a policy', () => {
  it.each([
    ["typ = 'JDG'", { column: 'typ', equals: ['JDG'], negate: false }],
    ["typ != 'JDG'", { column: 'typ', equals: ['JDG'], negate: true }],
    ["typ<>'JDG'", { column: 'typ', equals: ['JDG'], negate: true }],
    [
      "  status in ('a', 'b''c',3 ) ",
      { column: 'status', equals: ['a', "b'c", '3'], negate: false },
    ],
    ['is_company NOT IN (1, -2)', { column: 'is_company', equals: ['1', '-2'], negate: true }],
    [`"odd ""name" = ''`, { column: 'odd "name', equals: [''], negate: false }],
    ["kod_źródła = 'ż'", { column: 'kod_źródła', equals: ['ż'], negate: false }],
  ])('reads %s', (text, expected) => {
    expect(parseCondition(text)).toEqual(expected)
  })

  it.each([
    'typ',
    "typ == 'a'",
    'typ = JDG',
    "typ = 'a' or 1 = 1",
    'typ in ()',
    "typ like 'a%'",
    '',
  ])('does not guess at %s', (text) => {
    expect(parseCondition(text)).toBeUndefined()
  })
})
