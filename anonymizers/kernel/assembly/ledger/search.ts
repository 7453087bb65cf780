/** Looks for originals in texts. */
import { mayBegin, mayBeNumber } from './begins.ts'
import { fold } from './fold.ts'
import { lookIntoHidden } from './hidden.ts'
import { printOfDigits, appendDigits, fewestDigits, goesOn, isDate, mostDigits } from './numbers.ts'
import { likelihood } from './originals.ts'
import { runSeed, step } from './hash.ts'
import { beginBefore, hasPackedBefore, noteWords, numberBefore } from './noted.ts'
import { runEnd } from './packed.ts'
import { isBehind, mayBeSign, signOf } from './spelled.ts'
import { find, lengthsOf } from './shared.ts'
import { beyondAscii, lookAt } from './text.ts'
import {
  count,
  digitsOf,
  forgetWords,
  fromOf,
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

/** Gives back where it went before. */
export function setFolded(at: usize): usize {
  const before = folded
  folded = at
  return before
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

/** Where the text at hand ends. */
const textEnd: usize = memory.data(4, 4)

/** Looks at a text of the field at hand, which may have any length. */
export function searchText(at: usize, length: u32): void {
  const looked = lookAt(at, length)
  let from = readable(at, length, looked)
  const end = foldedTo
  let packed = false
  forgetWords()
  store<u32>(textEnd, <u32>end)
  while (from < end) {
    const to = runEnd(min(from + mostBytes, end), end)
    const fresh = count
    readWords(from, to, textEnd, 0)
    const isLast = to === end
    const known = isLast || count <= ahead ? to : fromOf(count - ahead)
    noteWords(fresh)
    packed = hasPackedBefore(to) || packed
    searchWords(known, to)
    if (!isLast) keepFrom(count <= ahead ? 0 : count - ahead)
    from = to
  }
  lookIntoHidden(at, length, looked, packed)
}

/**
 * Searches from the words that were noted and stand before `end`; what begins there may go on up to `limit`,
 * where the text ends.
 */
export function searchWords(end: usize, limit: usize): void {
  for (let begin = beginBefore(end); begin !== 0; begin = beginBefore(end))
    searchRuns(begin & 0xffff, begin >> 16, limit)
  for (let word = numberBefore(end); word >= 0; word = numberBefore(end)) {
    let next: u32 = word
    do {
      if (!isDate(next)) searchNumbers(next)
    } while (goesOn(next) && fromOf(++next) < end)
  }
}

function searchRuns(start: u32, lengths: u32, limit: usize): void {
  let print = runSeed
  let signs: u32 = 0
  const end = min(count, start + longestRun)
  for (let word = start; word < end && fromOf(word) < limit; word++) {
    print = step(print, printOf(word), word - start)
    signs |= mayBeSign(word)
    const bit: u32 = 1 << (word - start)
    if ((lengths & bit) !== 0) found(find(print))
    if (lengths < bit << 1) break
  }
  if (signs !== 0) searchSpelled(start, lengths, limit)
}

/**
 * As {@link searchRuns}, for addresses whose signs are words: `jan [at] x.pl`, `jan (at) x (dot) pl`. Behind the first
 * word such a word is passed over; one stands for `@`, and a dot or its word must come behind it.
 */
function searchSpelled(start: u32, lengths: u32, limit: usize): void {
  // Of three words at least.
  if (lengths < 4) return
  let print = runSeed
  let taken: u32 = 0
  let spelled = false
  let hasAt = false
  let hasDot = false
  const end = min(count, start + 2 * longestRun)
  for (let word = start; word < end && fromOf(word) < limit; word++) {
    if (word > start) {
      const sign = signOf(word)
      const isAt = sign === 0x40 && !hasAt
      hasDot = hasDot || (hasAt && (sign === 0x2e || isBehind(word, 0x2e)))
      hasAt = hasAt || isAt || isBehind(word, 0x40)
      if (isAt || sign === 0x2e) {
        spelled = true
        continue
      }
    }
    print = step(print, printOf(word), taken)
    const bit: u32 = 1 << taken++
    if (spelled && hasDot && (lengths & bit) !== 0) found(find(print))
    if (lengths < bit << 1) return
  }
}

/** Reads the words of a short text by itself, which may be folded to `room`. */
function readAlone(at: usize, length: u32, room: usize): void {
  let from = at
  let to = at + length
  if ((lookAt(at, length) & beyondAscii) !== 0) {
    to = fold(at, to, room)
    from = room
  }
  forgetWords()
  store<u32>(textEnd, <u32>to)
  readWords(from, to, textEnd, 0)
}

/** Whether an original begins with the first word of the text. */
export function beginsOriginal(at: usize, length: u32, room: usize): bool {
  readAlone(at, length, room)
  if (count === 0) return false
  const print = printOf(0)
  return mayBegin(print, false) && lengthsOf(print) !== 0
}

/** Notes the text when it is an original as a whole. */
export function searchWhole(at: usize, length: u32, room: usize): void {
  readAlone(at, length, room)
  let print = runSeed
  const end = min(count, longestRun)
  for (let word: u32 = 0; word < end; word++) print = step(print, printOf(word), word)
  if (count > 0) found(find(print))
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
        if (mayBeNumber(value, digits)) found(find(printOfDigits(value, digits)))
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
