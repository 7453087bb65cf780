/** Looks for originals in texts. */
import { mayBegin, mayBeNumber } from './begins.ts'
import { fold } from './fold.ts'
import { lookIntoHidden } from './hidden.ts'
import { printOfDigits, appendDigits, fewestDigits, goesOn, isDate, mostDigits } from './numbers.ts'
import { likelihood } from './originals.ts'
import { runSeed, step } from './hash.ts'
import { hasPacked, runEnd } from './packed.ts'
import { find, findNumber, lengthsOf } from './shared.ts'
import { beyondAscii, lookAt } from './text.ts'
import {
  count,
  digitsOf,
  findWords,
  forgetWords,
  isNumber,
  keepFrom,
  mostBytes,
  printOf,
  readWords,
  toOf,
} from './words.ts'

/** Originals that are shorter are too much like other things. In bytes. */
export const shortest: u32 = 6
/** Words of an original that count. */
export const longestRun: u32 = 8
/** Words that must be known behind one before what begins with it is searched. */
const ahead: u32 = 32

/** Where folded text goes: as much room as the longest text takes, and 64 bytes. */
let folded: usize = 0
/** What was found: column and leaf, 8 bytes. */
let hits: usize = 0
export let hitCount: u32 = 0
/** By leaf: the last field that it was found in. */
let seenIn: usize = 0
let serial: u32 = 0
let column: u32 = 0
/** How many numbers would have been found in the field if they meant nothing. */
export let chance: f64 = 0

export function setSearch(hitsAt: usize, seenAt: usize): void {
  hits = hitsAt
  seenIn = seenAt
}

export function setFolded(at: usize): void {
  folded = at
}

export function takeHits(): void {
  hitCount = 0
}

/** The folded form of a text; {@link foldedTo} tells where it ends. */
export let foldedTo: usize = 0
export function readable(at: usize, length: u32, looked: u32): usize {
  if ((looked & beyondAscii) === 0) {
    foldedTo = at + length
    return at
  }
  foldedTo = fold(at, at + length, folded)
  return folded
}

/** A new field begins: what is found in it counts once. */
export function enterField(ofColumn: u32): void {
  column = ofColumn
  serial++
  chance = 0
}

/** Looks at a text of the field at hand, which may have any length. */
export function searchText(at: usize, length: u32): void {
  const looked = lookAt(at, length)
  let from = readable(at, length, looked)
  const end = foldedTo
  let packed = false
  forgetWords()
  while (from < end) {
    const to = runEnd(min(from + mostBytes, end), end)
    findWords(from, to)
    const first = count
    readWords(to)
    packed = packed || hasPacked(first, count)
    const isLast = to === end
    const known = isLast ? count : max(count, ahead) - ahead
    noteWords(count)
    searchWords(known, count)
    if (!isLast) keepFrom(known)
    from = to
  }
  lookIntoHidden(at, length, looked, packed)
}

/** Words that originals may begin with, and words that numbers may begin with, each as a number of 16 bits. */
const begins: usize = memory.data(4352, 16)
let beginsNext: usize = 0
let beginsTo: usize = 0
const numbers: usize = memory.data(4352, 16)
let numbersNext: usize = 0
let numbersTo: usize = 0

/** Notes which of the first words, up to `end`, must be looked at. */
export function noteWords(end: u32): void {
  beginsTo = begins
  numbersTo = numbers
  // The digits of one number so far, and the word that they begin with.
  let digits: u32 = 0
  let start: u32 = 0
  for (let word: u32 = 0; word < end; word++) {
    const print = printOf(word)
    const number = isNumber(word)
    store<u16>(beginsTo, word)
    if (mayBegin(print, number)) beginsTo += 2
    const own = digitsOf(word)
    if (own === 0) {
      digits = 0
      continue
    }
    if (digits === 0 || !number || !goesOn(word - 1)) {
      digits = 0
      start = word
    }
    const before = digits
    digits += own
    // The first four digits of a date begin no number.
    const fewest: u32 = digits < fewestDigits || !isDate(start) ? fewestDigits : fewestDigits + 4
    if (digits >= fewest && before < fewest) {
      store<u16>(numbersTo, start)
      numbersTo += 2
    }
  }
  beginsNext = begins
  numbersNext = numbers
}

/** Passes over what was noted before `end`. */
export function passWords(end: u32): void {
  while (beginsNext < beginsTo && <u32>load<u16>(beginsNext) < end) beginsNext += 2
  while (numbersNext < numbersTo && <u32>load<u16>(numbersNext) < end) numbersNext += 2
}

/**
 * Searches from the words that were noted and are before `end`; what begins there may go on up to `limit`,
 * where the text ends.
 */
export function searchWords(end: u32, limit: u32): void {
  for (; beginsNext < beginsTo; beginsNext += 2) {
    const word: u32 = load<u16>(beginsNext)
    if (word >= end) break
    const lengths = lengthsOf(printOf(word))
    if (lengths !== 0) searchRuns(word, lengths, limit)
  }
  for (; numbersNext < numbersTo; numbersNext += 2) {
    let word: u32 = load<u16>(numbersNext)
    if (word >= end) break
    do {
      if (!isDate(word)) searchNumbers(word)
    } while (goesOn(word) && ++word < end)
  }
}

function searchRuns(start: u32, lengths: u32, limit: u32): void {
  let print = runSeed
  const end = min(limit, start + longestRun)
  for (let word = start; word < end; word++) {
    print = step(print, printOf(word), word - start)
    const bit: u32 = 1 << (word - start)
    if ((lengths & bit) !== 0) found(find(print))
    if (lengths < bit << 1) return
  }
}

function searchNumbers(start: u32): void {
  let value: u64 = 0
  let digits: u32 = 0
  for (let word = start; ; word++) {
    const to = toOf(word)
    const from = to - digitsOf(word)
    digits += <u32>(to - from)
    if (digits > mostDigits) return
    value = appendDigits(value, from, to)
    if (digits >= fewestDigits) {
      const likely = likelihood(digits)
      if (likely > 0) {
        chance += likely
        if (mayBeNumber(value, digits)) found(findNumber(printOfDigits(value, digits)))
      }
    }
    if (!goesOn(word)) return
  }
}

function found(leaf: u32): void {
  if (leaf === 0) return
  const seen = seenIn + (leaf << 2)
  if (load<u32>(seen) === serial) return
  store<u32>(seen, serial)
  store<u32>(hits + (hitCount << 3), column)
  store<u32>(hits + (hitCount << 3), leaf, 4)
  hitCount++
}
