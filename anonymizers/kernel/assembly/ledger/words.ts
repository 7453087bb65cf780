/** The words of a text: runs of letters and digits, without regard to letter case. Text is folded before. */
import { firstOf, step, wordSeed } from './hash.ts'

/** Of a word: its fingerprint, where it stands, and the digits that it ends in, 24 bytes. */
let words: usize = 0
export const mostWords: u32 = 1024
export let count: u32 = 0
/** Some run of letters may be packed text. */
export let packed = false

export function setWords(at: usize): void {
  words = at
}

export function printOf(word: u32): u64 {
  return load<u64>(words + word * 24)
}
export function fromOf(word: u32): usize {
  return load<u32>(words + word * 24, 8)
}
export function toOf(word: u32): usize {
  return load<u32>(words + word * 24, 12)
}
/** How many digits it ends in, when at most three other letters stand before; else 0. */
export function digitsOf(word: u32): u32 {
  return load<u32>(words + word * 24, 16)
}

/** It has digits alone. */
export function isNumber(word: u32): bool {
  return digitsOf(word) === <u32>(toOf(word) - fromOf(word))
}

/** Keeps the words from `word` on. */
export function keepFrom(word: u32): void {
  memory.copy(words, words + word * 24, (count - word) * 24)
  count -= word
}

let at: usize = 0
let end: usize = 0
let start: usize = 0
let runFrom: usize = 0
let runTo: usize = 0

export function beginWords(from: usize, to: usize): void {
  start = from
  at = from
  end = to
  count = 0
  packed = false
  runFrom = 0
  runTo = 0
}

function wordBits(bytes: v128): u32 {
  const lower = v128.or(bytes, i8x16.splat(0x20))
  const letter = i8x16.lt_u(i8x16.sub(lower, i8x16.splat(0x61)), i8x16.splat(26))
  const digit = i8x16.lt_u(i8x16.sub(bytes, i8x16.splat(0x30)), i8x16.splat(10))
  return <u32>i8x16.bitmask(v128.or(v128.or(letter, digit), bytes))
}

/** Reads on until the words are as many as there is room for; false: the text has ended. 16 bytes behind it must be readable. */
export function readWords(): bool {
  while (at < end) {
    const bytes = v128.load(at)
    let bits = wordBits(bytes)
    const left = end - at
    if (left < 16) bits &= (1 << (<u32>left)) - 1
    if (bits === 0) {
      at += 16
      continue
    }
    const others = <u32>i8x16.bitmask(i8x16.ge_u(bytes, i8x16.splat(0x40)))
    while (bits !== 0) {
      const skip = ctz(bits)
      const length = ctz(~(bits >> skip))
      if (skip + length >= 16 && left > 16) {
        at += skip
        if (skip === 0) longWord()
        if (count >= mostWords) return true
        break
      }
      const from = at + skip
      putWord(from, length, (others >> skip) & ((1 << length) - 1))
      bits &= ~(((1 << length) - 1) << skip)
      if (bits !== 0) continue
      at += 16
    }
    if (count + 16 >= mostWords) return true
  }
  endRun()
  return false
}

function putWord(from: usize, length: u32, others: u32): void {
  const bytes = firstOf(v128.or(v128.load(from), i8x16.splat(0x20)), length)
  const print = step(wordSeed, i64x2.extract_lane(bytes, 0), i64x2.extract_lane(bytes, 1))
  let digits = length
  if (others !== 0) {
    const before = 32 - clz(others)
    digits = before <= 3 ? length - before : 0
  }
  putPrint(from, from + length, print, digits)
}

