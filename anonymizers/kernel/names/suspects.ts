import type { FoundName, Word } from './find-names.ts'
import { ordinaryWords, titles } from './ordinary-words.ts'
import { recognise } from './recognise.ts'
import { inCase } from './spelled.ts'

/** Endings that most words with them are surnames by. */
const surnameLike =
  /(?:sk|ck|dzk)(?:i|a|iego|iemu|im|iej|ą|ich)$|(?:icz|czyk|czak|wiak|ová|ovou|sson)(?:a|owi|em|u|ów|ami)?$/

/** Digits with what stands between them, and the letters of numbers of documents and orders. */
const numbers =
  /(?<![\p{L}\p{N}])(?:[A-Za-z]{1,12}[-/])?[A-Za-z]*\d[A-Za-z0-9]*(?:[ ./:-][A-Za-z]{0,4}\d[A-Za-z0-9]*)*(?![\p{L}\p{N}])/gu
/** Digits wherever else they stand, in all scripts. */
const digits = /\p{Nd}(?:[^\p{L}\p{Nd}]{0,2}\p{Nd})*/gu

/** So many digits make a number that may be somebody's. */
const fewestDigits = 5

/** What a sign of the text was taken for; 0: nothing yet. */
const [ofName, ofNumber] = [1, 2]

/** No number is so long; a run of digits is taken in pieces. */
const longestNumber = 64

/**
 * The names found in a text, and beside them every word that may be one: with a capital letter and no
 * {@link ordinaryWords ordinary word}, in the lists of names, behind a title, beside a name, in another script,
 * or with the ending of a surname. And numbers of five digits and more.
 */
export function findSuspects(
  text: string,
  words: readonly Word[],
  names: readonly FoundName[],
): FoundName[] {
  const found: FoundName[] = []
  const taken = new Uint8Array(text.length)
  for (const { 0: number, index } of [...text.matchAll(numbers), ...text.matchAll(digits)]) {
    if (number.replace(/\P{Nd}/gu, '').length < fewestDigits) continue
    if (taken.subarray(index, index + number.length).includes(ofNumber)) continue
    taken.fill(ofNumber, index, index + number.length)
    for (let from = index; from < index + number.length; from += longestNumber) {
      const to = Math.min(from + longestNumber, index + number.length)
      const part = /^\p{ASCII}*$/u.test(number) ? 'number' : 'last'
      found.push({ from, to, letters: 'lower', name: { part, text: text.slice(from, to) } })
    }
  }
  for (const name of names) {
    if (taken.subarray(name.from, name.to).includes(ofNumber)) continue
    taken.fill(ofName, name.from, name.to)
    found.push(name)
  }
  words.forEach((word, i) => {
    if (taken[word.from] !== 0) return
    const before = words[i - 1]
    const after = words[i + 1]
    const isTitled = before !== undefined && titles.has(before.lower)
    const isBesideName =
      (before !== undefined && taken[before.from] === ofName && isNear(text, before, word)) ||
      (after !== undefined && taken[after.from] === ofName && isNear(text, word, after))
    if (!isSuspect(word, isTitled || isBesideName)) return
    const { from, to, letters, lower } = word
    const { first, last } = recognise(lower)
    const part = first === undefined || last !== undefined ? 'last' : 'first'
    const known = (part === 'first' ? first : last) ?? lower
    taken.fill(ofName, from, to)
    found.push({ from, to, letters, name: { part, text: inCase(known, letters) } })
  })
  return found.toSorted((a, b) => a.from - b.from)
}

const isNear = (text: string, one: Word, next: Word) =>
  /^[ \u00a0-]{1,2}$/.test(text.slice(one.to, next.from))

function isSuspect({ lower, letters, text }: Word, besideName: boolean): boolean {
  if (titles.has(lower)) return false
  const { first, last, asListed } = recognise(lower)
  if (ordinaryWords.has(lower)) return letters !== 'lower' && asListed
  if (letters !== 'lower' || besideName) return true
  if (!/^[\p{Script=Latin}\p{M}'’]+$/u.test(text) || surnameLike.test(lower)) return true
  return first !== undefined || last !== undefined
}
