/** Where the fields of rows begin and end, 64 bytes at a time. */
import { equal, escapedBy, forgetEscape, lowest, parity } from './positions.ts'

/** So many bytes are looked at in advance; longer rows are not. */
export const window: u32 = 32_768

/**
 * For each row that was found: the position before its first field, and behind each of its fields, as
 * many as there are columns and one more.
 */
const found: usize = memory.data(300_000, 16)
/** How many rows were found. */
export let indexed: u32 = 0

export function rowAt(row: u32, columns: u32): usize {
  return found + ((row * (columns + 1)) << 2)
}

/** Nibble tables: 1 is for what separates, 2 for what must be looked at; see {@link classes}. */
function classOf(bytes: v128): v128 {
  // ( ) , | # - / " with the high half 2; ; with 3; \ with 5; ` with 6.
  const low = i8x16(8, 0, 2, 2, 0, 0, 0, 0, 1, 1, 0, 4, 17, 2, 0, 2)
  const high = i8x16(0, 0, 3, 4, 0, 16, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0)
  const half = i8x16.splat(0x0f)
  return v128.and(
    i8x16.swizzle(low, v128.and(bytes, half)),
    i8x16.swizzle(high, v128.and(i16x8.shr_u(bytes, 4), half)),
  )
}

let separating: u64 = 0
let suspicious: u64 = 0

/** Sets {@link separating} to parentheses and commas, {@link suspicious} to what begins something else. */
function classes(at: usize): void {
  separating = 0
  suspicious = 0
  const one = i8x16.splat(1)
  const zero = i8x16.splat(0)
  for (let part: u32 = 0; part < 64; part += 16) {
    const class16 = classOf(v128.load(at + part))
    const separator = i8x16.eq(class16, one)
    separating |= (<u64>(<u32>i8x16.bitmask(separator))) << part
    const nothing = v128.or(separator, i8x16.eq(class16, zero))
    suspicious |= (<u64>(~(<u32>i8x16.bitmask(nothing)) & 0xffff)) << part
  }
}

/** The first of `bits` that is more than a sign or a division; 64: there is none. */
function firstOther(bits: u64, at: usize): u32 {
  for (let left = bits; left !== 0; left &= left - 1) {
    const here = at + <usize>ctz(left)
    const code: u32 = load<u8>(here)
    const next: u32 = load<u8>(here, 1)
    if ((code !== 0x2d || next === 0x2d) && (code !== 0x2f || next === 0x2a)) return <u32>ctz(left)
  }
  return 64
}

/**
 * Finds rows of MySQL in parentheses, up to one that is not usual. 64 bytes behind `to` must be readable.
 */
export function indexTuples(from: usize, to: usize, columns: u32): void {
  indexed = 0
  forgetEscape()
  let quotedBefore: u64 = 0
  let row = found
  let next = found
  const size: usize = (columns + 1) << 2
  for (let at = from; at < to; at += 64) {
    const escaped = escapedBy(equal(at, 0x5c))
    const quoted = parity(equal(at, 0x27) & ~escaped) ^ quotedBefore
    quotedBefore = <u64>(<i64>quoted >> 63)
    classes(at)
    const outside = lowest(to - at) & ~quoted
    const other = (suspicious & outside) === 0 ? 64 : firstOther(suspicious & outside, at)
    for (let left = separating & outside & lowest(other); left !== 0; left &= left - 1) {
      const here = at + <usize>ctz(left)
      const code: u32 = load<u8>(here)
      if (code === 0x2c) {
        if (next === row) continue
        store<u32>(next, here)
        next += 4
        if (next > row + size) return
      } else if (code === 0x28) {
        if (next !== row) return
        store<u32>(next, here)
        next += 4
      } else {
        if (next !== row + size - 4) return
        store<u32>(next, here)
        next += 4
        row = next
        indexed++
      }
    }
    if (other < 64) return
  }
}

/** Finds rows of COPY's text format. 64 bytes behind `to` must be readable. */
export function indexLines(from: usize, to: usize, columns: u32): void {
  indexed = 0
  forgetEscape()
  let row = found
  store<u32>(row, from - 1)
  let next = row + 4
  const size: usize = (columns + 1) << 2
  for (let at = from; at < to; at += 64) {
    const escaped = escapedBy(equal(at, 0x5c))
    const lines = equal(at, 0x0a)
    const ends = (equal(at, 0x09) | lines) & ~escaped & lowest(to - at)
    for (let left = ends; left !== 0; left &= left - 1) {
      const here = at + <usize>ctz(left)
      store<u32>(next, here)
      next += 4
      if (((lines >> <u64>ctz(left)) & 1) === 0) {
        if (next === row + size) return
        continue
      }
      if (next !== row + size) return
      row = next
      store<u32>(row, here)
      next = row + 4
      indexed++
    }
  }
}
