/** Keyed fingerprints of 64 bits. The key is drawn for each run and known to nobody. */

let key1: u64 = 1
let key2: u64 = 1
/** Where fingerprints of words, of runs of words, of numbers, and of whole fields begin. */
export let wordSeed: u64 = 0
export let runSeed: u64 = 0
export let numberSeed: u64 = 0
let fieldSeed: u64 = 0

/** Six words of 64 bits; the first two are odd. */
export function setKey(at: usize): void {
  key1 = load<u64>(at)
  key2 = load<u64>(at, 8)
  wordSeed = load<u64>(at, 16)
  runSeed = load<u64>(at, 24)
  numberSeed = load<u64>(at, 32)
  fieldSeed = load<u64>(at, 40)
}

/** Takes 128 bits more into a fingerprint. */
export function step(print: u64, low: u64, high: u64): u64 {
  let mixed = (print ^ low) * key1
  mixed ^= mixed >> 32
  mixed = (mixed ^ high) * key2
  return mixed ^ (mixed >> 29)
}

/** 16 bytes of ones, and 16 of zeros. */
const ones: usize = memory.data<u8>([
  255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 0, 0, 0, 0, 0, 0,
  0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
])

/** The first `count` of 16 bytes, and zeros. */
export function firstOf(bytes: v128, count: u32): v128 {
  return v128.and(bytes, v128.load(ones + 16 - count))
}

/** Of the bytes as they are. 16 bytes behind them must be readable. */
export function exactPrint(at: usize, length: u32): u64 {
  let print = fieldSeed ^ length
  const end = at + length
  let from = at
  for (; from + 16 <= end; from += 16) print = step(print, load<u64>(from), load<u64>(from, 8))
  if (from === end) return print
  const rest = firstOf(v128.load(from), <u32>(end - from))
  return step(print, i64x2.extract_lane(rest, 0), i64x2.extract_lane(rest, 1))
}
