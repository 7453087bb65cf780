/** The words of texts: runs of letters and digits, without regard to letter case. Text is folded before. */
import { lowest } from '../positions.ts'
import { firstOf, step, wordSeed } from './hash.ts'

/** Of a word: its fingerprint, where it stands, and the digits that it ends in; 24 bytes. */
const wordSize: u32 = 24
/** No more bytes of text are read at once, and what is missing of the last word. */
export const mostBytes: u32 = 4096
/** Words of that, and those that are kept of what came before. */
const words: usize = memory.data(50688, 16)
export let count: u32 = 0

export function printOf(word: u32): u64 {
  return load<u64>(words + word * wordSize)
}
export function fromOf(word: u32): usize {
  return load<u32>(words + word * wordSize, 8)
}
export function toOf(word: u32): usize {
  return load<u32>(words + word * wordSize, 12)
}
/** How many digits it ends in, when at most three other letters stand before; else 0. */
export function digitsOf(word: u32): u32 {
  return load<u32>(words + word * wordSize, 16)
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
  memory.copy(words, words + word * wordSize, (count - word) * wordSize)
  count -= word
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

/** Where words begin and end, in turn. */
const edges: usize = memory.data(17408, 16)
let edge: usize = edges
let edgesTo: usize = edges

/** Finds the words of `[from, to)`, which are no more than fit. 64 bytes behind must be readable. */
export function findWords(from: usize, to: usize): void {
  let place = edges
  let inWord: u64 = 0
  for (let at = from; at < to; at += 64) {
    let bits =
      <u64>wordBits(v128.load(at)) |
      ((<u64>wordBits(v128.load(at, 16))) << 16) |
      ((<u64>wordBits(v128.load(at, 32))) << 32) |
      ((<u64>wordBits(v128.load(at, 48))) << 48)
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
  edge = edges
  edgesTo = place
}

/** Reads the words that were found, up to `to`: they are those of a text, or of a part of one. */
export function readWords(to: usize): void {
  const before = words + count * wordSize
  let word = before
  let at = edge
  for (; at < edgesTo && <usize>load<u32>(at) < to; at += 8) {
    const from: usize = load<u32>(at)
    const end: usize = load<u32>(at, 4)
    const length = <u32>(end - from)
    // What stands behind a plus in the name of a mailbox is its owner's affair.
    if (word !== before && load<u8>(from - 1) === 0x2b && end < to && load<u8>(end) === 0x40)
      continue
    store<u32>(word, <u32>from, 8)
    store<u32>(word, <u32>end, 12)
    if (length > 16) readLong(word, from, end)
    else {
      const bytes = v128.load(from)
      const lower = firstOf(v128.or(bytes, i8x16.splat(0x20)), length)
      store<u64>(word, step(wordSeed, i64x2.extract_lane(lower, 0), i64x2.extract_lane(lower, 1)))
      const others = <u32>i8x16.bitmask(i8x16.ge_u(bytes, i8x16.splat(0x40))) & ((1 << length) - 1)
      const letters = 32 - clz(others)
      store<u32>(word, letters <= 3 ? length - letters : 0, 16)
    }
    word += wordSize
  }
  edge = at
  count += <u32>(word - before) / wordSize
}

function readLong(word: usize, from: usize, end: usize): void {
  let print = wordSeed
  let digitsFrom = from
  for (let at = from; at < end; at += 16) {
    const bytes = v128.load(at)
    const length = <u32>min(end - at, 16)
    const lower = firstOf(v128.or(bytes, i8x16.splat(0x20)), length)
    print = step(print, i64x2.extract_lane(lower, 0), i64x2.extract_lane(lower, 1))
    const others = <u32>i8x16.bitmask(i8x16.ge_u(bytes, i8x16.splat(0x40))) & ((1 << length) - 1)
    if (others !== 0) digitsFrom = at + 32 - <usize>clz(others)
  }
  store<u64>(word, print)
  store<u32>(word, digitsFrom - from <= 3 ? <u32>(end - digitsFrom) : 0, 16)
}
