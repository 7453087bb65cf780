import { readFileSync } from 'node:fs'
import { zstdDecompressSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { localeNames } from '../locales/registry.ts'
import { readWordList } from '../word-lists/read.ts'
import { buildNames } from './build-names.ts'
import { buildLocaleWords, buildWords } from './build-words.ts'
import { nameImage } from './names/name-image.ts'
import { wordsOf } from './persona-words.ts'
import { textOf, wordOf, type Spelling, type WordTable } from './word-table.ts'

const read = (table: WordTable, spelling: Spelling, word: number) =>
  Buffer.from(textOf(table, spelling, word)).toString()

describe('the image of the word lists', () => {
  it('is what the lists give (node anonymizers/kernel/build-words.ts)', () => {
    const committed = readFileSync(new URL('words.bin', import.meta.url))
    expect(buildWords().equals(committed)).toBe(true)
  })

  it('of names that are recognised is what their lists give', () => {
    expect(buildNames().equals(nameImage())).toBe(true)
  })

  it('is what the lists of each other locale give', async () => {
    const built = await buildLocaleWords()
    expect(built.size).toBe(localeNames.length - 1)
    for (const [file, image] of built) {
      const committed = zstdDecompressSync(readFileSync(new URL(file, import.meta.url)))
      expect(image.equals(committed), file).toBe(true)
    }
  })

  it('has every surname in both forms and all spellings', () => {
    const surnames = readWordList('pl-last-names.txt')
    const [women, men] = wordsOf().lastNames
    expect([women.count, men.count]).toEqual([surnames.length, surnames.length])
    for (const [i, [man = '', woman = man]] of surnames.entries()) {
      expect(read(women, 'plain', i)).toBe(woman)
      expect(read(men, 'lower', i)).toBe(man.toLowerCase())
      expect(read(men, 'handle', i)).toMatch(/^[a-z]+$/)
    }
  })

  it('draws a first name as often as its list says', () => {
    const names = readWordList('pl-first-names-male.txt')
    const table = wordsOf().firstNames[1]
    const drawn = new Map<string, number>()
    for (let draw = 0; draw < table.draws; draw++) {
      const name = read(table, 'plain', wordOf(table, draw))
      drawn.set(name, (drawn.get(name) ?? 0) + 1)
    }
    expect([...drawn]).toEqual(names.map(([name, weight = '1']) => [name, Number(weight)]))
  })
})
