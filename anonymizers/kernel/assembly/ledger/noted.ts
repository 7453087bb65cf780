/** Which words must be looked at: those that originals, numbers and packed texts may begin with. */
import { mayBegin } from './begins.ts'
import { fewestDigits, goesOnIn, isDate } from './numbers.ts'
import { isInPacked, seemsPacked, shortestRun } from './packed.ts'
import { lengthsOf } from './shared.ts'
import {
  count,
  digitsBehind,
  digitsOf,
  fromOf,
  lettersIn,
  lowerCase,
  printOf,
  printOfShort,
  toOf,
} from './words.ts'

/** As many as there are words: the word and, 16 bits further up, how many words the originals have. */
const begins: usize = memory.data(8704, 16)
let beginsNext: usize = begins
let beginsTo: usize = begins

/** Words that end in digits and, 16 bits further up, in how many; then those of them that numbers begin with. */
const numbers: usize = memory.data(8704, 16)
let numbersNext: usize = numbers
let numbersTo: usize = numbers

/** Where runs that may be packed begin and end. */
const runs: usize = memory.data(17408, 16)
let runsNext: usize = runs
let runsTo: usize = runs

/** Notes which words must be looked at; those from `fresh` on were not noted before. */
export function noteWords(fresh: u32): void {
  beginsTo = begins
  numbersTo = numbers
  runsTo = runs
  noteEach(0, fresh)
  noteEach(fresh, count)
  noteLengths()
  noteNumbers()
  noteRuns()
}

/** Between words stand signs of base 64 alone. */
function joins(before: usize, at: usize): bool {
  for (let sign = before; sign < at; sign++) if (!isInPacked(load<u8>(sign))) return false
  return true
}

/** Writes more than counts, and counts without a branch: what words are follows no rule. */
function noteEach(from: u32, to: u32): void {
  let begin = beginsTo
  let number = numbersTo
  let run = runsTo
  let runFrom: usize = 0
  let before: usize = 0
  for (let word = from; word < to; word++) {
    const at = fromOf(word)
    const end = toOf(word)
    const length = <u32>(end - at)
    if (at - before > 3 || !joins(before, at)) runFrom = at
    before = end
    store<u32>(run, <u32>runFrom)
    store<u32>(run, <u32>end, 4)
    run += (<usize>(end - runFrom >= shortestRun)) << 3
    let print: u64
    let digits: u32
    if (length <= 16) {
      const bytes = v128.load(at)
      print = printOfShort(lowerCase(bytes, length))
      digits = digitsBehind(lettersIn(bytes, length), length)
    } else {
      print = printOf(word)
      digits = digitsOf(word)
    }
    store<u32>(begin, word)
    begin += (<usize>mayBegin(print, digits === length)) << 2
    store<u32>(number, word | (digits << 16))
    number += (<usize>(digits !== 0)) << 2
  }
  beginsTo = begin
  numbersTo = number
  runsTo = run
}

/** Asks for all words one after the other, so that what is known comes out of memory for several at once. */
function noteLengths(): void {
  let to = begins
  for (let at = begins; at < beginsTo; at += 4) {
    const word = load<u32>(at)
    const lengths = lengthsOf(printOf(word))
    store<u32>(to, word | (lengths << 16))
    to += (<usize>(lengths !== 0)) << 2
  }
  beginsNext = begins
  beginsTo = to
}

function noteNumbers(): void {
  let to = numbers
  // The digits of one number so far, the word that they begin with, and the last one.
  let digits: u32 = 0
  let start: u32 = 0
  let last: u32 = 0
  for (let at = numbers; at < numbersTo; at += 4) {
    const word = load<u32>(at) & 0xffff
    const own = load<u32>(at) >> 16
    if (digits === 0 || word !== last + 1 || !goesOnIn(word, own)) {
      digits = 0
      start = word
    }
    const before = digits
    digits += own
    last = word
    // The first four digits of a date begin no number.
    const fewest: u32 = digits < fewestDigits || !isDate(start) ? fewestDigits : fewestDigits + 4
    if (digits < fewest || before >= fewest) continue
    store<u32>(to, start)
    to += 4
  }
  numbersNext = numbers
  numbersTo = to
}

function noteRuns(): void {
  let to = runs
  for (let at = runs; at < runsTo; at += 8) {
    const from = load<u32>(at)
    // Of one run the whole comes last.
    if (at + 8 < runsTo && load<u32>(at, 8) === from) continue
    if (!seemsPacked(from, load<u32>(at, 4))) continue
    store<u32>(to, from)
    to += 8
  }
  runsNext = runs
  runsTo = to
}

/** The next word before `end` that originals begin with: the word, and how many words they have; 0: none. */
export function beginBefore(end: usize): u32 {
  if (beginsNext === beginsTo) return 0
  const begin = load<u32>(beginsNext)
  if (fromOf(begin & 0xffff) >= end) return 0
  beginsNext += 4
  return begin
}

/** The next word before `end` that a number begins with; -1: none. */
export function numberBefore(end: usize): i32 {
  if (numbersNext === numbersTo) return -1
  const word = load<u32>(numbersNext)
  if (fromOf(word) >= end) return -1
  numbersNext += 4
  return word
}

/** Whether something that stands before `end`, and was not passed over, seems to be packed. */
export function hasPackedBefore(end: usize): bool {
  const before = runsNext
  while (runsNext < runsTo && <usize>load<u32>(runsNext) < end) runsNext += 8
  return runsNext > before
}

/** Passes over the words before `end`. */
export function passWords(end: usize): void {
  while (beginBefore(end) !== 0) continue
  while (numberBefore(end) >= 0) continue
}
