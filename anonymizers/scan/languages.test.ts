import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { meaningOf } from './name-meaning.ts'
import { dictionaryFor, locales } from './words/dictionary.ts'
import { heads, questions } from './words/modifiers.ts'

const written: readonly ((words: readonly string[]) => string)[] = [
  (words) => words.join('_'),
  (words) => words.join('_').toUpperCase(),
  (words) => words.map((word) => word.slice(0, 1).toUpperCase() + word.slice(1)).join(''),
  (words) => words.join('-'),
  (words) => words.join(' '),
]

describe.each(locales)('names of columns in %s', (locale) => {
  const dictionary = dictionaryFor(locale)
  const clear = [...dictionary.columns].filter(([, meaning]) => meaning !== 'nothing')
  const entry = fc.constantFrom(...clear)
  const meant = (name: string) => meaningOf(name, dictionary)

  it('mean the same however they are written, and with a number behind', () => {
    fc.assert(
      fc.property(entry, fc.constantFrom(...written), fc.nat(9), ([word], write, number) => {
        const plain = meant(word)?.meaning
        expect(meant(write([word]))?.meaning).toBe(plain)
        if (!/\d$/.test(word)) expect(meant(write([word, String(number)]))).toBeDefined()
      }),
    )
  })

  it('mean nothing where they are asked about, or only describe something else', () => {
    fc.assert(
      fc.property(entry, fc.constantFrom(...questions), ([word], question) => {
        const found = meant(`${question}_${word}`)
        expect(found === undefined || found.words.startsWith(question)).toBe(true)
      }),
    )
    fc.assert(
      fc.property(entry, fc.constantFrom(...heads), ([word], head) => {
        const found = meant(`${word}_${head}`)
        expect(found === undefined || found.words.endsWith(head)).toBe(true)
      }),
    )
  })

  it('are surest when nothing stands around them', () => {
    fc.assert(
      fc.property(entry, fc.stringMatching(/^[xqvz]{4,8}$/), ([word], noise) => {
        const alone = meant(word)?.strength ?? 0
        expect(meant(`${noise}_${word}`)?.strength ?? 0).toBeLessThanOrEqual(alone)
      }),
    )
  })
})
