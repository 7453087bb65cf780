import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dictionaryFor } from './dictionary.ts'
import { splitFused } from './fused.ts'

const { columnWords, tableWords, roles } = dictionaryFor(undefined)

describe('words without a break in between', () => {
  it.each([
    ['phoneclient', 'phone client'],
    ['failedloginip', 'failed loginip'],
    ['customerid', 'customer id'],
    ['codiceiban', 'codice iban'],
    ['netpasswd', 'net passwd'],
    ['cifnif', 'cif nif'],
  ])('of a column: %s', (token, words) => {
    expect(columnWords(token).join(' ')).toBe(words)
  })

  it.each([
    ['customercontacts', 'customer contacts'],
    ['rtmessages', 'rt messages'],
    ['customernotes', 'customer notes'],
  ])('of a table: %s', (token, words) => {
    expect(tableWords(token).join(' ')).toBe(words)
  })

  it.each([
    'notification',
    'description',
    'transport',
    'velocity',
    'serialnumber',
    'hostname',
    'shipvia',
  ])('are not looked for in %s', (token) => {
    expect(columnWords(token)).toEqual([token])
  })

  it('lose no letter, whatever the token', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z]{1,40}$/), (token) => {
        expect(columnWords(token).join('')).toBe(token)
        expect(tableWords(token).join('')).toBe(token)
      }),
    )
  })

  it('are the two words of which they are made, or one that is known', () => {
    const words = [...roles.keys()].filter((word) => word.length >= 4)
    fc.assert(
      fc.property(fc.constantFrom(...words), fc.constantFrom(...words), (one, other) => {
        const parts = tableWords(one + other)
        for (const part of parts) expect(roles.has(part) || parts.length === 1).toBe(true)
      }),
    )
  })

  it('are looked for in bounded time', () => {
    const known = new Set(['aaa', 'aaaa'])
    expect(splitFused('a'.repeat(61), known, known)).toHaveLength(1)
    expect(splitFused(`${'a'.repeat(50)}b`, known, known)).toHaveLength(1)
  })
})
