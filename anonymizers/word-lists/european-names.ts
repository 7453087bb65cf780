import * as faker from '@faker-js/faker'
import { plain } from '../detectors/plain-letters.ts'

/** Languages whose first names are taken; of men those in which most of them end in a consonant. */
const locales = {
  female:
    'de de_AT it es cs_CZ hr sk en ro sv nb_NO da lv pt_PT sl_SI pt_BR sr_RS_latin es_MX uk fi nl fr',
  male: 'de de_AT de_CH es es_MX cs_CZ hr sk en ro ro_MD sv nb_NO da sl_SI sr_RS_latin nl uk fr fr_BE hu fi pt_PT',
} as const

/** Letters that Polish names have. */
const polish = /^[A-PR-UWYZĆŁŚŹŻÓ][a-pr-uwyząćęłńóśźż]{2,11}$/

/** Spellings that a Pole reads as foreign. */
const foreign =
  /sh|th|ph|ck|[^cszrd]h|ou|oo|ee|tz|ll|tt|ss|pp|ff|mm|gg|rr|dd|bb|cc|zz|ae|oe|ue|ao|uy|y[aeou]|ey|ay|oy|gn|gli|w[^aeiouyąęół]|aa|ii|uu|[dtnlsk]j|ij|uo|ie$|[aeiou]e|oi|ai[^d]|eo[^nd]|ea$|eu/i

const endings = { female: /a$/, male: /[^aeiu]$/ } as const

/** First names of other European languages that are written as Polish ones are. */
export function europeanNames(gender: 'female' | 'male'): ReadonlySet<string> {
  const names = locales[gender]
    .split(' ')
    .flatMap((locale) => definitionOf(locale)?.person?.first_name?.[gender] ?? [])
  return new Set(
    names.filter((name) => polish.test(name) && !foreign.test(name) && endings[gender].test(name)),
  )
}

const definitionOf = (locale: string): faker.LocaleDefinition | undefined =>
  (faker as unknown as Readonly<Record<string, faker.LocaleDefinition | undefined>>)[locale]

/**
 * Names of people in all languages that are written in Latin letters, in lower case and without accents: by
 * these, not from these, so their order and number change no mask.
 */
export function knownNames(part: 'first_name' | 'last_name'): string[] {
  const all = Object.keys(faker)
    .filter((locale) => /^[a-z]{2}(?:_[A-Za-z]+)?$/.test(locale))
    .flatMap((locale) => Object.values(definitionOf(locale)?.person?.[part] ?? {}))
    .flatMap((names) => (Array.isArray(names) ? (names as readonly string[]) : []))
    .filter((name) => /^[\p{Script=Latin}'-]{2,}$/u.test(name))
  return [...new Set(all.map(plain))].sort()
}

/** Towns as faker has them in the languages of Europe, in lower case and without accents: those that English spells otherwise. */
export function knownTowns(): string[] {
  const european = /^(?:cs|da|de|es$|fr|hr|hu|it|lv|nb|pl|pt_PT|ro|sk|sl)/
  const all = Object.keys(faker)
    .filter((locale) => european.test(locale))
    .flatMap((locale) => definitionOf(locale)?.location?.city_name ?? [])
    .map((name) => name.trim())
    .filter((name) => /^[\p{Script=Latin}' .()/-]{2,}$/u.test(name))
  return [...new Set(all.map(plain))].sort()
}
