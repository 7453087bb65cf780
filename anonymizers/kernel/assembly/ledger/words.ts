/** The words of texts: runs of letters and digits, without regard to letter case. Text is folded before. */
import { lowest } from '../positions.ts'
import { firstOf, step, wordSeed } from './hash.ts'

/** No more bytes of text are read at once, and what is missing of the last word. */
export const mostBytes: u32 = 4096
/** Where each word begins and ends, 8 bytes: of that many bytes, and those that are kept of what came before. */
const words: usize = memory.data(17408, 16)
export let count: u32 = 0

export function fromOf(word: u32): usize {
  return load<u32>(words + (word << 3))
}
export function toOf(word: u32): usize {
  return load<u32>(words + (word << 3), 4)
}

/** Its letters in lower case, and zeros; of no more than 16 bytes. */
export function lowerCase(bytes: v128, length: u32): v128 {
  return firstOf(v128.or(bytes, i8x16.splat(0x20)), length)
}

/** Where a word of no more than 16 bytes has something else than digits. */
export function lettersIn(bytes: v128, length: u32): u32 {
  return <u32>i8x16.bitmask(i8x16.ge_u(bytes, i8x16.splat(0x40))) & ((1 << length) - 1)
}

export function printOfShort(lower: v128): u64 {
  return step(wordSeed, i64x2.extract_lane(lower, 0), i64x2.extract_lane(lower, 1))
}

/** How many digits end a word of no more than 16 bytes, given {@link lettersIn} it. */
export function digitsBehind(letters: u32, length: u32): u32 {
  const before = 32 - clz(letters)
  return before <= 3 ? length - before : 0
}

export function printOf(word: u32): u64 {
  const from = fromOf(word)
  const end = toOf(word)
  if (end - from <= 16) return printOfShort(lowerCase(v128.load(from), <u32>(end - from)))
  let print = wordSeed
  for (let at = from; at < end; at += 16) {
    const lower = lowerCase(v128.load(at), <u32>min(end - at, 16))
    print = step(print, i64x2.extract_lane(lower, 0), i64x2.extract_lane(lower, 1))
  }
  return print
}

/** How many digits it ends in, when at most three other letters stand before; else 0. */
export function digitsOf(word: u32): u32 {
  const from = fromOf(word)
  const end = toOf(word)
  const length = <u32>(end - from)
  if (length <= 16) return digitsBehind(lettersIn(v128.load(from), length), length)
  let digitsFrom = from
  for (let at = from; at < end; at += 16) {
    const letters = lettersIn(v128.load(at), <u32>min(end - at, 16))
    if (letters !== 0) digitsFrom = at + 32 - <usize>clz(letters)
  }
  return digitsFrom - from <= 3 ? <u32>(end - digitsFrom) : 0
}

/** It has digits alone. */
export function isNumber(word: u32): bool {
  return digitsOf(word) === <u32>(toOf(word) - fromOf(word))
}

export function forgetWords(): void {
  count = 0
}

/** Keeps the words from `word` on. */
export function keepFrom(word: u32): void {
  count -= word
  memory.copy(words, words + (word << 3), count << 3)
}

function wordBits(bytes: v128): u32 {
  const lower = v128.or(bytes, i8x16.splat(0x20))
  const letter = i8x16.lt_u(i8x16.sub(lower, i8x16.splat(0x61)), i8x16.splat(26))
  const digit = i8x16.lt_u(i8x16.sub(bytes, i8x16.splat(0x30)), i8x16.splat(10))
  return <u32>i8x16.bitmask(v128.or(v128.or(letter, digit), bytes))
}

/** The end of the word at `at`, or `at` itself. 16 bytes behind `end` must be readable. */
export function wordEnd(at: usize, end: usize): usize {
  let to = at
  while (to < end) {
    const length = ctz(~wordBits(v128.load(to)) | 0x10000)
    to += length
    if (length < 16) break
  }
  return min(to, end)
}

/**
 * Adds the words of `[from, to)`, which are no more than fit: of texts that end at `ends`, at that address and
 * at every `stride` bytes behind it. 64 bytes behind must be readable.
 */
export function readWords(from: usize, to: usize, ends: usize, stride: usize): void {
  const first = count
  let place = words + (first << 3)
  let inWord: u64 = 0
  let pluses = i8x16.splat(0)
  for (let at = from; at < to; at += 64) {
    const one = v128.load(at)
    const two = v128.load(at, 16)
    const three = v128.load(at, 32)
    const four = v128.load(at, 48)
    pluses = v128.or(pluses, v128.or(plusIn(one, two), plusIn(three, four)))
    let bits =
      <u64>wordBits(one) |
      ((<u64>wordBits(two)) << 16) |
      ((<u64>wordBits(three)) << 32) |
      ((<u64>wordBits(four)) << 48)
    bits &= lowest(to - at)
    let changes = bits ^ ((bits << 1) | inWord)
    inWord = bits >> 63
    const behind = place + ((<usize>popcnt(changes)) << 2)
    // What is written too much is written over.
    for (; changes !== 0; place += 16) {
      store<u32>(place, <u32>at + <u32>ctz(changes))
      changes &= changes - 1
      store<u32>(place, <u32>at + <u32>ctz(changes), 4)
      changes &= changes - 1
      store<u32>(place, <u32>at + <u32>ctz(changes), 8)
      changes &= changes - 1
      store<u32>(place, <u32>at + <u32>ctz(changes), 12)
      changes &= changes - 1
    }
    place = behind
  }
  if (inWord !== 0) {
    store<u32>(place, <u32>to)
    place += 4
  }
  count = <u32>(place - words) >> 3
  if (v128.any_true(pluses)) leaveOutTags(first, ends, stride)
}

function plusIn(one: v128, other: v128): v128 {
  return v128.or(i8x16.eq(one, i8x16.splat(0x2b)), i8x16.eq(other, i8x16.splat(0x2b)))
}

/** What stands behind a plus in the name of a mailbox is its owner's affair; but not at the beginning of a text. */
function leaveOutTags(first: u32, ends: usize, stride: usize): void {
  let place = words + (first << 3)
  let end = ends
  let begins = first === 0
  for (let word = first; word < count; word++) {
    const from = fromOf(word)
    const to = toOf(word)
    for (; from >= <usize>load<u32>(end); end += stride) begins = true
    const isTag =
      !begins && load<u8>(from - 1) === 0x2b && to < <usize>load<u32>(end) && load<u8>(to) === 0x40
    begins = false
    if (isTag) continue
    store<u32>(place, <u32>from)
    store<u32>(place, <u32>to, 4)
    place += 8
  }
  count = <u32>(place - words) >> 3
}
