/** The twin of ../json-text.ts. */
import { byte, moveTo, o } from './output.ts'
import { contains } from './positions.ts'

const backslash: u32 = 0x5c

/** How long the last decoded string was. */
export let decodedLength: u32 = 0

/** Writes to `to` what the string from `from` to `end` means; false when it is malformed. */
export function decode(from: usize, end: usize, to: usize): bool {
  let at = to
  for (let i = from; i < end; i++) {
    let code: u32 = load<u8>(i)
    if (code !== backslash) {
      if (code < 0x20) return false
      store<u8>(at++, code)
      continue
    }
    code = load<u8>(++i)
    if (code !== 0x75) {
      const meant = meaningOf(code)
      if (meant === 0) return false
      store<u8>(at++, meant)
      continue
    }
    let unit = codeUnit(i + 1, end)
    i += 4
    if (unit < 0 || (unit >= 0xdc00 && unit <= 0xdfff)) return false
    if (unit >= 0xd800 && unit <= 0xdfff) {
      if (i + 2 >= end || load<u8>(i, 1) !== backslash || load<u8>(i, 2) !== 0x75) return false
      const low = codeUnit(i + 3, end)
      if (low < 0xdc00 || low > 0xdfff) return false
      unit = 0x10000 + ((unit - 0xd800) << 10) + low - 0xdc00
      i += 6
    }
    at = writeCodePoint(unit, at)
  }
  decodedLength = <u32>(at - to)
  return true
}

/** What a letter behind a backslash stands for; 0: nothing. */
function meaningOf(letter: u32): u32 {
  if (letter === 0x22 || letter === backslash || letter === 0x2f) return letter
  if (letter === 0x62) return 8
  if (letter === 0x66) return 12
  if (letter === 0x6e) return 10
  if (letter === 0x72) return 13
  return letter === 0x74 ? 9 : 0
}

function codeUnit(from: usize, end: usize): i32 {
  if (from + 4 > end) return -1
  let code: i32 = 0
  for (let i = from; i < from + 4; i++) {
    const letter: u32 = load<u8>(i)
    const lower = letter | 0x20
    if (letter - 0x30 < 10) code = (code << 4) | <i32>(letter - 0x30)
    else if (lower - 0x61 < 6) code = (code << 4) | <i32>(lower - 0x57)
    else return -1
  }
  return code
}

function writeCodePoint(code: u32, to: usize): usize {
  if (code < 0x80) {
    store<u8>(to, code)
    return to + 1
  }
  if (code < 0x800) {
    store<u8>(to, 0xc0 | (code >> 6))
    store<u8>(to, 0x80 | (code & 0x3f), 1)
    return to + 2
  }
  if (code < 0x10000) {
    store<u8>(to, 0xe0 | (code >> 12))
    store<u8>(to, 0x80 | ((code >> 6) & 0x3f), 1)
    store<u8>(to, 0x80 | (code & 0x3f), 2)
    return to + 3
  }
  store<u8>(to, 0xf0 | (code >> 18))
  store<u8>(to, 0x80 | ((code >> 12) & 0x3f), 1)
  store<u8>(to, 0x80 | ((code >> 6) & 0x3f), 2)
  store<u8>(to, 0x80 | (code & 0x3f), 3)
  return to + 4
}

let escapesUnicode = false
let upperHex = false
let escapesSlash = false

/** Finds how a document writes what it could write in two ways. */
export function readStyle(text: usize, end: usize): void {
  let escaped = false
  let raw = false
  upperHex = false
  escapesSlash = false
  escapesUnicode = false
  if (!contains(text, end, 0x5c, 0x5c)) return
  for (let i = text; i < end; i++) {
    const code: u32 = load<u8>(i)
    if (code >= 0x80) raw = true
    if (code !== backslash) continue
    const next: u32 = ++i < end ? load<u8>(i) : 0
    if (next === 0x2f) escapesSlash = true
    if (next !== 0x75) continue
    for (let digit = i + 1; digit < min(i + 5, end); digit++)
      if (<u32>load<u8>(digit) - 0x41 < 6) upperHex = true
    const isAscii =
      i + 2 < end &&
      load<u8>(i, 1) === 0x30 &&
      load<u8>(i, 2) === 0x30 &&
      (i + 3 >= end || load<u8>(i, 3) < 0x38)
    if (!isAscii) escaped = true
  }
  escapesUnicode = escaped && !raw
}

