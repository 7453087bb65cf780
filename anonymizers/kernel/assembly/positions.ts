/** Sets of positions among 64 bytes, as in Langdale and Lemire, "Parsing Gigabytes of JSON per Second" (2019). */

/** Where `byte` stands in the 64 bytes at `at`. */
export function equal(at: usize, byte: u8): u64 {
  const wanted = i8x16.splat(byte)
  return (
    <u64>(<u32>i8x16.bitmask(i8x16.eq(v128.load(at), wanted))) |
    ((<u64>(<u32>i8x16.bitmask(i8x16.eq(v128.load(at, 16), wanted)))) << 16) |
    ((<u64>(<u32>i8x16.bitmask(i8x16.eq(v128.load(at, 32), wanted)))) << 32) |
    ((<u64>(<u32>i8x16.bitmask(i8x16.eq(v128.load(at, 48), wanted)))) << 48)
  )
}

const odd: u64 = 0xaaaaaaaaaaaaaaaa

/** Whether the first of the next 64 bytes is escaped. */
let escapedNext: u64 = 0

export function forgetEscape(): void {
  escapedNext = 0
}

/** What a backslash takes with it, given where backslashes stand, 64 bytes after 64 bytes. */
export function escapedBy(backslashes: u64): u64 {
  const before = escapedNext
  if ((backslashes | before) === 0) return 0
  const escapes = backslashes & ~before
  const ends = (((escapes << 1) | odd) - escapes) ^ odd
  escapedNext = (ends & backslashes) >> 63
  return ends ^ (backslashes | before)
}

/** Each bit becomes the parity of itself and all lower ones. */
export function parity(bits: u64): u64 {
  let all = bits
  all ^= all << 1
  all ^= all << 2
  all ^= all << 4
  all ^= all << 8
  all ^= all << 16
  return all ^ (all << 32)
}

/** The lowest `count` bits. */
export function lowest(count: usize): u64 {
  return count < 64 ? ((<u64>1) << count) - 1 : u64.MAX_VALUE
}

/** Where either of two bytes stands in the 16 at `at`. */
export function eitherIn(at: usize, one: u8, other: u8): u32 {
  const bytes = v128.load(at)
  const found = v128.or(i8x16.eq(bytes, i8x16.splat(one)), i8x16.eq(bytes, i8x16.splat(other)))
  return <u32>i8x16.bitmask(found)
}

/** Whether one of two bytes stands between `from` and `to`. */
export function contains(from: usize, to: usize, one: u8, other: u8): bool {
  for (let at = from; at < to; at += 16) {
    const found = eitherIn(at, one, other)
    if (found !== 0) return at + <usize>ctz(found) < to
  }
  return false
}

/** Copies bytes, and up to 15 more that do not count: sooner than a call of what copies memory. */
export function copyOver(to: usize, from: usize, length: usize): void {
  if (length > 512) memory.copy(to, from, length)
  else for (let i: usize = 0; i < length; i += 16) v128.store(to + i, v128.load(from + i))
}