function longWord(): void {
  const from = at
  let print = wordSeed
  let to = at
  let digitsFrom = at
  while (to < end) {
    const bytes = v128.load(to)
    let length = ctz(~wordBits(bytes) | 0x10000)
    if (to + length > end) length = <u32>(end - to)
    if (length === 0) break
    const lower = firstOf(v128.or(bytes, i8x16.splat(0x20)), length)
    print = step(print, i64x2.extract_lane(lower, 0), i64x2.extract_lane(lower, 1))
    const others = <u32>i8x16.bitmask(i8x16.ge_u(bytes, i8x16.splat(0x40))) & ((1 << length) - 1)
    if (others !== 0) digitsFrom = to + 32 - clz(others)
    to += length
    if (length < 16) break
  }
  at = to
  putPrint(from, to, print, digitsFrom - from <= 3 ? <u32>(to - digitsFrom) : 0)
}

function putPrint(from: usize, to: usize, print: u64, digits: u32): void {
  // What stands behind a plus in the name of a mailbox is its owner's affair.
  const before: u32 = from > start ? load<u8>(from - 1) : 0
  if (before === 0x2b && to < end && load<u8>(to) === 0x40 && count > 0) return
  const word = words + count * 24
  store<u64>(word, print)
  store<u32>(word, from, 8)
  store<u32>(word, to, 12)
  store<u32>(word, digits, 16)
  count++
  if (from - runTo > 1 || !isInPacked(before)) {
    endRun()
    runFrom = from
  }
  runTo = to
}

function isInPacked(code: u32): bool {
  return code === 0x2b || code === 0x2f || code === 0x2d || code === 0x5f
}

function endRun(): void {
  if (!packed && runTo - runFrom >= 8)
    packed = seemsText(runFrom, runTo) || seemsHexadecimal(runFrom, runTo)
}

/** The six bits that a letter of base 64 stands for. */
function sixBits(code: u32): u32 {
  if (code - 0x61 < 26) return code - 71
  if (code - 0x41 < 26) return code - 65
  if (code - 0x30 < 10) return code + 4
  return code === 0x2b || code === 0x2d ? 62 : 63
}

function isStrange(code: u32): bool {
  return (code < 0x20 && code !== 10 && code !== 13 && code !== 9) || code === 0x7f
}

/** By the first bytes of what the letters in `[from, to)` hold, at least eight. */
function seemsText(from: usize, to: usize): bool {
  const wanted = min((<u32>(to - from) * 3) >> 2, 15)
  let more: u32 = 0
  let bits: u32 = 0
  let held: u32 = 0
  let length: u32 = 0
  for (let i: usize = 0; length < wanted; i++) {
    bits = ((bits << 6) | sixBits(load<u8>(from + i))) & 0xffff
    held += 6
    if (held < 8) continue
    held -= 8
    const code = (bits >> held) & 0xff
    length++
    if (more > 0) {
      if ((code & 0xc0) !== 0x80) return false
      more--
    } else if (code < 0x80) {
      if (isStrange(code)) return false
    } else if (code < 0xc2 || code > 0xf4) return false
    else more = code < 0xe0 ? 1 : code < 0xf0 ? 2 : 3
  }
  return true
}

function hexadecimal(code: u32): u32 {
  if (code - 0x30 < 10) return code - 0x30
  const letter = (code | 0x20) - 0x61
  return letter < 6 ? letter + 10 : 16
}

/** Digits alone, with `x` or `0x` before them or not, that may be letters. */
function seemsHexadecimal(from: usize, to: usize): bool {
  const first: u32 = load<u8>(from)
  const begin =
    (first | 0x20) === 0x78 ? from + 1 : (load<u8>(from, 1) | 0x20) === 0x78 ? from + 2 : from
  const length = to - begin
  if (length < 12 || (length & 1) !== 0) return false
  const looked = min(length, 24)
  let text = true
  // In UTF-16 every other byte is the high one of a letter.
  let even = true
  let odd = true
  for (let i: usize = 0; i < looked; i += 2) {
    const high = hexadecimal(load<u8>(begin + i))
    const low = hexadecimal(load<u8>(begin + i, 1))
    if (high > 15 || low > 15) return false
    const code = (high << 4) | low
    if (isStrange(code)) text = false
    if (code < 6) continue
    if ((i & 2) === 0) even = false
    else odd = false
  }
  return text || even || odd
}
