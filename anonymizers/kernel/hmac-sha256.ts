import { createHash } from 'node:crypto'
import type { KeyedFunction } from './keyed-function.ts'

/** FIPS 180-4, section 5.3.3. */
const IV = Int32Array.of(
  0x6a09e667,
  0xbb67ae85,
  0x3c6ef372,
  0xa54ff53a,
  0x510e527f,
  0x9b05688c,
  0x1f83d9ab,
  0x5be0cd19,
)

/** FIPS 180-4, section 4.2.2. */
const K = Int32Array.of(
  0x428a2f98,
  0x71374491,
  0xb5c0fbcf,
  0xe9b5dba5,
  0x3956c25b,
  0x59f111f1,
  0x923f82a4,
  0xab1c5ed5,
  0xd807aa98,
  0x12835b01,
  0x243185be,
  0x550c7dc3,
  0x72be5d74,
  0x80deb1fe,
  0x9bdc06a7,
  0xc19bf174,
  0xe49b69c1,
  0xefbe4786,
  0x0fc19dc6,
  0x240ca1cc,
  0x2de92c6f,
  0x4a7484aa,
  0x5cb0a9dc,
  0x76f988da,
  0x983e5152,
  0xa831c66d,
  0xb00327c8,
  0xbf597fc7,
  0xc6e00bf3,
  0xd5a79147,
  0x06ca6351,
  0x14292967,
  0x27b70a85,
  0x2e1b2138,
  0x4d2c6dfc,
  0x53380d13,
  0x650a7354,
  0x766a0abb,
  0x81c2c92e,
  0x92722c85,
  0xa2bfe8a1,
  0xa81a664b,
  0xc24b8b70,
  0xc76c51a3,
  0xd192e819,
  0xd6990624,
  0xf40e3585,
  0x106aa070,
  0x19a4c116,
  0x1e376c08,
  0x2748774c,
  0x34b0bcb5,
  0x391c0cb3,
  0x4ed8aa4a,
  0x5b9cca4f,
  0x682e6ff3,
  0x748f82ee,
  0x78a5636f,
  0x84c87814,
  0x8cc70208,
  0x90befffa,
  0xa4506ceb,
  0xbef9a3f7,
  0xc67178f2,
)

const schedule = new Int32Array(64)

/** FIPS 180-4, section 6.2.2: mixes the 16 words of `block` into `h`. */
function compress(h: Int32Array, block: Int32Array): void {
  const w = schedule
  w.set(block)
  for (let i = 16; i < 64; i++) {
    const x = w[i - 15] as number
    const y = w[i - 2] as number
    const first = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3)
    const second = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10)
    w[i] = ((w[i - 16] as number) + first + (w[i - 7] as number) + second) | 0
  }
  let [a = 0, b = 0, c = 0, d = 0] = h
  let e = h[4] as number
  let f = h[5] as number
  let g = h[6] as number
  let last = h[7] as number
  for (let i = 0; i < 64; i++) {
    const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7))
    const t1 = (last + s1 + ((e & f) ^ (~e & g)) + (K[i] as number) + (w[i] as number)) | 0
    const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10))
    const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0
    last = g
    g = f
    f = e
    e = (d + t1) | 0
    d = c
    c = b
    b = a
    a = (t1 + t2) | 0
  }
  const mixed = [a, b, c, d, e, f, g, last]
  for (let i = 0; i < 8; i++) h[i] = (h[i] as number) + (mixed[i] as number)
}

/**
 * HMAC-SHA256 (FIPS 198-1, FIPS 180-4). The states behind the two key blocks are kept, so that a message
 * of up to 55 bytes costs two compressions. Words are most significant byte first.
 */
export class HmacSha256 implements KeyedFunction {
  readonly digest = new Int32Array(8)
  readonly #inner: Int32Array
  readonly #outer: Int32Array
  readonly #block = new Int32Array(16)

  constructor(key: Uint8Array) {
    const short = key.length > 64 ? createHash('sha256').update(key).digest() : key
    this.#inner = this.#keyed(short, 0x36)
    this.#outer = this.#keyed(short, 0x5c)
  }

  get states(): readonly [inner: Int32Array, outer: Int32Array] {
    return [this.#inner, this.#outer]
  }

  hash(bytes: Uint8Array, from = 0, to: number = bytes.length): void {
    const block = this.#block
    this.digest.set(this.#inner)
    let at = from
    for (; to - at >= 64; at += 64) {
      for (let i = 0; i < 16; i++) block[i] = wordAt(bytes, at + i * 4)
      compress(this.digest, block)
    }
    block.fill(0)
    for (let i = at; i < to; i++) this.#put(i - at, bytes[i] as number)
    this.#put(to - at, 0x80)
    this.#end(to - at, to - from)
  }

  hashWords(w0: number, w1: number, w2: number, w3: number, w4: number): void {
    const block = this.#block
    this.digest.set(this.#inner)
    block.fill(0, 5)
    block[0] = w0
    block[1] = w1
    block[2] = w2
    block[3] = w3
    block[4] = w4
    this.#put(20, 0x80)
    this.#end(20, 20)
  }

  hashInts(words: Int32Array, count: number): void {
    const block = this.#block
    this.digest.set(this.#inner)
    let at = 0
    for (; count - at >= 16; at += 16) {
      block.set(words.subarray(at, at + 16))
      compress(this.digest, block)
    }
    block.fill(0)
    block.set(words.subarray(at, count))
    this.#put((count - at) * 4, 0x80)
    this.#end((count - at) * 4, count * 4)
  }

  derived(): KeyedFunction {
    const key = Buffer.alloc(32)
    this.digest.forEach((word, i) => key.writeInt32BE(word, i * 4))
    return new HmacSha256(key)
  }

  #keyed(key: Uint8Array, pad: number): Int32Array {
    const state = Int32Array.from(IV)
    this.#block.fill(0)
    for (let i = 0; i < 64; i++) this.#put(i, (key[i] ?? 0) ^ pad)
    compress(state, this.#block)
    return state
  }

  #put(place: number, byte: number): void {
    const word = place >> 2
    this.#block[word] = (this.#block[word] as number) | (byte << (24 - (place & 3) * 8))
  }

  /** The last block holds `used` bytes of a message of `length` and the bit behind them. */
  #end(used: number, length: number): void {
    const block = this.#block
    if (used > 55) {
      compress(this.digest, block)
      block.fill(0)
    }
    const bits = (64 + length) * 8
    block[14] = Math.floor(bits / 0x1_0000_0000)
    block[15] = bits | 0
    compress(this.digest, block)
    block.fill(0)
    block.set(this.digest)
    block[8] = 1 << 31
    block[15] = (64 + 32) * 8
    this.digest.set(this.#outer)
    compress(this.digest, block)
  }
}

const wordAt = (bytes: Uint8Array, at: number): number =>
  ((bytes[at] as number) << 24) |
  ((bytes[at + 1] as number) << 16) |
  ((bytes[at + 2] as number) << 8) |
  (bytes[at + 3] as number)
