import { ordinaryWords, titles } from './ordinary-words.ts'
import { firstNameBeside, recognise } from './recognise.ts'
import { baseForms, baseOfAdjective } from './base-forms.ts'
import { caseOf, inCase, type WordCase } from './spelled.ts'

/** A name in a text. Places are those of UTF-16 units. */
export interface FoundName {
  readonly from: number
  readonly to: number
  readonly letters: WordCase
  readonly name:
    | { readonly part: 'first' | 'last' | 'full' | 'number'; readonly text: string }
    /** Of the person of the row: the number of {@link NamesOfRow}'s column, and the word in the first case. */
    | { readonly part: 'first' | 'last'; readonly column: number; readonly word: string }
}

/** The names that are known from the row: which part of a name a word (in lower case) is, and of which column. */
export interface NamesOfRow {
  /** 0: there are none. */
  readonly size: number
  get(
    word: string,
    letters: WordCase,
  ): { readonly part: 'first' | 'last'; readonly column: number } | undefined
}

export interface Word {
  readonly from: number
  readonly to: number
  readonly text: string
  readonly lower: string
  readonly letters: WordCase
}

const word = /\p{L}[\p{L}\p{M}]*(?:['’]\p{L}+)?/gu

export function wordsOf(text: string): Word[] {
  const words: Word[] = []
  word.lastIndex = 0
  for (let match = word.exec(text); match; match = word.exec(text)) {
    const [found] = match
    const plain = found.toLowerCase()
    const lower = combining.test(plain) ? plain.normalize('NFC') : plain
    const letters = found === plain ? 'lower' : caseOf(found)
    words.push({ from: match.index, to: match.index + found.length, text: found, lower, letters })
  }
  return words
}

/** Marks that stand behind their letter. */
const combining = /\p{M}/u

/** Names of the row's person in any case and spelling, and names of others that begin with a capital letter. */
export function findNames(text: string, words: readonly Word[], ofRow: NamesOfRow): FoundName[] {
  const found: FoundName[] = []
  for (let i = 0; i < words.length; i++) {
    const word = words[i] as Word
    const { from, to, letters } = word
    const own = inRow(word, ofRow)
    if (own) {
      found.push({ from, to, letters, name: own })
      continue
    }
    if (letters === 'lower' || titles.has(word.lower)) continue
    const next = words[i + 1]
    const beside = next && isBeside(text, word, next) ? next : undefined
    const full = beside && inRow(beside, ofRow) === undefined && fullName(word, beside)
    if (full) {
      found.push({ from, to: beside.to, letters, name: { part: 'full', text: full } })
      i++
      continue
    }
    const single = singleName(text, words, i)
    if (single) found.push({ from, to, letters, name: single })
  }
  return found
}

function inRow({ lower, letters }: Word, ofRow: NamesOfRow) {
  if (ofRow.size === 0) return undefined
  const same = ofRow.get(lower, letters)
  if (same) return { ...same, word: lower }
  for (const form of baseForms(lower)) {
    const own = ofRow.get(form, letters)
    if (own) return { ...own, word: form }
  }
  return undefined
}

/** Nothing but a space, or a hyphen, stands between them. */
const isBeside = (text: string, one: Word, next: Word) =>
  next.letters !== 'lower' && /^[ \u00a0]{1,2}$/.test(text.slice(one.to, next.from))

/** As a column of full names would hold it: in the order of the text, in the first case. */
function fullName(one: Word, next: Word): string | undefined {
  const a = recognise(one.lower)
  const b = recognise(next.lower)
  const isOrdinary = ({ lower }: Word) => ordinaryWords.has(lower) && !recognise(lower).asListed
  if (isOrdinary(one) || isOrdinary(next)) return undefined
  if (a.first !== undefined) {
    const surname = b.last ?? baseOfAdjective(next.lower) ?? next.lower
    return inCase(`${firstNameBeside(one.lower, surname) ?? a.first} ${surname}`, one.letters)
  }
  if (b.first === undefined || a.last === undefined) return undefined
  return inCase(`${a.last} ${firstNameBeside(next.lower, a.last) ?? b.first}`, one.letters)
}

function singleName(
  text: string,
  words: readonly Word[],
  i: number,
): FoundName['name'] | undefined {
  const { lower, letters, from } = words[i] as Word
  if (ordinaryWords.has(lower)) return undefined
  const { first, last } = recognise(lower)
  const before = words[i - 1]
  const isTitled = before !== undefined && titles.has(before.lower)
  if (first !== undefined) return { part: 'first', text: inCase(first, letters) }
  if (last === undefined)
    return isTitled ? { part: 'last', text: inCase(lower, letters) } : undefined
  const begins = /(?:^|[.!?:;\n]\s*)$/.test(text.slice(Math.max(0, from - 4), from))
  return isTitled || !begins ? { part: 'last', text: inCase(last, letters) } : undefined
}
