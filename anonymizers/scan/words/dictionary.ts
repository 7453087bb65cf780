import type { Kind } from '../kinds.ts'
import { cs } from './cs.ts'
import { de } from './de.ts'
import { en } from './en.ts'
import { es } from './es.ts'
import { fr } from './fr.ts'
import { splitFused } from './fused.ts'
import { it } from './it.ts'
import { entriesOf, type LanguageWords } from './language.ts'
import { ambiguous, heads, qualifiers, questions } from './modifiers.ts'
import { pl } from './pl.ts'

const languages: Readonly<Record<string, LanguageWords>> = { en, pl, de, fr, es, it, cs }

/** What a name of a column says: a kind; a name of whatever the table has; a note of anything. */
export type Meaning = Kind | 'name' | 'note' | 'weak note' | 'nothing'

export type Role = 'person' | 'deed' | 'thing'

export interface Dictionary {
  readonly columns: ReadonlyMap<string, Meaning>
  readonly roles: ReadonlyMap<string, ReadonlySet<Role>>
  /** The words of a token of a column's name, where they stand without a break. */
  readonly columnWords: (token: string) => readonly string[]
  /** The same of a table's name. */
  readonly tableWords: (token: string) => readonly string[]
}

/**
 * The words of all languages; those of `locale` come first where one word means
 * different things.
 */
export function dictionaryFor(locale: string | undefined): Dictionary {
  const ordered = Object.entries(languages)
    .toSorted(([a], [b]) => Number(b === locale) - Number(a === locale))
    .map(([, words]) => words)
  const columns = new Map<string, Meaning>()
  const roles = new Map<string, Set<Role>>()
  const mean = (list: string, meaning: Meaning) => {
    for (const entry of entriesOf(list)) {
      const key = entry.replaceAll(' ', '')
      if (!columns.has(key)) columns.set(key, meaning)
      // Lists: `vat_ids`, `email_addresses`.
      const several = `${key}${key.endsWith('s') ? 'es' : 's'}`
      if (entry.includes(' ') && !columns.has(several)) columns.set(several, meaning)
    }
  }
  const play = (list: string, role: Role) => {
    for (const entry of entriesOf(list)) {
      const key = entry.replaceAll(' ', '')
      roles.set(key, (roles.get(key) ?? new Set()).add(role))
    }
  }
  for (const words of ordered) mean(words.nothing ?? '', 'nothing')
  for (const words of ordered) {
    for (const [kind, list] of Object.entries(words.kinds)) mean(list, kind as Kind)
    mean(words.name, 'name')
    mean(words.note, 'note')
    mean(words.weakNote ?? '', 'weak note')
    play(words.person, 'person')
    play(words.deed, 'deed')
    play(words.thing, 'thing')
  }
  const telling = new Set(
    [...columns]
      .filter(([word, is]) => is !== 'nothing' && is !== 'name' && !ambiguous.has(word))
      .map(([word]) => word),
  )
  // `shipvia` holds no Italian street.
  const columnVocabulary = new Set([
    ...[...columns.keys()].filter((word) => word.length > 3 || !ambiguous.has(word)),
    ...qualifiers,
    ...heads,
    ...questions,
  ])
  const tableVocabulary = new Set(roles.keys())
  return {
    columns,
    roles,
    columnWords: remembered((token) => splitFused(token, columnVocabulary, telling)),
    tableWords: remembered((token) => splitFused(token, tableVocabulary, tableVocabulary)),
  }
}

function remembered<T>(of: (token: string) => T): (token: string) => T {
  const known = new Map<string, T>()
  return (token) => {
    const found = known.get(token) ?? of(token)
    known.set(token, found)
    return found
  }
}

/** Languages that have a table of words. */
export const locales = Object.keys(languages)