/** Writes a value as a string with its quotes, in the style that was read: at most six times as long. */
export function encode(value: usize, length: u32): void {
  byte(0x22)
  const end = value + length
  for (let i = value; i < end; i++) {
    const plain = min(<usize>plainBytes(i), end - i)
    v128.store(o, v128.load(i))
    moveTo(o + plain)
    i += plain
    if (i >= end) break
    const code: u32 = load<u8>(i)
    if (code >= 0x80 && escapesUnicode) {
      i += encodeCharacter(i, code)
      continue
    }
    const letter = letterFor(code)
    if (letter !== 0) {
      byte(backslash)
      byte(letter)
    } else if (code < 0x20) encodeUnit(code)
    else byte(code)
  }
  byte(0x22)
}

/** How many of the next 16 bytes are written as they are, at least. */
function plainBytes(at: usize): u32 {
  const bytes = v128.load(at)
  const quotes = v128.or(i8x16.eq(bytes, i8x16.splat(0x22)), i8x16.eq(bytes, i8x16.splat(0x5c)))
  const others = v128.or(i8x16.eq(bytes, i8x16.splat(0x2f)), i8x16.lt_u(bytes, i8x16.splat(0x20)))
  const special = <u32>i8x16.bitmask(v128.or(quotes, others))
  const foreign = escapesUnicode ? <u32>i8x16.bitmask(bytes) : 0
  return ctz(special | foreign | 0x8000)
}

/** The letter that is written behind a backslash; 0: none. */
function letterFor(code: u32): u32 {
  if (code === 0x22 || code === backslash) return code
  if (code === 0x2f) return escapesSlash ? code : 0
  if (code - 8 > 5 || code === 11) return 0
  if (code === 8) return 0x62
  if (code === 9) return 0x74
  if (code === 10) return 0x6e
  return code === 12 ? 0x66 : 0x72
}

/** Returns how many more bytes the character has. */
function encodeCharacter(at: usize, first: u32): u32 {
  const second: u32 = load<u8>(at, 1) & 0x3f
  if (first < 0xe0) {
    encodeUnit(((first & 0x1f) << 6) | second)
    return 1
  }
  const third: u32 = load<u8>(at, 2) & 0x3f
  if (first < 0xf0) {
    encodeUnit(((first & 0xf) << 12) | (second << 6) | third)
    return 2
  }
  const code =
    (((first & 7) << 18) | (second << 12) | (third << 6) | (load<u8>(at, 3) & 0x3f)) - 0x10000
  encodeUnit(0xd800 + (code >> 10))
  encodeUnit(0xdc00 + (code & 0x3ff))
  return 3
}

function encodeUnit(code: u32): void {
  byte(backslash)
  byte(0x75)
  for (let shift = 12; shift >= 0; shift -= 4) {
    const digit = (code >> shift) & 15
    byte(digit < 10 ? 48 + digit : (upperHex ? 55 : 87) + digit)
  }
}

/** RFC 8259, section 6. */
export function isNumber(from: usize, end: usize): bool {
  let at = from
  if (at < end && load<u8>(at) === 0x2d) at++
  const whole = at
  at = pastDigits(at, end)
  if (at === whole || (load<u8>(whole) === 0x30 && at > whole + 1)) return false
  if (at < end && load<u8>(at) === 0x2e) {
    const fraction = ++at
    at = pastDigits(at, end)
    if (at === fraction) return false
  }
  if (at < end && (load<u8>(at) | 0x20) === 0x65) {
    at++
    if (at < end && (load<u8>(at) === 0x2b || load<u8>(at) === 0x2d)) at++
    const exponent = at
    at = pastDigits(at, end)
    if (at === exponent) return false
  }
  return at === end
}

function pastDigits(from: usize, end: usize): usize {
  let at = from
  while (at < end && <u32>load<u8>(at) - 0x30 < 10) at++
  return at
}
