/** Fresh bits for the pieces of one value: the twin of BitStream in ../keyed-hash.ts. */
import { digest, hashCounter } from './prf.ts'

let key: usize = 0
/** Whose bits these are: four words. */
export let subject: usize = 0
let block: u32 = 0
let next: u32 = 8
let words: usize = digest

/** Starts over; `first`: where the first block of the first attempt stands already, or 0. */
export function startBits(purpose: usize, who: usize, attempt: u32, first: usize): void {
  key = purpose
  subject = who
  block = attempt << 16
  next = 8
  words = digest
  if (attempt > 0 || first === 0) return
  words = first
  next = 0
  block = 1
}

export function word(): u32 {
  if (next === 8) {
    hashCounter(key, subject, block++)
    words = digest
    next = 0
  }
  return load<u32>(words + (next++ << 2))
}

export function below(word: u32, bound: f64): u32 {
  return <u32>((<f64>word / 4294967296.0) * bound)
}
