import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { wordLists } from './generate.ts'
import { readWordList } from './read.ts'

const lists = Object.entries(wordLists())

describe('word lists', () => {
  it.each(lists)('%s is what the generator writes', (file, lines) => {
    const written = readFileSync(new URL(file, import.meta.url), 'utf8')
    expect(written, 'run node anonymizers/word-lists/generate.ts').toBe(`${lines.join('\n')}\n`)
  })

  it.each(lists)('%s has each entry once and none empty', (_, lines) => {
    expect(new Set(lines).size).toBe(lines.length)
    for (const line of lines) expect(line).toMatch(/^\S.*\S$/)
  })

  it.each([
    ['pl-last-names.txt', 20_000],
    ['pl-first-names-female.txt', 2000],
    ['pl-first-names-male.txt', 3000],
    ['pl-streets.txt', 200],
    ['pl-towns.txt', 140],
    ['pl-companies.txt', 4000],
    ['known-towns.txt', 7000],
    ['geonames-towns.txt', 24_000],
  ])('%s has at least %i entries', (file, count) => {
    expect(readWordList(file).length).toBeGreaterThanOrEqual(count)
  })

  it.each(['pl-last-names.txt', 'pl-first-names-female.txt', 'pl-first-names-male.txt'])(
    '%s has each name once, in Polish letters',
    (file) => {
      const names = readWordList(file).map(([name]) => name)
      expect(new Set(names).size).toBe(names.length)
      for (const name of names) expect(name).toMatch(/^[A-PR-UWYZĆŁŚŹŻÓ][a-pr-uwyząćęłńóśźż]{2,}$/)
    },
  )

  it('has no first name of both genders, and surnames whose forms agree', () => {
    const women = new Set(readWordList('pl-first-names-female.txt').map(([name]) => name))
    for (const [name] of readWordList('pl-first-names-male.txt'))
      expect(women.has(name), name).toBe(false)
    for (const [man = '', woman] of readWordList('pl-last-names.txt'))
      expect(woman).toBe(/(?:sk|ck|dzk)i$/.test(man) ? man.replace(/i$/, 'a') : undefined)
  })

  it('draws three of four people a common name', () => {
    for (const file of ['pl-first-names-female.txt', 'pl-first-names-male.txt']) {
      const weights = readWordList(file).map(([, weight = '1']) => Number(weight))
      const all = weights.reduce((sum, weight) => sum + weight, 0)
      const common = weights.filter((weight) => weight > 1).reduce((sum, weight) => sum + weight, 0)
      expect(common / all).toBeGreaterThan(0.7)
    }
  })

  it('gives every town its province and an area of two or three digits', () => {
    for (const [town, code, ...areas] of readWordList('pl-towns.txt'))
      expect({
        town,
        fits:
          /^[0-3][02468]$/.test(code ?? '') &&
          areas.length > 0 &&
          areas.every((area) => /^\d{2,3}$/.test(area)),
      }).toEqual({
        town,
        fits: true,
      })
  })
})
