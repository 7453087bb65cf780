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
    ['pl-last-names.txt', 5000],
    ['pl-first-names-female.txt', 150],
    ['pl-first-names-male.txt', 150],
    ['pl-streets.txt', 200],
    ['pl-towns.txt', 140],
    ['pl-companies.txt', 4000],
  ])('%s has at least %i entries', (file, count) => {
    expect(readWordList(file).length).toBeGreaterThanOrEqual(count)
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
