/** The twin of ../canonical.ts: forms are numbered as in ../wasm-programs.ts. */
import {
  isAlphanumeric,
  isDigit,
  isSpace,
  latinLetter,
  lowerLetter,
  signLength,
  toLower,
} from './letters.ts'
import { copyWide } from './output.ts'

/** How long the last canonical form was. */
export let canonicalLength: u32 = 0

const exact = 0
const text = 1
const phone = 3
const digits = 4
const alphanumeric = 5
const name = 6

/**
 * Writes the canonical form of a value to `to`; false when it holds other scripts, which are left to
 * JavaScript.
 */
export function canonicalize(form: u32, value: usize, length: u32, to: usize): bool {
  canonicalLength = 0
  if (form === exact) {
    copyWide(to, value, length)
    canonicalLength = length
    return true
  }
  if (form === digits) {
    pick(value, length, to, false)
  } else if (form === alphanumeric) {
    pick(value, length, to, true)
    toLower(to, to + canonicalLength)
  } else if (form === phone) {
    international(value, length, to)
  } else return words(form, value, length, to)
  return canonicalLength > 0 || words(name, value, length, to)
}

function pick(value: usize, length: u32, to: usize, letters: bool): void {
  let at = to
  for (let i: u32 = 0; i < length; i++) {
    const byte: u32 = load<u8>(value + i)
    if (letters ? isAlphanumeric(byte) : isDigit(byte)) store<u8>(at++, byte)
  }
  canonicalLength = <u32>(at - to)
}

function international(value: usize, length: u32, to: usize): void {
  store<u8>(to, 0x34)
  store<u8>(to, 0x38, 1)
  const first = to + 2
  pick(value, length, first, false)
  const count = canonicalLength
  let skip: u32 = 0
  if (count > 4 && load<u8>(first) === 0x30 && load<u8>(first, 1) === 0x30) skip = 2
  else if (count === 10 && load<u8>(first) === 0x30) skip = 1
  if (count === 0) return
  if (count - skip !== 9 || skip === 2) {
    canonicalLength = count - skip
    memory.copy(to, first + skip, canonicalLength)
  } else {
    if (skip === 1) memory.copy(first, first + 1, count - 1)
    canonicalLength = 2 + count - skip
  }
}

function words(form: u32, value: usize, length: u32, to: usize): bool {
  let from = value
  let end = value + length
  while (from < end && isSpace(load<u8>(from))) from++
  while (end > from && isSpace(load<u8>(end - 1))) end--
  let at = to
  for (let i = from; i < end;) {
    const count = <u32>min(16, end - i)
    if (isPlain(form, i, count, at)) {
      v128.store(at, form === text ? v128.load(i) : inLowerCase(v128.load(i)))
      i += count
      at += count
      continue
    }
    for (const last = i + count; i < last; i++) {
      const byte: u32 = load<u8>(i)
      if (byte < 0x80) {
        if (form === text) store<u8>(at++, byte)
        else if (form === name && isSpace(byte)) {
          if (load<u8>(at - 1) !== 0x20) store<u8>(at++, 0x20)
        } else store<u8>(at++, byte - 0x41 < 26 ? byte + 0x20 : byte)
        continue
      }
      const code = i + 1 < end ? latinLetter(byte, load<u8>(i, 1)) : 0
      if (code === 0) {
        const length = signLength(i, end)
        if (length === 0) return false
        memory.copy(at, i, length)
        at += length
        i += length - 1
        continue
      }
      i++
      const letter = form === text ? code : lowerLetter(code)
      store<u8>(at, 0xc0 | (letter >> 6))
      store<u8>(at, 0x80 | (letter & 0x3f), 1)
      at += 2
    }
  }
  canonicalLength = <u32>(at - to)
  return true
}

/** Are the bytes ASCII, and are no blanks of a name to be drawn together? `at`: what comes before stands there. */
function isPlain(form: u32, from: usize, count: u32, at: usize): bool {
  const bytes = v128.load(from)
  const valid: u32 = (1 << count) - 1
  if ((<u32>i8x16.bitmask(bytes) & valid) !== 0) return false
  if (form !== name) return true
  const blank = i8x16.eq(bytes, i8x16.splat(0x20))
  const other = i8x16.lt_u(i8x16.sub(bytes, i8x16.splat(9)), i8x16.splat(5))
  const blanks = <u32>i8x16.bitmask(blank) & valid
  return (
    (<u32>i8x16.bitmask(other) & valid) === 0 &&
    (blanks & (blanks << 1)) === 0 &&
    ((blanks & 1) === 0 || load<u8>(at - 1) !== 0x20)
  )
}

/** Of ASCII. */
function inLowerCase(bytes: v128): v128 {
  const capital = i8x16.lt_u(i8x16.sub(bytes, i8x16.splat(0x41)), i8x16.splat(26))
  return v128.or(bytes, v128.and(capital, i8x16.splat(0x20)))
}
