import type { AccountCountry } from '../kernel/accounts.ts'
import { usualLocale, type LocaleName } from './registry.ts'

/** A part of a country that addresses name: a Bundesland, a county, a state. */
export interface Region {
  readonly code: string
  readonly name: string
}

export interface Town {
  readonly name: string
  /** The code of its region. */
  readonly region: string
  /** What its postcodes begin with: up to three letters and digits. */
  readonly areas: readonly string[]
}

/** The words of invented persons, companies and addresses, from which an image is built for the kernels. */
export interface LocaleWords {
  /** Whose first names and surnames of @faker-js/faker (MIT) are taken. */
  readonly names: string
  /** What names may be made of: its charsets hold it. */
  readonly letters: RegExp
  /** Surnames made by composition, beside those; a pair where women have another form. */
  readonly surnames: readonly (string | readonly [woman: string, man: string])[]
  /** Surnames of faker come in pairs of two, as people have them there. */
  readonly twoSurnames?: true
  /** The form of a woman, where a surname has one. */
  readonly ofWoman?: (surname: string) => string
  /** Names of streets without numbers: things, not people. */
  readonly streets: readonly string[]
  readonly towns: readonly Town[]
  readonly regions: readonly Region[]
  /** What stands behind invented names of companies. */
  readonly companyForms: readonly string[]
  /** About orders and goods, about nobody. */
  readonly sentences: readonly string[]
}

/** Telephone numbers of a country, and those among them that belong to nobody; see phone-ranges.ts. */
export interface PhoneRange {
  /** E.164. */
  readonly code: string
  /** What is dialled before a number inside the country; empty where nothing is. */
  readonly trunk: string
  /** How numbers begin that are given to nobody, and how many digits follow. */
  readonly unassigned: readonly (readonly [begins: string, digits: number])[]
}

/** What invented persons, addresses and numbers look like in one country. */
export interface Locale {
  readonly name: LocaleName
  /** In English, for people: German, Germany. */
  readonly describe: string
  /** ISO 3166-1. */
  readonly country: string
  /** Character sets that hold all its letters, beside those of Unicode. */
  readonly charsets: RegExp
  /** What stands before the name of a street, and where the number of the house stands. */
  readonly street: { readonly before: string; readonly number: 'before' | 'behind' }
  /** `N`: a digit, `A`: a letter, `X`: of the town's area; all else stays. */
  readonly postcode: string
  readonly phone: PhoneRange
  /** Whose accounts masks are: ISO 3166-1, one of kernel/accounts.ts. */
  readonly accounts: AccountCountry | 'PL'
  readonly mailDomains: readonly string[]
  readonly jobTitles: readonly string[]
  /** Undefined where the lists are files (word-lists/). */
  readonly words?: LocaleWords
}

/** Declares a locale; the identity function, for its types. */
export const defineLocale = (locale: Locale): Locale => locale

/** What a field of a persona says of its locale. */
export const wordsFrom = ({ name }: Locale): { readonly locale?: LocaleName } =>
  name === usualLocale ? {} : { locale: name }
