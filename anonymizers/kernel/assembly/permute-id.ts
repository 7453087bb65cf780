/** The twin of ../permute-id.ts and ../permute-number.ts. */
import { numberOf } from './digits-of.ts'
import { limbsOf, networkOf } from './feistel.ts'
import { isAlphanumeric, isDigit, isLetter } from './letters.ts'
import { networkOfWidth } from './network.ts'
import { copy, decimal } from './output.ts'
import { byClass, ofUlid, ofUuid, readLayout, writeLayout } from './permute-layout.ts'
import {
  asNumber,
  asValid,
  feistelAt,
  fewestAt,
  keptAt,
  kindAt,
  lowAt,
  unchanged,
  wayAt,
} from './permute-note.ts'

/** Words of a program: the digits (12) and the most digits (16) of numbers, the prefix and its length (20, 24). */
const digitsAt: usize = 12
const mostAt: usize = 16
const prefixAt: usize = 20
const prefixLengthAt: usize = 24

/** See ../permute-number.ts. */
const longestShared: u32 = 18

const lengthOfUuid: u32 = 36
const lengthOfUlid: u32 = 26
const image: usize = memory.data(88)

export function readId(program: usize, value: usize, length: u32, note: usize): bool {
  const feistel: usize = load<u32>(program, feistelAt)
  if (begins(program, value, length))
    return readLayout(feistel, value, length, note, byClass, load<u32>(program, prefixLengthAt))
  const sign: u32 = load<u8>(value) === 0x2d && length > 1 ? 1 : 0
  if (isNumber(value, sign, length)) return readNumber(program, value, sign, length, note)
  const kind = isUuid(value, length) ? ofUuid : isUlid(value, length) ? ofUlid : byClass
  return readLayout(feistel, value, length, note, kind, 0)
}

function readNumber(program: usize, value: usize, sign: u32, length: u32, note: usize): bool {
  const feistel: usize = load<u32>(program, feistelAt)
  let kept = sign
  while (kept < length && load<u8>(value + kept) === 48) kept++
  const places = length - kept
  if (places > load<u32>(program, mostAt)) return false
  store<u32>(note, kept, keptAt)
  if (places === 0) {
    store<u32>(note, unchanged, wayAt)
    return true
  }
  if (places > longestShared) {
    if (!readLayout(feistel, value, length, note, byClass, kept)) return false
    store<u32>(note, asValid, wayAt)
    return true
  }
  const digits: u32 = load<u32>(program, digitsAt)
  const isShort = places <= digits
  const width = kept > sign ? places : isShort ? digits : longestShared
  const low = width >> 1
  store<u32>(note, asNumber, wayAt)
  store<u32>(note, low, lowAt)
  store<u32>(note, kept > sign ? places : isShort ? 1 : digits + 1, fewestAt)
  store<u32>(note, <u32>networkOfWidth(feistel, width), networkOf)
  const middle = max(<i32>length - <i32>low, <i32>kept)
  store<u64>(note + limbsOf, numberOf(value, kept, middle))
  store<u64>(note + limbsOf, numberOf(value, middle, length), 8)
  return true
}

/** Is what the note came to one of the images that the value may have? */
export function isIdImage(program: usize, value: usize, length: u32, note: usize): bool {
  const way: u32 = load<u32>(note, wayAt)
  if (way === asNumber) return lengthOf(note) >= load<u32>(note, fewestAt)
  if (way === asValid) {
    writeLayout(note, value, length, image)
    return <u32>load<u8>(image + load<u32>(note, keptAt)) !== 48
  }
  const hasPrefix = load<u32>(program, prefixLengthAt) > 0
  if (load<u32>(note, keptAt) > 0) return true
  const kind: u32 = load<u32>(note, kindAt)
  const mayBeOther = kind === byClass && (length === lengthOfUuid || length === lengthOfUlid)
  if (!hasPrefix && !mayBeOther) return true
  writeLayout(note, value, length, image)
  if (kind === byClass && (isUuid(image, length) || isUlid(image, length))) return false
  return !begins(program, image, length)
}

export function writeNumber(note: usize, value: usize): void {
  const low: u32 = load<u32>(note, lowAt)
  const places = lengthOf(note)
  copy(value, load<u32>(note, keptAt))
  if (places > low) decimal(load<u32>(note, limbsOf), 1)
  if (low > 0) decimal(load<u32>(note, limbsOf + 8), places > low ? low : 1)
}

/** Digits of the number in the limbs; 0 for the number 0. */
function lengthOf(note: usize): u32 {
  const high = load<u64>(note, limbsOf)
  const low: u32 = load<u32>(note, lowAt)
  if (high > 0) return low + decimalPlaces(high)
  return low === 0 ? 0 : decimalPlaces(load<u64>(note, limbsOf + 8))
}

function decimalPlaces(number: u64): u32 {
  let places: u32 = 0
  for (let limit: u64 = 1; limit <= number; limit *= 10) places++
  return places
}

function isNumber(value: usize, from: u32, length: u32): bool {
  for (let i = from; i < length; i++) if (!isDigit(load<u8>(value + i))) return false
  return true
}

/** Whether a value begins with the prefix, and has a letter or digit behind it. `?` stands for any of those. */
function begins(program: usize, value: usize, length: u32): bool {
  const size: u32 = load<u32>(program, prefixLengthAt)
  if (size === 0 || length <= size) return false
  const prefix: usize = load<u32>(program, prefixAt)
  for (let i: u32 = 0; i < size; i++) {
    const sign: u32 = load<u8>(prefix + i)
    const byte: u32 = load<u8>(value + i)
    if (sign === 0x3f ? !isAlphanumeric(byte) : sign !== byte) return false
  }
  for (let i = size; i < length; i++) if (isAlphanumeric(load<u8>(value + i))) return true
  return false
}

function isUuid(value: usize, length: u32): bool {
  if (length !== lengthOfUuid) return false
  for (let i: u32 = 0; i < length; i++) {
    const byte: u32 = load<u8>(value + i)
    const isDash = i === 8 || i === 13 || i === 18 || i === 23
    if (isDash ? byte !== 0x2d : !isDigit(byte) && (byte | 0x20) - 0x61 >= 6) return false
  }
  return true
}

function isUlid(value: usize, length: u32): bool {
  if (length !== lengthOfUlid || load<u8>(value) > 0x37) return false
  for (let i: u32 = 0; i < length; i++) {
    const byte: u32 = load<u8>(value + i)
    if (!isDigit(byte) && (!isLetter(byte) || isOmitted(byte | 0x20))) return false
  }
  return true
}

/** I, L, O and U. */
function isOmitted(letter: u32): bool {
  return letter === 0x69 || letter === 0x6c || letter === 0x6f || letter === 0x75
}
