/** Remembers originals. */
import {
  aboutOf,
  copyNext,
  endOf,
  firstText,
  gather,
  hasRoom,
  isShort,
  readGathered,
} from './gathered.ts'
import { runSeed, step } from './hash.ts'
import { appendDigits, fewestDigits, leadingOf, mostDigits, printOfDigits } from './numbers.ts'
import { add } from './originals.ts'
import { foldedTo, longestRun, readable, shortest } from './search.ts'
import { addFirst, addLeading } from './shared.ts'
import { lookAt } from './text.ts'
import {
  count,
  digitsOf,
  forgetWords,
  fromOf,
  isNumber,
  mostBytes,
  printOf,
  readWords,
  toOf,
  wordEnd,
} from './words.ts'

/** As ../../../ledger/leaves.ts has them. */
export const numberForm: u32 = 0
export const textForm: u32 = 2

/** What is remembered of a value: its leaf, its form, and whether names are turned round. */
export function aboutOriginal(leaf: u32, form: u32, turned: bool): u32 {
  return leaf | (form << 16) | (turned ? 1 << 18 : 0)
}

/** Remembers a value, sooner or later: see {@link addGathered}. */
export function gatherOriginal(about: u32, at: usize, length: u32): void {
  if (length < shortest) return
  if (!isShort(length)) return addLong(about, at, length)
  if (!hasRoom(length)) addGathered()
  gather(about, at, length, copyNext(at, length))
}

/** Remembers all values that were gathered. */
export function addGathered(): void {
  const read = readGathered()
  let from: u32 = 0
  let begin = firstText
  for (let i: u32 = 0; i < read; i++) {
    const end = endOf(i)
    let to = from
    while (to < count && fromOf(to) < end) to++
    if (to > from) addWords(aboutOf(i), from, to, begin, end)
    from = to
    begin = end + 1
  }
}

/** Where the text at hand ends. */
const textEnd: usize = memory.data(4, 4)

/** What it begins with is enough. */
function addLong(about: u32, at: usize, length: u32): void {
  const from = readable(at, length, lookAt(at, length))
  const to = wordEnd(min(from + mostBytes, foldedTo), foldedTo)
  forgetWords()
  store<u32>(textEnd, <u32>foldedTo)
  readWords(from, to, textEnd, 0)
  if (count > 0) addWords(about, 0, count, from, to)
}

/** The words from `first` up to `last` are those of one value, which stands in `[begin, end)`. */
function addWords(about: u32, first: u32, last: u32, begin: usize, end: usize): void {
  const leaf = about & 0xffff
  const form = (about >> 16) & 3
  if (form === numberForm && addNumber(leaf, first, last)) return
  if (!isTelling(form, first, last, begin, end)) return
  const words = min(last - first, longestRun)
  let print = runSeed
  for (let i: u32 = 0; i < words; i++) print = step(print, printOf(first + i), i)
  if (add(print, leaf, 0)) addFirst(printOf(first), words, isNumber(first))
  if (about >> 18 === 0 || (last - first !== 2 && last - first !== 3)) return
  for (let begins: u32 = 1; begins < words; begins++) {
    let turned = runSeed
    for (let i: u32 = 0; i < words; i++)
      turned = step(turned, printOf(first + ((begins + i) % words)), i)
    const word = first + begins
    if (add(turned, leaf, 0)) addFirst(printOf(word), words, isNumber(word))
  }
}

let value: u64 = 0
let digits: u32 = 0

function addDigits(leaf: u32, number: u64, length: u32): bool {
  if (length < fewestDigits || length > mostDigits) return false
  if (add(printOfDigits(number, length), leaf, length)) addLeading(leadingOf(number, length))
  return true
}

function addNumber(leaf: u32, from: u32, last: u32): bool {
  value = 0
  digits = 0
  let zeros: u32 = 0
  let first: u32 = 0
  let varied = false
  for (let word = from; word < last; word++) {
    const to = toOf(word)
    const begin = to - digitsOf(word)
    for (let at = begin; at < to; at++) {
      const digit: u32 = load<u8>(at) - 0x30
      if (digits === 0) first = digit
      else if (digit !== first) varied = true
      if (digits === zeros && digit === 0) zeros++
      digits++
    }
    value = appendDigits(value, begin, to)
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
function isTelling(form: u32, first: u32, last: u32, begin: usize, end: usize): bool {
  let length: u32 = 0
  let letters = false
  for (let word = first; word < last; word++) {
    const own = <u32>(toOf(word) - fromOf(word))
    length += own
    if (digitsOf(word) !== own) letters = true
  }
  if (letters) return length >= 4
  if (isAddress(first, last, begin, end)) return true
  return form === textForm && last - first > 1 && length >= 8
}

/** IPv4, or the beginning of IPv6: digits alone, and yet no number. */
function isAddress(first: u32, last: u32, from: usize, to: usize): bool {
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
  if (last - first !== 4) return false
  for (let word = first; word < last; word++) if (toOf(word) - fromOf(word) > 3) return false
  return true
}
