import { readWordList } from '../word-lists/read.ts'
import { wordTable, type WordTable } from './word-table.ts'

/** Everything a Polish persona is made of. Index 0 of a pair is for women, 1 for men. */
export interface PersonaWords {
  /** A name that many bear stands here many times. */
  readonly firstNames: readonly [WordTable, WordTable]
  /** Entry `i` of both is one surname in its two forms. */
  readonly lastNames: readonly [WordTable, WordTable]
  readonly streets: WordTable
  readonly towns: WordTable
  /** For each town the first two or three digits of its postcodes. */
  readonly townAreas: readonly (readonly Uint8Array[])[]
  /** For each town the place of its province in the two tables behind it. */
  readonly townRegions: readonly number[]
  readonly regions: WordTable
  /** TERYT, ISO 3166-2:PL. */
  readonly regionCodes: WordTable
  readonly companies: WordTable
  readonly sentences: WordTable
}

let words: PersonaWords | undefined

/** The Polish word lists, read once in a thread. */
export function polishWords(): PersonaWords {
  if (words) return words
  const first = (file: string) => wordTable(readWordList(file).map(([word = '']) => word))
  const weighted = (file: string) =>
    wordTable(
      readWordList(file).flatMap(([word = '', weight = '1']) =>
        Array.from({ length: Number(weight) }, () => word),
      ),
    )
  const surnames = readWordList('pl-last-names.txt')
  const towns = readWordList('pl-towns.txt')
  const regions = readWordList('pl-regions.txt')
  words = {
    firstNames: [weighted('pl-first-names-female.txt'), weighted('pl-first-names-male.txt')],
    lastNames: [
      wordTable(surnames.map(([masculine = '', feminine]) => feminine ?? masculine)),
      wordTable(surnames.map(([masculine = '']) => masculine)),
    ],
    streets: first('pl-streets.txt'),
    towns: first('pl-towns.txt'),
    townAreas: towns.map(([, , ...areas]) =>
      areas.map((area) => Uint8Array.from(Buffer.from(area))),
    ),
    townRegions: towns.map(([, code]) => regions.findIndex(([own]) => own === code)),
    regions: wordTable(regions.map(([, name = '']) => name)),
    regionCodes: wordTable(regions.map(([code = '']) => code)),
    companies: first('pl-companies.txt'),
    sentences: first('pl-sentences.txt'),
  }
  return words
}
