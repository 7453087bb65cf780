/** The twin of ../phone.ts. */
import { below, startBits, word } from './bits.ts'
import { canonicalize, canonicalLength } from './canonical.ts'
import {
  beginningsAt,
  codeAt,
  countAt,
  form,
  longestNumber,
  national,
  numberAt,
  numberLength,
  readInternational,
  trunkAt,
  withPlus,
  withZeros,
} from './international.ts'
import { isDigit } from './letters.ts'
import { byte, copy, decimal, moveTo, o } from './output.ts'
import { digest, hash } from './prf.ts'

/** Words of a program: keys of the subject and of the bits, most characters or 0, the range. */
const subjectKey: usize = 4
const bitsKey: usize = 8
const mostAt: usize = 12
const rangeAt: usize = 16

const mostAttempts: u32 = 100
/** The form `digits` of ./canonical.ts, for what has none. */
const digits: u32 = 4
const canonical: usize = memory.data(112)
const subject: usize = memory.data(32, 16)
/** The number that was drawn, behind room for the country's code and what stands before that. */
const mask: usize = memory.data(64)

/** Writes the mask; false when JavaScript must do it. */
export function maskPhone(program: usize, value: usize, length: u32): bool {
  if (length > longestNumber) return false
  const range: usize = load<u32>(program, rangeAt)
  readInternational(value, length, range)
  if (numberLength > 0) hash(load<u32>(program, subjectKey), numberAt, numberLength)
  else {
    if (!canonicalize(digits, value, length, canonical)) return false
    hash(load<u32>(program, subjectKey), canonical, canonicalLength)
  }
  v128.store(subject, v128.load(digest))
  v128.store(subject, v128.load(digest, 16), 16)
  const start = o
  const most: u32 = load<u32>(program, mostAt)
  for (let attempt: u32 = 0; attempt < mostAttempts; attempt++) {
    moveTo(start)
    startBits(load<u32>(program, bitsKey), subject, attempt, true, 0)
    append(range, value, length, most)
    if (<u32>(o - start) !== length || memory.compare(start, value, length) !== 0) return true
  }
  return false
}

/** Draws a number and appends it as the value is written, where it has as many digits and there is room. */
function append(range: usize, value: usize, length: u32, most: u32): void {
  const from = o
  const list: usize = load<u32>(range, beginningsAt)
  const one = list + below(word(), <f64>load<u32>(range, countAt)) * 12
  const places: u32 = load<u32>(one, 8)
  let bound: f64 = 1
  for (let i: u32 = 0; i < places; i++) bound *= 10
  const number = below(word(), bound)
  moveTo(mask)
  writeBefore(range, form)
  copy(load<u32>(one), load<u32>(one, 4))
  decimal(number, places)
  if (most > 0 && <u32>(o - mask) > most) {
    moveTo(mask)
    writeBefore(range, national)
    copy(load<u32>(one), load<u32>(one, 4))
    decimal(number, places)
  }
  const size = <u32>(o - mask)
  const plus: u32 = load<u8>(mask) === 0x2b ? 1 : 0
  moveTo(from)
  if (!isSpeltAlike(value, length, size - plus) || (most > 0 && length > most)) {
    copy(mask, size)
    return
  }
  let next = mask + plus
  for (let i: u32 = 0; i < length; i++) {
    const sign: u32 = load<u8>(value + i)
    byte(isDigit(sign) ? <u32>load<u8>(next++) : sign)
  }
}

function writeBefore(range: usize, written: u32): void {
  if (written === national) {
    copy(load<u32>(range, trunkAt), load<u32>(range, trunkAt + 4))
    return
  }
  if (written === withPlus) byte(0x2b)
  else if (written === withZeros) {
    byte(0x30)
    byte(0x30)
  }
  copy(load<u32>(range, codeAt), load<u32>(range, codeAt + 4))
}

/** Has the value so many digits, and no letters beside them? */
function isSpeltAlike(value: usize, length: u32, wanted: u32): bool {
  let count: u32 = 0
  for (let i: u32 = 0; i < length; i++) {
    const sign: u32 = load<u8>(value + i)
    if (isDigit(sign)) count++
    else if (sign >= 0x80 || (sign | 0x20) >= 0x61) return false
  }
  return count === wanted
}
