/** BLAKE2s (RFC 7693) under keys whose key block is already mixed in: the twin of ../blake2s.ts. */

/** The digest of the last message, eight words. */
export const digest: usize = memory.data(32, 16)
const message: usize = memory.data(64, 16)

/** RFC 7693, section 2.7, times four: offsets of the message words. */
const sigma: usize = memory.data<u8>([
  0, 4, 8, 12, 16, 20, 24, 28, 32, 36, 40, 44, 48, 52, 56, 60, 56, 40, 16, 32, 36, 60, 52, 24, 4,
  48, 0, 8, 44, 28, 20, 12, 44, 32, 48, 0, 20, 8, 60, 52, 40, 56, 12, 24, 28, 4, 36, 16, 28, 36, 12,
  4, 52, 48, 44, 56, 8, 24, 20, 40, 16, 0, 60, 32, 36, 0, 20, 28, 8, 16, 40, 60, 56, 4, 44, 48, 24,
  32, 12, 52, 8, 48, 24, 40, 0, 44, 32, 12, 16, 52, 28, 20, 60, 56, 4, 36, 48, 20, 4, 60, 56, 52,
  16, 40, 0, 28, 24, 12, 36, 8, 32, 44, 52, 44, 28, 56, 48, 4, 12, 36, 20, 0, 60, 16, 32, 24, 8, 40,
  24, 60, 56, 36, 44, 12, 0, 32, 48, 8, 52, 28, 4, 16, 40, 20, 40, 8, 32, 16, 28, 24, 4, 20, 60, 44,
  36, 56, 12, 48, 52, 0,
])

function gather(at: usize): v128 {
  let words = v128.load32_zero(message + load<u8>(at))
  words = v128.load_lane<u32>(message + load<u8>(at, 2), words, 1)
  words = v128.load_lane<u32>(message + load<u8>(at, 4), words, 2)
  return v128.load_lane<u32>(message + load<u8>(at, 6), words, 3)
}

function compress(counted: u32, last: bool): void {
  const first = v128.load(digest)
  const second = v128.load(digest, 16)
  let a = first
  let b = second
  let c = i32x4(0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a)
  let d = v128.xor(i32x4(0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19), i32x4(0, 0, 0, 0))
  d = i32x4.replace_lane(d, 0, 0x510e527f ^ counted)
  if (last) d = i32x4.replace_lane(d, 2, ~0x1f83d9ab)
  for (let s = sigma; s < sigma + 160; s += 16) {
    a = i32x4.add(i32x4.add(a, b), gather(s))
    d = v128.xor(d, a)
    d = i8x16.shuffle(d, d, 2, 3, 0, 1, 6, 7, 4, 5, 10, 11, 8, 9, 14, 15, 12, 13)
    c = i32x4.add(c, d)
    b = v128.xor(b, c)
    b = v128.or(i32x4.shr_u(b, 12), i32x4.shl(b, 20))
    a = i32x4.add(i32x4.add(a, b), gather(s + 1))
    d = v128.xor(d, a)
    d = i8x16.shuffle(d, d, 1, 2, 3, 0, 5, 6, 7, 4, 9, 10, 11, 8, 13, 14, 15, 12)
    c = i32x4.add(c, d)
    b = v128.xor(b, c)
    b = v128.or(i32x4.shr_u(b, 7), i32x4.shl(b, 25))

    b = i8x16.shuffle(b, b, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3)
    c = i8x16.shuffle(c, c, 8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3, 4, 5, 6, 7)
    d = i8x16.shuffle(d, d, 12, 13, 14, 15, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)
    a = i32x4.add(i32x4.add(a, b), gather(s + 8))
    d = v128.xor(d, a)
    d = i8x16.shuffle(d, d, 2, 3, 0, 1, 6, 7, 4, 5, 10, 11, 8, 9, 14, 15, 12, 13)
    c = i32x4.add(c, d)
    b = v128.xor(b, c)
    b = v128.or(i32x4.shr_u(b, 12), i32x4.shl(b, 20))
    a = i32x4.add(i32x4.add(a, b), gather(s + 9))
    d = v128.xor(d, a)
    d = i8x16.shuffle(d, d, 1, 2, 3, 0, 5, 6, 7, 4, 9, 10, 11, 8, 13, 14, 15, 12)
    c = i32x4.add(c, d)
    b = v128.xor(b, c)
    b = v128.or(i32x4.shr_u(b, 7), i32x4.shl(b, 25))
    b = i8x16.shuffle(b, b, 12, 13, 14, 15, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)
    c = i8x16.shuffle(c, c, 8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3, 4, 5, 6, 7)
    d = i8x16.shuffle(d, d, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3)
  }
  v128.store(digest, v128.xor(first, v128.xor(a, c)))
  v128.store(digest, v128.xor(second, v128.xor(b, d)), 16)
}

function begin(key: usize): void {
  v128.store(digest, v128.load(key))
  v128.store(digest, v128.load(key, 16), 16)
}

/** `key`: the state behind the key block and, behind it, the digest of the empty message. */
export function hash(key: usize, from: usize, length: u32): void {
  if (length === 0) {
    begin(key + 32)
    return
  }
  begin(key)
  let counted: u32 = 64
  let at = from
  let left = length
  for (; left > 64; left -= 64, at += 64) {
    memory.copy(message, at, 64)
    counted += 64
    compress(counted, false)
  }
  const zero = i32x4(0, 0, 0, 0)
  v128.store(message, zero)
  v128.store(message, zero, 16)
  v128.store(message, zero, 32)
  v128.store(message, zero, 48)
  for (let i: u32 = 0; i < left; i++) store<u8>(message + i, load<u8>(at + i))
  compress(counted + left, true)
}

/** Puts the states of the function whose key is the digest to `to`, as {@link hash} takes them. */
export function derive(to: usize): void {
  const zero = i32x4(0, 0, 0, 0)
  v128.store(message, v128.load(digest))
  v128.store(message, v128.load(digest, 16), 16)
  v128.store(message, zero, 32)
  v128.store(message, zero, 48)
  // RFC 7693, section 2.5: 32 bytes of digest, a key of 32 bytes, no tree.
  const first = i32x4(0x6a09e667 ^ 0x01012020, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a)
  const second = i32x4(0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19)
  for (let last: u32 = 0; last < 2; last++) {
    v128.store(digest, first)
    v128.store(digest, second, 16)
    compress(64, last === 1)
    v128.store(to + (last << 5), v128.load(digest))
    v128.store(to + (last << 5), v128.load(digest, 16), 16)
  }
}

/** Of the four words of a subject and a counter. */
export function hashCounter(key: usize, subject: usize, counter: u32): void {
  begin(key)
  const zero = i32x4(0, 0, 0, 0)
  v128.store(message, v128.load(subject))
  v128.store(message, zero, 16)
  v128.store(message, zero, 32)
  v128.store(message, zero, 48)
  store<u32>(message, counter, 16)
  compress(84, true)
}
