import * as faker from '@faker-js/faker'
import { fromRegistry } from '../../core/registry.ts'
import { locales, type LocaleName } from '../locales/registry.ts'
import type { LocaleWords } from '../locales/locale.ts'
import type { WordLists } from '../kernel/build-words.ts'
import { companyNames } from './polish-places.ts'

/** So many pairs of surnames, where people have two. */
const mostPairs = 12_000

/** The lists of a locale, for an image; undefined where they are files of their own. */
export async function wordsOfLocale(name: LocaleName): Promise<WordLists | undefined> {
  const { words } = await fromRegistry(locales, 'locale', name)
  if (!words) return undefined
  const women = firstNames(words, 'female', 'male')
  const men = firstNames(words, 'male', 'female')
  const surnames = surnamesOf(words)
  const codes = words.regions.map(({ code }) => code)
  return {
    tables: {
      womensNames: each(women),
      mensNames: each(men),
      womensSurnames: each(surnames.map(([woman]) => woman)),
      mensSurnames: each(surnames.map(([, man]) => man)),
      streets: each([...new Set(words.streets)]),
      companies: each(companyNames(words.companyForms).filter((one) => /^\p{ASCII}+$/u.test(one))),
      towns: each(words.towns.map((town) => town.name)),
      regions: each(words.regions.map((region) => region.name)),
      regionCodes: each(codes),
      sentences: each(words.sentences),
    },
    towns: words.towns.map(({ region, areas }) => ({ region: codes.indexOf(region), areas })),
  }
}

const each = (texts: readonly string[]) => texts.map((text) => ({ text, weight: 1 }))

/** Those of one gender only, in the order of the alphabet. */
function firstNames(words: LocaleWords, gender: 'female' | 'male', other: 'female' | 'male') {
  const names = definitionOf(words.names)?.person?.first_name
  const ofOther = new Set(names?.[other])
  return [...new Set(names?.[gender])]
    .filter((name) => words.letters.test(name) && !ofOther.has(name))
    .toSorted()
}

/** Woman's and man's form, each pair once. */
function surnamesOf(words: LocaleWords): (readonly [woman: string, man: string])[] {
  const { generic = [], male = [] } = definitionOf(words.names)?.person?.last_name ?? {}
  const { ofWoman = (surname: string) => surname, twoSurnames } = words
  const listed = [...new Set([...male, ...generic])].filter(
    (one) => words.letters.test(one) && one.length > 2,
  )
  const composed = words.surnames.map((one) =>
    typeof one === 'string' ? ([ofWoman(one), one] as const) : one,
  )
  const pairs = [
    ...listed.toSorted().map((one) => [ofWoman(one), one] as const),
    ...composed.toSorted(([, a], [, b]) => (a < b ? -1 : 1)),
  ]
  const single = [...new Map(pairs.map((pair) => [pair[1], pair])).values()]
  return twoSurnames ? inTwos(single.map(([, one]) => one)) : single
}

/** Each with some of the others behind it. */
function inTwos(surnames: readonly string[]): (readonly [woman: string, man: string])[] {
  const each = Math.ceil(mostPairs / surnames.length)
  return surnames.flatMap((first, i) =>
    Array.from({ length: each }, (_, j) => {
      const second = surnames[(i * 7 + j * 131 + 1) % surnames.length] ?? first
      const both = `${first} ${second}`
      return [both, both] as const
    }),
  )
}

const definitionOf = (locale: string): faker.LocaleDefinition | undefined =>
  (faker as unknown as Readonly<Record<string, faker.LocaleDefinition | undefined>>)[locale]
