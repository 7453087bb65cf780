/** Where the fields of rows begin and end, 64 bytes at a time. */
import { equal, escapedBy, forgetEscape, lowest, parity } from './positions.ts'

/** So many bytes are looked at in advance; longer rows are not. */
export const window: u32 = 32_768

/**
 * Positions of what separates, one behind the other: of a row what stands before its first field, and behind
 * each of its fields. A row of COPY begins where the one before ends, between rows of MySQL stands a comma.
 */
const found: usize = memory.data(131_392, 16)
/** How many rows were found. */
export let indexed: u32 = 0
/** How many positions more than its columns a row has. */
let more: u32 = 0

export function rowAt(row: u32, columns: u32): usize {
  return found + ((row * (columns + more)) << 2)
}

/**
 * Nibble tables: 128 is a comma, 64 a parenthesis, and what is lower must be looked at; see {@link classes}.
 */
function classOf(bytes: v128): v128 {
  // ( ) , # - / " have the high half 2; ; has 3; \ has 5; ` has 6.
  const low = i8x16(8, 0, 2, 2, 0, 0, 0, 0, 64, 64, 0, 4, -112, 2, 0, 2)
  const high = i8x16(0, 0, -62, 4, 0, 16, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0)
  const half = i8x16.splat(0x0f)
  return v128.and(
    i8x16.swizzle(low, v128.and(bytes, half)),
    i8x16.swizzle(high, v128.and(i16x8.shr_u(bytes, 4), half)),
  )
}

let commas: u64 = 0
let parentheses: u64 = 0
let suspicious: u64 = 0

/** Sets {@link suspicious} to what begins something else than rows and fields. */
function classes(at: usize): void {
  const first = classOf(v128.load(at))
  const second = classOf(v128.load(at, 16))
  const third = classOf(v128.load(at, 32))
  const fourth = classOf(v128.load(at, 48))
  commas = highest(first, second, third, fourth)
  parentheses = highest(twice(first), twice(second), twice(third), twice(fourth))
  suspicious = highest(low(first), low(second), low(third), low(fourth))
}

/** Where the highest bit is set. */
function highest(first: v128, second: v128, third: v128, fourth: v128): u64 {
  const lower = <u32>i8x16.bitmask(first) | ((<u32>i8x16.bitmask(second)) << 16)
  const upper = <u32>i8x16.bitmask(third) | ((<u32>i8x16.bitmask(fourth)) << 16)
  return <u64>lower | ((<u64>upper) << 32)
}

function twice(bytes: v128): v128 {
  return i16x8.shl(bytes, 1)
}

/** Has the highest bit where one of the lowest six is set. */
function low(bytes: v128): v128 {
  return i8x16.gt_s(v128.and(bytes, i8x16.splat(0x3f)), i8x16.splat(0))
}

/** Writes the positions of `bits`, and up to three more that do not count, to `to`. */
function append(bits: u64, at: usize, to: usize): void {
  let left = bits
  for (let next = to; left !== 0; next += 16) {
    store<u32>(next, at + <usize>ctz(left))
    left &= left - 1
    store<u32>(next, at + <usize>ctz(left), 4)
    left &= left - 1
    store<u32>(next, at + <usize>ctz(left), 8)
    left &= left - 1
    store<u32>(next, at + <usize>ctz(left), 12)
    left &= left - 1
  }
}

/** What so many positions take. */
function sizeOf(bits: u64): usize {
  return (<usize>popcnt(bits)) << 2
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
  more = 2
  indexed = 0
  forgetEscape()
  let quotedBefore: u64 = 0
  let next = found
  let row = found
  let isOpen = false
  const inside: usize = columns << 2
  for (let at = from; at < to; at += 64) {
    const escaped = escapedBy(equal(at, 0x5c))
    const quoted = parity(equal(at, 0x27) & ~escaped) ^ quotedBefore
    quotedBefore = <u64>(<i64>quoted >> 63)
    classes(at)
    const outside = lowest(to - at) & ~quoted
    const other = (suspicious & outside) === 0 ? 64 : firstOther(suspicious & outside, at)
    const here = outside & lowest(other)
    const brackets = parentheses & here
    let all = brackets | (commas & here)
    // What stands before the first parenthesis belongs to no row.
    if (next === found) all &= ~((brackets & (0 - brackets)) - 1)
    append(all, at, next)
    for (let left = brackets; left !== 0; left &= left - 1) {
      const place = next + sizeOf(all & ((left & (0 - left)) - 1))
      if (load<u8>(at + <usize>ctz(left)) === 0x28) {
        if (place !== row) return
        isOpen = true
      } else {
        if (!isOpen || place !== row + inside) return
        isOpen = false
        row = place + 8
        indexed++
      }
    }
    if (other < 64) return
    next += sizeOf(all)
  }
}

/** Finds rows of COPY's text format. 64 bytes behind `to` must be readable. */
export function indexLines(from: usize, to: usize, columns: u32): void {
  more = 0
  indexed = 0
  forgetEscape()
  store<u32>(found, from - 1)
  let next = found + 4
  const size: usize = columns << 2
  let end = found + size
  for (let at = from; at < to; at += 64) {
    const escaped = escapedBy(equal(at, 0x5c))
    const lines = equal(at, 0x0a)
    const ends = (equal(at, 0x09) | lines) & ~escaped & lowest(to - at)
    append(ends, at, next)
    for (let left = lines & ends; left !== 0; left &= left - 1) {
      if (next + sizeOf(ends & ((left & (0 - left)) - 1)) !== end) return
      end += size
      indexed++
    }
    next += sizeOf(ends)
  }
}
