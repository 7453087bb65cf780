import type { Kind } from '../kinds.ts'

/**
 * Words of one language in names of columns and tables: lower case, without accents, blanks between
 * words, commas between entries. `first name` also stands for `firstname` and `first_name`.
 */
export interface LanguageWords {
  readonly kinds: Partial<Readonly<Record<Kind, string>>>
  /** What says nothing of its own: `name`, `nazwa`. Its table decides. */
  readonly name: string
  /** Notes and messages, which hold persons where the table is about them. */
  readonly note: string
  /** The same, of words that are as often about articles and documents: only where people talk. */
  readonly weakNote?: string
  /** What looks like one of these and is not. */
  readonly nothing?: string
  /** Tables, and parts of names, that are about persons: customer, klient. */
  readonly person: string
  /** Tables of what persons do: order, faktura. */
  readonly deed: string
  /** Tables of things: product, kategoria. */
  readonly thing: string
}

export const entriesOf = (list: string): readonly string[] =>
  list
    .split(',')
    .map((entry) => entry.trim().replaceAll(/\s+/g, ' '))
    .filter((entry) => entry !== '')
