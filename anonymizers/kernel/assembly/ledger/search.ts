/** Looks for originals in texts. */
import { fold } from './fold.ts'
import { printOfDigits, appendDigits, fewestDigits, goesOn, isDate, mostDigits } from './numbers.ts'
import { likelihood } from './originals.ts'
import { runSeed, step } from './hash.ts'
import { hiddenIn } from './outside.ts'
import { find, findNumber, lengthsOf, mayBeginWith } from './shared.ts'
import { beyondAscii, escapes, lookAt } from './text.ts'
import {
  beginWords,
  count,
  digitsOf,
  isNumber,
  keepFrom,
  packed,
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

/** Where folded text goes: as much room as the longest text takes, and 32 bytes. */
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

/** Looks at a text of the field at hand; true when there was nothing special about it. */
export function searchText(at: usize, length: u32): bool {
  const looked = lookAt(at, length)
  const from = readable(at, length, looked)
  beginWords(from, foldedTo)
  while (readWords()) {
    const known = count - ahead
    for (let word: u32 = 0; word < known; word++) searchFrom(word)
    keepFrom(known)
  }
  for (let word: u32 = 0; word < count; word++) searchFrom(word)
  const isEscaped = (looked & escapes) !== 0
  if (!isEscaped && !packed) return true
  hiddenIn(at, length, isEscaped, packed)
  return false
}

function searchFrom(word: u32): void {
  const print = printOf(word)
  if (!isNumber(word) || mayBeginWith(print)) {
    const lengths = lengthsOf(print)
    if (lengths !== 0) searchRuns(word, lengths)
  }
  if (digitsOf(word) !== 0 && !isDate(word)) searchNumbers(word)
}

function searchRuns(start: u32, lengths: u32): void {
  let print = runSeed
  const end = min(count, start + longestRun)
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
        found(findNumber(printOfDigits(value, digits)))
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
