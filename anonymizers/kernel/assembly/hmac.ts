/** HMAC-SHA256 under keys whose blocks are already mixed in: the twin of ../hmac-sha256.ts. */
import { counts, gatherFour, message, state } from './lanes.ts'
import { compressFour } from './sha256-four.ts'

const keyBytes: u32 = 64
const zero: u32 = 0

/** Bytes to words, the most significant first, in all lanes alike. */
function bigEndian(x: v128): v128 {
  return i8x16.shuffle(x, x, 3, 2, 1, 0, 7, 6, 5, 4, 11, 10, 9, 8, 15, 14, 13, 12)
}

function setWord(word: u32, value: v128): void {
  v128.store(message + (word << 4), value)
}

/** From the digests of the inner hashes to those of the outer; `keys` as for ./ahead.ts. */
function endFour(keys: usize): void {
  for (let word: u32 = 0; word < 8; word++) setWord(word, v128.load(state + (word << 4)))
  setWord(8, i32x4.splat(0x80000000))
  for (let word: u32 = 9; word < 15; word++) setWord(word, i32x4.splat(zero))
  setWord(15, i32x4.splat((keyBytes + 32) * 8))
  gatherFour(keys, 32, state)
  gatherFour(keys, 48, state + 64)
  compressFour()
}

/** Of messages of one block that stand in the lanes as bytes, with the bit behind them. */
export function hashFour(keys: usize): void {
  for (let word: u32 = 0; word < 15; word++)
    setWord(word, bigEndian(v128.load(message + (word << 4))))
  setWord(15, i32x4.shl(v128.load(counts), 3))
  compressFour()
  endFour(keys)
}

/** As {@link hashFour}, of messages that stand in the lanes as words. */
export function hashWordsFour(keys: usize): void {
  setWord(15, i32x4.shl(v128.load(counts), 3))
  compressFour()
  endFour(keys)
}

/** FIPS 180-4, section 5.3.3. */
const initial: usize = memory.data<u32>([
  0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
])

/** Puts the states of the function whose key is the `digest` to `to`: FIPS 198-1, steps 4 and 7. */
export function derive(digest: usize, to: usize): void {
  for (let outer: usize = 0; outer < 2; outer++) {
    const pad: u32 = outer === 0 ? 0x36363636 : 0x5c5c5c5c
    for (let word: u32 = 0; word < 8; word++) {
      v128.store(state + (word << 4), v128.load32_splat(initial + (word << 2)))
      setWord(word, i32x4.splat(pad ^ load<u32>(digest + (word << 2))))
      setWord(word + 8, i32x4.splat(pad))
    }
    compressFour()
    for (let word: u32 = 0; word < 8; word++)
      store<u32>(to + (outer << 5) + (word << 2), load<u32>(state + (word << 4)))
  }
}

/** Of the subjects whose words stand in the lanes and the counter 0. */
export function hashSubjects(keys: usize): void {
  setWord(4, i32x4.splat(zero))
  endCounter(keys)
}

function endCounter(keys: usize): void {
  setWord(5, i32x4.splat(0x80000000))
  for (let word: u32 = 6; word < 15; word++) setWord(word, i32x4.splat(zero))
  setWord(15, i32x4.splat((keyBytes + 20) * 8))
  compressFour()
  endFour(keys)
}

const sameKey: usize = memory.data(16)
const block: usize = memory.data(64, 16)

function begin(key: usize): void {
  for (let lane: u32 = 0; lane < 4; lane++) store<u32>(sameKey + (lane << 2), <u32>key)
  gatherFour(sameKey, 0, state)
  gatherFour(sameKey, 16, state + 64)
}

/** One message in all lanes; the digest is to be taken from the first. */
export function hashOne(key: usize, from: usize, length: u32): void {
  begin(key)
  let at = from
  let left = length
  for (; left >= 64; left -= 64, at += 64) {
    memory.copy(block, at, 64)
    takeBlock()
    compressFour()
  }
  memory.fill(block, 0, 64)
  memory.copy(block, at, left)
  store<u8>(block + left, 0x80)
  takeBlock()
  if (left > 55) {
    compressFour()
    memory.fill(block, 0, 64)
    takeBlock()
  }
  setWord(15, i32x4.splat((keyBytes + length) << 3))
  compressFour()
  endFour(sameKey)
}

function takeBlock(): void {
  for (let word: u32 = 0; word < 16; word++)
    setWord(word, bigEndian(v128.load32_splat(block + (word << 2))))
}

export function hashOneCounter(key: usize, subject: usize, counter: u32): void {
  begin(key)
  for (let word: u32 = 0; word < 4; word++) setWord(word, v128.load32_splat(subject + (word << 2)))
  setWord(4, i32x4.splat(counter))
  endCounter(sameKey)
}
