import type { KeyedFunction } from './keyed-function.ts'

/**
 * BLAKE2s (RFC 7693): the compression function and, built on it, the unkeyed and keyed hash with a
 * 32-byte digest. State and message are 32-bit words, least significant byte first. Nothing here
 * allocates after construction.
 */

/** The fractional parts of the square roots of the first eight primes, as in SHA-256. */
const IV = new Int32Array([
  0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
])

/** RFC 7693, section 2.7: the order in which each of the ten rounds takes the message words. */
const SIGMA = new Uint8Array([
  0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11,
  7, 5, 3, 11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4, 7, 9, 3, 1, 13, 12, 11, 14, 2, 6,
  5, 10, 4, 0, 15, 8, 9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13, 2, 12, 6, 10, 0, 11, 8,
  3, 4, 13, 7, 5, 15, 14, 1, 9, 12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11, 13, 11, 7, 14,
  12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10, 6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5, 10,
  2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0,
])

/** Mixes the 16 words of `m` into the chaining value `h`; `t` counts the bytes so far. */
export function compress(h: Int32Array, m: Int32Array, t: number, last: boolean): void {
  let v0 = h[0] as number
  let v1 = h[1] as number
  let v2 = h[2] as number
  let v3 = h[3] as number
  let v4 = h[4] as number
  let v5 = h[5] as number
  let v6 = h[6] as number
  let v7 = h[7] as number
  let v8 = 0x6a09e667 | 0
  let v9 = 0xbb67ae85 | 0
  let va = 0x3c6ef372 | 0
  let vb = 0xa54ff53a | 0
  let vc = 0x510e527f ^ t
  let vd = 0x9b05688c ^ Math.floor(t / 0x1_0000_0000)
  let ve = last ? ~0x1f83d9ab : 0x1f83d9ab
  let vf = 0x5be0cd19 | 0
  let x = 0
  for (let s = 0; s < 160; s += 16) {
    v0 = (v0 + v4 + (m[SIGMA[s] as number] as number)) | 0
    x = vc ^ v0
    vc = (x >>> 16) | (x << 16)
    v8 = (v8 + vc) | 0
    x = v4 ^ v8
    v4 = (x >>> 12) | (x << 20)
    v0 = (v0 + v4 + (m[SIGMA[s + 1] as number] as number)) | 0
    x = vc ^ v0
    vc = (x >>> 8) | (x << 24)
    v8 = (v8 + vc) | 0
    x = v4 ^ v8
    v4 = (x >>> 7) | (x << 25)

    v1 = (v1 + v5 + (m[SIGMA[s + 2] as number] as number)) | 0
    x = vd ^ v1
    vd = (x >>> 16) | (x << 16)
    v9 = (v9 + vd) | 0
    x = v5 ^ v9
    v5 = (x >>> 12) | (x << 20)
    v1 = (v1 + v5 + (m[SIGMA[s + 3] as number] as number)) | 0
    x = vd ^ v1
    vd = (x >>> 8) | (x << 24)
    v9 = (v9 + vd) | 0
    x = v5 ^ v9
    v5 = (x >>> 7) | (x << 25)

    v2 = (v2 + v6 + (m[SIGMA[s + 4] as number] as number)) | 0
    x = ve ^ v2
    ve = (x >>> 16) | (x << 16)
    va = (va + ve) | 0
    x = v6 ^ va
    v6 = (x >>> 12) | (x << 20)
    v2 = (v2 + v6 + (m[SIGMA[s + 5] as number] as number)) | 0
    x = ve ^ v2
    ve = (x >>> 8) | (x << 24)
    va = (va + ve) | 0
    x = v6 ^ va
    v6 = (x >>> 7) | (x << 25)

    v3 = (v3 + v7 + (m[SIGMA[s + 6] as number] as number)) | 0
    x = vf ^ v3
    vf = (x >>> 16) | (x << 16)
    vb = (vb + vf) | 0
    x = v7 ^ vb
    v7 = (x >>> 12) | (x << 20)
    v3 = (v3 + v7 + (m[SIGMA[s + 7] as number] as number)) | 0
    x = vf ^ v3
    vf = (x >>> 8) | (x << 24)
    vb = (vb + vf) | 0
    x = v7 ^ vb
    v7 = (x >>> 7) | (x << 25)

    v0 = (v0 + v5 + (m[SIGMA[s + 8] as number] as number)) | 0
    x = vf ^ v0
    vf = (x >>> 16) | (x << 16)
    va = (va + vf) | 0
    x = v5 ^ va
    v5 = (x >>> 12) | (x << 20)
    v0 = (v0 + v5 + (m[SIGMA[s + 9] as number] as number)) | 0
    x = vf ^ v0
    vf = (x >>> 8) | (x << 24)
    va = (va + vf) | 0
    x = v5 ^ va
    v5 = (x >>> 7) | (x << 25)

    v1 = (v1 + v6 + (m[SIGMA[s + 10] as number] as number)) | 0
    x = vc ^ v1
    vc = (x >>> 16) | (x << 16)
    vb = (vb + vc) | 0
    x = v6 ^ vb
    v6 = (x >>> 12) | (x << 20)
    v1 = (v1 + v6 + (m[SIGMA[s + 11] as number] as number)) | 0
    x = vc ^ v1
    vc = (x >>> 8) | (x << 24)
    vb = (vb + vc) | 0
    x = v6 ^ vb
    v6 = (x >>> 7) | (x << 25)

    v2 = (v2 + v7 + (m[SIGMA[s + 12] as number] as number)) | 0
    x = vd ^ v2
    vd = (x >>> 16) | (x << 16)
    v8 = (v8 + vd) | 0
    x = v7 ^ v8
    v7 = (x >>> 12) | (x << 20)
    v2 = (v2 + v7 + (m[SIGMA[s + 13] as number] as number)) | 0
    x = vd ^ v2
    vd = (x >>> 8) | (x << 24)
    v8 = (v8 + vd) | 0
    x = v7 ^ v8
    v7 = (x >>> 7) | (x << 25)

    v3 = (v3 + v4 + (m[SIGMA[s + 14] as number] as number)) | 0
    x = ve ^ v3
    ve = (x >>> 16) | (x << 16)
    v9 = (v9 + ve) | 0
    x = v4 ^ v9
    v4 = (x >>> 12) | (x << 20)
    v3 = (v3 + v4 + (m[SIGMA[s + 15] as number] as number)) | 0
    x = ve ^ v3
    ve = (x >>> 8) | (x << 24)
    v9 = (v9 + ve) | 0
    x = v4 ^ v9
    v4 = (x >>> 7) | (x << 25)
  }
  h[0] = (h[0] as number) ^ v0 ^ v8
  h[1] = (h[1] as number) ^ v1 ^ v9
  h[2] = (h[2] as number) ^ v2 ^ va
  h[3] = (h[3] as number) ^ v3 ^ vb
  h[4] = (h[4] as number) ^ v4 ^ vc
  h[5] = (h[5] as number) ^ v5 ^ vd
  h[6] = (h[6] as number) ^ v6 ^ ve
  h[7] = (h[7] as number) ^ v7 ^ vf
}

