import { daysIn } from './days-in-text.ts'
import { fold } from './fold.ts'
import type { OwnMeaning } from './own-parts.ts'
import { mixed } from './word-scan.ts'

/** A fingerprint of a day, under a key of the run; no two are equal, and none is 0. */
export const printOfDay = (key: number, day: number): number => mixed(key ^ day) || 1

/** Names of fewer letters are words of any text. */
const shortest = 3
/** Names of fewer letters are looked for as whole words only. */
const shortestInside = 5
const longest = 40

/** Of letters and digits, by 31 bits of the key. */
function extended(print: number, code: number, key: number): number {
  return Math.imul(print, key | 1) + code + 1
}
const ended = (print: number, length: number): number =>
  mixed(print ^ Math.imul(length, 0x9e3779b1)) || 1

/** The fingerprint of a value's part, 0 where it has none. */
export function printOfPart(key: number, meaning: OwnMeaning, value: Uint8Array): number {
  if (meaning === 'day') {
    const [day, ...others] = value.length <= 40 ? daysIn(value) : []
    // The first of January stands for a day that is not known.
    return day === undefined || others.length > 0 || day % 10_000 === 101 ? 0 : printOfDay(key, day)
  }
  const text = lowerCase(value)
  const at = text.indexOf(0x40)
  const words = wordsIn(at < 0 ? text : text.subarray(0, at))
  if (meaning === 'login') {
    const all = Buffer.concat(words)
    return all.length >= shortestInside && all.length <= longest && hasLetters(all)
      ? printOfWord(key, all)
      : 0
  }
  const names = words.filter((word) => word.length <= longest && !hasDigits(word))
  const least = at < 0 ? shortest : shortestInside
  const name =
    meaning === 'first'
      ? names[0]
      : meaning === 'last'
        ? names.length > 1
          ? names.at(-1)
          : undefined
        : names.toSorted((a, b) => b.length - a.length)[0]
  return name && name.length >= least ? printOfWord(key, name) : 0
}

function printOfWord(key: number, word: Uint8Array): number {
  let print = 0
  for (const code of word) print = extended(print, code, key)
  return ended(print, word.length)
}

/** Tells fingerprints of all that may be a name in a text: words, how they begin and end, and logins of several. */
export function eachName(key: number, value: Uint8Array, see: (print: number) => void): void {
  if (value.every(isNoLetter)) return
  const text = lowerCase(value)
  if (login.length < text.length) login = new Uint8Array(text.length)
  let before = -1
  let [words, length] = [0, 0]
  for (let at = 0; at < text.length;) {
    const from = at
    let letters = false
    for (; at < text.length && isWordByte(text[at] as number); at++)
      letters ||= !isFigure(text[at] as number)
    if (at === from) {
      at++
      continue
    }
    if (before >= 0 && !(from === before + 1 && joins(text[before] as number))) {
      if (words > 1) eachPart(key, login, 0, length, see)
      words = length = 0
    }
    words++
    for (let i = from; i < at; i++) login[length++] = text[i] as number
    before = at
    if (letters) eachPart(key, text, from, at, see)
  }
  if (words > 1) eachPart(key, login, 0, length, see)
}

/** The words of a login without what stands between them; every sampled field is read, so it is not made each time. */
let login = new Uint8Array(256)

/** Neither in any writing: without one a field holds no name. */
const isNoLetter = (code: number) => code < 0x80 && ((code | 0x20) < 0x61 || (code | 0x20) > 0x7a)

/** What people write between the parts of a login: `.`, `_`, `-` and `+`. */
const joins = (code: number) => code === 0x2e || code === 0x5f || code === 0x2d || code === 0x2b

/** `kowalski` in `jkowalski` and in `kowalski84`. */
function eachPart(
  key: number,
  text: Uint8Array,
  begin: number,
  end: number,
  see: (print: number) => void,
): void {
  const length = end - begin
  if (length < shortest || length > longest) return
  let print = 0
  for (let i = 0; i < length; i++) {
    print = extended(print, text[begin + i] as number, key)
    if (i + 1 === length || i + 1 >= shortestInside) see(ended(print, i + 1))
  }
  for (let from = 1; from + shortestInside <= length; from++) {
    let ending = 0
    for (let i = begin + from; i < end; i++) ending = extended(ending, text[i] as number, key)
    see(ended(ending, length - from))
  }
}

function lowerCase(value: Uint8Array): Uint8Array {
  const folded = value.some((code) => code >= 0x80) ? fold(value) : value.slice()
  for (let i = 0; i < folded.length; i++) {
    const code = folded[i] as number
    if (code >= 0x41 && code <= 0x5a) folded[i] = code + 0x20
  }
  return folded
}

const isFigure = (code: number) => code >= 0x30 && code < 0x3a
const isWordByte = (code: number) => isFigure(code) || (code >= 0x61 && code < 0x7b) || code >= 0x80
const hasDigits = (word: Uint8Array) => word.some(isFigure)
const hasLetters = (word: Uint8Array) => !word.every(isFigure)

function eachWord(text: Uint8Array, see: (from: number, to: number) => void): void {
  for (let at = 0; at < text.length;) {
    const from = at
    while (at < text.length && isWordByte(text[at] as number)) at++
    if (at > from) see(from, at)
    else at++
  }
}

function wordsIn(text: Uint8Array): readonly Uint8Array[] {
  const words: Uint8Array[] = []
  eachWord(text, (from, to) => words.push(text.subarray(from, to)))
  return words
}
