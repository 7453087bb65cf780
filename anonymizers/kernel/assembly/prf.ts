/** The keyed function that masking derives from: the twin of ../keyed-hash.ts. */
import * as blake2s from './blake2s.ts'
import * as blake2sFour from './blake2s-four.ts'
import * as hmac from './hmac.ts'
import { counts, gatherFour, message, scatterFour, state } from './lanes.ts'

/** The digest of the last message, eight words. */
export const digest: usize = blake2s.digest

let isHmac = false
/** Longest message that {@link hashFour} takes. */
export let longestOfFour: u32 = 64

export function setPrf(number: u32): void {
  isHmac = number === 1
  longestOfFour = isHmac ? 55 : 64
}

/** Keys are two states of eight words, as ../wasm-programs.ts lays them out. */
export function hash(key: usize, from: usize, length: u32): void {
  if (!isHmac) return blake2s.hash(key, from, length)
  hmac.hashOne(key, from, length)
  takeFirst()
}

/** Of the four words of a subject and a counter. */
export function hashCounter(key: usize, subject: usize, counter: u32): void {
  if (!isHmac) return blake2s.hashCounter(key, subject, counter)
  hmac.hashOneCounter(key, subject, counter)
  takeFirst()
}

/** Four messages, the states that their keys leave, and how long the messages are with them. */
function gatherAll(keys: usize, messages: usize, lengths: usize): void {
  v128.store(counts, i32x4.add(v128.load(lengths), i32x4.splat(64)))
  gatherFour(keys, 0, state)
  gatherFour(keys, 16, state + 64)
  for (let word: usize = 0; word < 64; word += 16) gatherFour(messages, word, message + (word << 2))
}

/**
 * Of four messages of words, up to 52 bytes, with zeros behind them to the end of the block; the first four
 * words of each digest go to `results`. `lengths` are in bytes. A message may be there twice.
 */
export function hashWordsFour(keys: usize, messages: usize, lengths: usize, results: usize): void {
  if (isHmac)
    for (let lane: usize = 0; lane < 16; lane += 4)
      store<u32>(<usize>load<u32>(messages + lane) + load<u32>(lengths + lane), 0x80000000)
  gatherAll(keys, messages, lengths)
  if (isHmac) hmac.hashWordsFour(keys)
  else blake2sFour.compressFour()
  scatterFour(state, results, 0)
}

/** Puts the key that is derived from `count` words under another to `to`; the words are used up. */
export function derive(key: usize, words: usize, count: u32, to: usize): void {
  if (isHmac)
    for (let word = words; word < words + (count << 2); word += 4)
      store<u32>(word, bswap(load<u32>(word)))
  hash(key, words, count << 2)
  if (isHmac) hmac.derive(digest, to)
  else blake2s.derive(to)
}

function takeFirst(): void {
  for (let word: usize = 0; word < 8; word++)
    store<u32>(digest + (word << 2), load<u32>(state + (word << 4)))
}

/**
 * Of four messages with zeros behind them to the end of the block; the eight words of each digest go to
 * `results`, `lengths` is used up. A message may be there twice.
 */
export function hashFour(keys: usize, messages: usize, lengths: usize, results: usize): void {
  if (isHmac)
    for (let lane: usize = 0; lane < 16; lane += 4)
      store<u8>(<usize>load<u32>(messages + lane) + load<u32>(lengths + lane), 0x80)
  gatherAll(keys, messages, lengths)
  if (isHmac) hmac.hashFour(keys)
  else blake2sFour.compressFour()
  scatterFour(state, results, 0)
  scatterFour(state + 64, results, 16)
}

/** Of four subjects and the counter 0; the eight words of each digest go to `results`. */
export function hashSubjects(keys: usize, subjects: usize, results: usize): void {
  gatherFour(keys, 0, state)
  gatherFour(keys, 16, state + 64)
  gatherFour(subjects, 0, message)
  if (isHmac) hmac.hashSubjects(keys)
  else {
    const zero = i32x4.splat(0)
    for (let word: usize = 64; word < 256; word += 16) v128.store(message + word, zero)
    v128.store(counts, i32x4.splat(84))
    blake2sFour.compressFour()
  }
  scatterFour(state, results, 0)
  scatterFour(state + 64, results, 16)
}