/** The 64 bytes (or fewer, filled up with zeros) of `bytes` from `from` as 16 message words. */
export function loadBlock(m: Int32Array, bytes: Uint8Array, from: number, to: number): void {
  const length = to - from
  const whole = length >> 2
  let at = from
  for (let word = 0; word < whole; word++, at += 4)
    m[word] =
      (bytes[at] as number) |
      ((bytes[at + 1] as number) << 8) |
      ((bytes[at + 2] as number) << 16) |
      ((bytes[at + 3] as number) << 24)
  if (whole === 16) return
  let tail = 0
  for (let shift = 0; at < to; at++, shift += 8) tail |= (bytes[at] as number) << shift
  m[whole] = tail
  for (let word = whole + 1; word < 16; word++) m[word] = 0
}

/**
 * BLAKE2s with a 32-byte digest under one key of 1 to 32 bytes, or without a key. The state after the
 * key block is kept, so that a message of up to 64 bytes costs one compression.
 */
export class Blake2s implements KeyedFunction {
  /** The digest of the last message. */
  readonly digest = new Int32Array(8)
  readonly #start = new Int32Array(IV)
  readonly #keyed: Int32Array | undefined
  readonly #message = new Int32Array(16)

  constructor(key?: Uint8Array) {
    const length = key?.length ?? 0
    if (length > 32) throw new RangeError('a BLAKE2s key has at most 32 bytes')
    this.#start[0] = (IV[0] as number) ^ 0x0101_0020 ^ (length << 8)
    if (!key || length === 0) return
    loadBlock(this.#message, key, 0, length)
    this.#keyed = new Int32Array(this.#start)
    compress(this.#start, this.#message, 64, true)
    compress(this.#keyed, this.#message, 64, false)
  }

  /** Eight words that every message starts from, and the digest of the empty one. Of a key only. */
  get states(): readonly [start: Int32Array, empty: Int32Array] {
    return [this.#keyed ?? this.#start, this.#start]
  }

  /** Leaves the digest of `bytes` from `from` to `to` (excluded) in {@link digest}. */
  hash(bytes: Uint8Array, from = 0, to: number = bytes.length): void {
    if (from === to && this.#keyed) {
      this.digest.set(this.#start)
      return
    }
    this.#begin()
    let counted = this.#keyed ? 64 : 0
    let at = from
    for (; to - at > 64; at += 64) {
      loadBlock(this.#message, bytes, at, at + 64)
      counted += 64
      compress(this.digest, this.#message, counted, false)
    }
    loadBlock(this.#message, bytes, at, to)
    compress(this.digest, this.#message, counted + to - at, true)
  }

  /** {@link hash} of the 20 bytes of five words: a subject and a counter. */
  hashWords(w0: number, w1: number, w2: number, w3: number, w4: number): void {
    this.#begin()
    const m = this.#message
    m.fill(0, 5)
    m[0] = w0
    m[1] = w1
    m[2] = w2
    m[3] = w3
    m[4] = w4
    compress(this.digest, m, this.#keyed ? 84 : 20, true)
  }

  /** {@link hash} of the first `count` of `words` as four bytes each; at least one. */
  hashInts(words: Int32Array, count: number): void {
    this.#begin()
    const m = this.#message
    let counted = this.#keyed ? 64 : 0
    let at = 0
    for (; count - at > 16; at += 16) {
      for (let i = 0; i < 16; i++) m[i] = words[at + i] as number
      counted += 64
      compress(this.digest, m, counted, false)
    }
    m.fill(0, count - at)
    for (let i = 0; at + i < count; i++) m[i] = words[at + i] as number
    compress(this.digest, m, counted + (count - at) * 4, true)
  }

  derived(): Blake2s {
    return new Blake2s(digestBytes(this.digest))
  }

  #begin(): void {
    const from = this.#keyed ?? this.#start
    const { digest } = this
    for (let i = 0; i < 8; i++) digest[i] = from[i] as number
  }
}

/** The 32 bytes of a digest. */
export function digestBytes(digest: Int32Array): Uint8Array {
  const bytes = new Uint8Array(32)
  const view = new DataView(bytes.buffer)
  digest.forEach((word, i) => view.setInt32(i * 4, word, true))
  return bytes
}
