/** Fresh bits for the pieces of one value: the twin of BitStream in ../keyed-hash.ts. */
import { digest, hashCounter } from './prf.ts'

let key: usize = 0
/** Whose bits these are: four words. */
export let subject: usize = 0
let block: u32 = 0
let next: u32 = 8
let words: usize = digest
let ahead: usize = 0

/**
 * Starts over. `own`: the subject is that of the value itself, and the other half of its digest stands behind
 * it; `first`: where the first block of the first attempt stands already, or 0.
 */
export function startBits(purpose: usize, who: usize, attempt: u32, own: bool, first: usize): void {
  key = purpose
  subject = who
  block = attempt << 16
  next = 8
  ahead = 0
  if (attempt > 0) return
  ahead = first
  if (!own) return
  words = who
  next = 4
}

export function word(): u32 {
  if (next === 8) nextBlock()
  return load<u32>(words + (next++ << 2))
}

function nextBlock(): void {
  words = ahead === 0 ? digest : ahead
  if (ahead === 0) hashCounter(key, subject, block)
  ahead = 0
  block++
  next = 0
}

export function below(word: u32, bound: f64): u32 {
  return <u32>((<f64>word / 4294967296.0) * bound)
}
