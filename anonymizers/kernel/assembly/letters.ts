/** Letter case by table: the twin of ../letters.ts, whose tables it is given. */

let lowerOf: usize = 0
let upperOf: usize = 0

export function setLetters(lower: usize, upper: usize): void {
  lowerOf = lower
  upperOf = upper
}

let signs: usize = 0
let signRanges: u32 = 0

/** The ranges of ../letters.ts: the first code point and the last of each. */
export function setSigns(ranges: usize, count: u32): void {
  signs = ranges
  signRanges = count
}

/** How many bytes the sign at `at` has; 0: there is none of those ranges. */
export function signLength(at: usize, end: usize): u32 {
  const first: u32 = load<u8>(at)
  const length: u32 = first === 0xc2 ? 2 : first === 0xe2 ? 3 : first === 0xf0 ? 4 : 0
  if (length === 0 || at + length > end) return 0
  let code: u32 = first & (0xff >> (length + 1))
  for (let i: u32 = 1; i < length; i++) {
    const byte: u32 = load<u8>(at + i)
    if ((byte & 0xc0) !== 0x80) return 0
    code = (code << 6) | (byte & 0x3f)
  }
  for (let range = signs; range < signs + (signRanges << 3); range += 8)
    if (code >= load<u32>(range) && code <= load<u32>(range, 4)) return length
  return 0
}

export function isDigit(byte: u32): bool {
  return byte - 0x30 < 10
}

export function isLetter(byte: u32): bool {
  return (byte | 0x20) - 0x61 < 26
}

export function isAlphanumeric(byte: u32): bool {
  return isDigit(byte) || isLetter(byte)
}

/** Two letters and then none: `PL…`. */
export function startsWithCountry(value: usize, length: u32): bool {
  return (
    length > 2 &&
    isLetter(load<u8>(value)) &&
    isLetter(load<u8>(value, 1)) &&
    !isLetter(load<u8>(value, 2))
  )
}

export function isSpace(byte: u32): bool {
  return byte === 0x20 || byte - 9 < 5
}

export function latinLetter(first: u32, second: u32): u32 {
  if (first < 0xc3 || first > 0xc5 || (second & 0xc0) !== 0x80) return 0
  const code = ((first & 0x1f) << 6) | (second & 0x3f)
  return code === 0x130 ? 0 : code
}

export function lowerLetter(code: u32): u32 {
  return load<u16>(lowerOf + (code << 1))
}

export function upperLetter(code: u32): u32 {
  return load<u16>(upperOf + (code << 1))
}

function recase(from: usize, to: usize, table: usize): void {
  for (let i = from; i < to; i++) {
    const byte: u32 = load<u8>(i)
    if (byte < 0x80) store<u8>(i, load<u16>(table + (byte << 1)))
    else if (byte >= 0xc3 && byte <= 0xc5 && i + 1 < to) {
      const code: u32 = load<u16>(table + ((((byte & 0x1f) << 6) | (load<u8>(i, 1) & 0x3f)) << 1))
      if (code >= 0x80) {
        store<u8>(i, 0xc0 | (code >> 6))
        store<u8>(i, 0x80 | (code & 0x3f), 1)
      }
      i++
    }
  }
}

export function toLower(from: usize, to: usize): void {
  recase(from, to, lowerOf)
}

export function toUpper(from: usize, to: usize): void {
  recase(from, to, upperOf)
}

/** 1: upper, 2: lower, 0: mixed. */
export function letterCase(from: usize, length: u32): u32 {
  let upper = 0
  let lower = 0
  const end = from + length
  for (let i = from; i < end; i++) {
    const byte: u32 = load<u8>(i)
    let code = byte
    if (byte >= 0xc3 && byte <= 0xc5 && i + 1 < end)
      code = ((byte & 0x1f) << 6) | (load<u8>(++i) & 0x3f)
    else if (byte >= 0x80) continue
    if (<u32>load<u16>(lowerOf + (code << 1)) !== code) upper++
    else if (<u32>load<u16>(upperOf + (code << 1)) !== code) lower++
    if (upper > 0 && lower > 0) return 0
  }
  if (upper + lower < 2) return 0
  return upper > 0 ? 1 : 2
}

export function characterStart(from: usize, to: usize, characters: u32): usize {
  let count: u32 = 0
  for (let i = from; i < to; i++)
    if ((load<u8>(i) & 0xc0) !== 0x80 && count++ === characters) return i
  return to
}
