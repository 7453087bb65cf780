/** Remembers originals. */
import { runSeed, step } from './hash.ts'
import { appendDigits, fewestDigits, mostDigits, printOfDigits } from './numbers.ts'
import { add } from './originals.ts'
import { foldedTo, longestRun, readable, shortest } from './search.ts'
import { addFirst } from './shared.ts'
import { lookAt } from './text.ts'
import { beginWords, count, digitsOf, fromOf, isNumber, printOf, readWords, toOf } from './words.ts'

/** As ../../../ledger/leaves.ts has them. */
export const numberForm: u32 = 0
export const textForm: u32 = 2

/** Remembers a value of a leaf in its form. */
export function addValue(leaf: u32, form: u32, at: usize, length: u32): void {
  if (length < shortest) return
  const from = readable(at, length, lookAt(at, length))
  beginWords(from, foldedTo)
  readWords()
  if (count === 0) return
  if (form === numberForm && addNumber(leaf)) return
  if (!isTelling(form, from, foldedTo)) return
  addRun(leaf, 0, min(count, longestRun))
}

function addRun(leaf: u32, from: u32, words: u32): void {
  let print = runSeed
  for (let word: u32 = 0; word < words; word++) print = step(print, printOf(from + word), word)
  addFirst(printOf(from), words, isNumber(from))
  add(print, leaf, 0)
}

/** Two names the other way round. */
export function addTurned(leaf: u32): void {
  if (count !== 2) return
  const print = step(step(runSeed, printOf(1), 0), printOf(0), 1)
  addFirst(printOf(1), 2, isNumber(1))
  add(print, leaf, 0)
}

let value: u64 = 0
let digits: u32 = 0

function addDigits(leaf: u32, number: u64, length: u32): bool {
  if (length < fewestDigits || length > mostDigits) return false
  add(printOfDigits(number, length), leaf, length)
  return true
}

function addNumber(leaf: u32): bool {
  value = 0
  digits = 0
  let zeros: u32 = 0
  let first: u32 = 0
  let varied = false
  for (let word: u32 = 0; word < count; word++) {
    const to = toOf(word)
    const from = to - digitsOf(word)
    for (let at = from; at < to; at++) {
      const digit: u32 = load<u8>(at) - 0x30
      if (digits === 0) first = digit
      else if (digit !== first) varied = true
      if (digits === zeros && digit === 0) zeros++
      digits++
    }
    value = appendDigits(value, from, to)
  }
  if (digits > 0 && !varied) return false
  // Leading zeros add nothing to the value: the number without them is the same with fewer digits.
  let known = addDigits(leaf, value, digits)
  if (zeros > 0) known = addDigits(leaf, value, digits - zeros) || known
  if (digits === 9) known = addDigits(leaf, value + 48_000_000_000, 11) || known
  const national = value - 48_000_000_000
  if ((digits === 11 || (digits === 13 && zeros === 2)) && value - 48_000_000_000 < 1_000_000_000)
    known = addDigits(leaf, national, 9) || known
  return known
}

/** Whether the value can be told from what stands everywhere: a single short number cannot. */
function isTelling(form: u32, from: usize, to: usize): bool {
  let length: u32 = 0
  let letters = false
  for (let word: u32 = 0; word < count; word++) {
    const own = <u32>(toOf(word) - fromOf(word))
    length += own
    if (digitsOf(word) !== own) letters = true
  }
  if (letters) return length >= 4
  if (isAddress(from, to)) return true
  return form === textForm && count > 1 && length >= 8
}

/** IPv4, or the beginning of IPv6: digits alone, and yet no number. */
function isAddress(from: usize, to: usize): bool {
  let dots: u32 = 0
  let colons = false
  for (let at = from; at < to; at++) {
    const code: u32 = load<u8>(at)
    if (code === 0x2e) dots++
    else if (code === 0x3a) {
      if (at > from && load<u8>(at - 1) === 0x3a) colons = true
    } else if (code - 0x30 >= 10) return false
  }
  if (dots !== 3) return dots === 0 && colons
  if (count !== 4) return false
  for (let word: u32 = 0; word < 4; word++) if (toOf(word) - fromOf(word) > 3) return false
  return true
}
