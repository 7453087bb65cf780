/** Where whole rows end, 64 bytes at a time. Stops at whatever is not usual: JavaScript looks at that. */
import { equal, escapedBy, forgetEscape, lowest, parity } from './positions.ts'

/** Where the bytes are put. */
export function heapBase(): usize {
  return __heap_base
}

/** How many rows were found, and the position behind the last of them. */
export let rowCount: u32 = 0
export let rowsEnd: usize = 0

/** Nibble tables: a byte matters outside of quotes when the entries of its halves share a bit. */
function specialIn(bytes: v128): u32 {
  // ( ) # - / " have the high half 2, ; has 3, \ has 5, ` has 6.
  const low = i8x16(8, 0, 1, 1, 0, 0, 0, 0, 1, 1, 0, 2, 4, 1, 0, 1)
  const high = i8x16(0, 0, 1, 2, 0, 4, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0)
  const half = i8x16.splat(0x0f)
  const lowPart = i8x16.swizzle(low, v128.and(bytes, half))
  const highPart = i8x16.swizzle(high, v128.and(i16x8.shr_u(bytes, 4), half))
  return ~(<u32>i8x16.bitmask(i8x16.eq(v128.and(lowPart, highPart), i8x16.splat(0)))) & 0xffff
}

function special(at: usize): u64 {
  return (
    <u64>specialIn(v128.load(at)) |
    ((<u64>specialIn(v128.load(at, 16))) << 16) |
    ((<u64>specialIn(v128.load(at, 32))) << 32) |
    ((<u64>specialIn(v128.load(at, 48))) << 48)
  )
}

/**
 * Rows of MySQL in parentheses, with commas and blanks between them; the first needs a comma when
 * `behindRow`. What the JavaScript of ../../dialects/mysql/tuple-end.ts refuses, and texts in double
 * quotes, stop it. 64 bytes behind `to` must be readable. Where `ends` is not 0, the position behind each row,
 * counted from `from`, is written there in four bytes.
 */
export function findTuples(from: usize, to: usize, behindRow: bool, ends: usize): void {
  rowCount = 0
  rowsEnd = from
  let needsComma = behindRow
  let depth = 0
  forgetEscape()
  let quotedBefore: u64 = 0
  for (let at = from; at < to; at += 64) {
    const valid = lowest(to - at)
    const escaped = escapedBy(equal(at, 0x5c))
    const quoted = parity(equal(at, 0x27) & ~escaped) ^ quotedBefore
    quotedBefore = <u64>(<i64>quoted >> 63)
    let left = special(at) & ~quoted & valid
    for (; left !== 0; left &= left - 1) {
      const here = at + <usize>ctz(left)
      const code: u32 = load<u8>(here)
      if (code === 0x28) {
        if (depth++ === 0 && !isBetween(rowsEnd, here, needsComma)) return
      } else if (code === 0x29) {
        if (depth === 0) return
        if (--depth === 0) {
          if (ends !== 0) store<u32>(ends + ((<usize>rowCount) << 2), <u32>(here + 1 - from))
          rowCount++
          rowsEnd = here + 1
          needsComma = true
        }
      } else if (code === 0x2d) {
        if (here + 1 >= to || load<u8>(here, 1) === 0x2d) return
      } else if (code !== 0x2f || here + 1 >= to || load<u8>(here, 1) === 0x2a) return
    }
  }
}

/** Whether there are only blanks, and a comma among them when there must be one. */
function isBetween(from: usize, to: usize, needsComma: bool): bool {
  let comma = needsComma
  for (let at = from; at < to; at++) {
    const code: u32 = load<u8>(at)
    if (code === 0x2c) {
      if (!comma) return false
      comma = false
    } else if (code !== 0x20 && code - 9 >= 5) return false
  }
  return !comma
}

/**
 * Rows of COPY's text format. Stops at the end of the data, and at a row whose line ends in an escape or
 * a carriage return. 64 bytes behind `to` must be readable.
 */
export function findLines(from: usize, to: usize): void {
  rowCount = 0
  rowsEnd = from
  if (from < to && load<u8>(from) === 0x5c && load<u8>(from, 1) === 0x2e) return
  for (let at = from; at < to; at += 64) {
    const valid = lowest(to - at)
    for (let left = equal(at, 0x0a) & valid; left !== 0; left &= left - 1) {
      const line = at + <usize>ctz(left)
      const before: u32 = line > rowsEnd ? load<u8>(line - 1) : 0
      if (before === 0x0d || before === 0x5c) return
      rowCount++
      rowsEnd = line + 1
      // The end of the data, or what may become it when the next byte is there.
      if (
        rowsEnd < to &&
        load<u8>(rowsEnd) === 0x5c &&
        (rowsEnd + 1 >= to || load<u8>(rowsEnd, 1) === 0x2e)
      )
        return
    }
  }
}
