/** The twin of ../shift-date.ts; what is no usual date is left. */
import { below, startBits, word } from './bits.ts'
import { canonicalize, canonicalLength } from './canonical.ts'
import { dayNumber, dayOfMonth, daysInMonth, monthOfDay, setDay, yearOfDay } from './days.ts'
import { isDigit } from './letters.ts'
import { byte, copyLong, decimal } from './output.ts'
import { findPersona, subjectOf } from './person.ts'
import { digest, hash } from './prf.ts'

const subject: usize = memory.data(32, 16)
const canonical: usize = memory.data(64)
const longest: u32 = 40

/**
 * Writes the mask; false when JavaScript must do it. Words of `program`: form, keys of the subject and of
 * the bits, persona, days to either side or 0, within the year (1) or the month (0).
 */
export function shiftDate(program: usize, value: usize, length: u32): bool {
  if (length < 10 || length > longest || !isDate(value) || !isTime(value, length)) return false
  const year = number(value, 4)
  const month = max(number(value + 5, 2), 1)
  const day = max(number(value + 8, 2), 1)
  if (year < 400 || year > 9998 || month > 12 || day > daysInMonth(year, month)) return false
  const who = subjectFor(program, value, length)
  if (who === 0) return false
  startBitsOf(program, who)
  writeDay(moved(program, year, month, day))
  copyLong(value + 10, length - 10)
  return true
}

/** Whose bits are drawn for a value of up to {@link longest} bytes, by words of `program` as above; 0: it is left. */
export function subjectFor(program: usize, value: usize, length: u32): usize {
  const person: u32 = load<u32>(program, 16)
  const found = person === 0 ? 2 : findPersona(person)
  if (found === 1) return subjectOf(person)
  if (found < 0 || !canonicalize(load<u32>(program, 4), value, length, canonical)) return 0
  hash(load<u32>(program, 8), canonical, canonicalLength)
  v128.store(subject, v128.load(digest))
  v128.store(subject, v128.load(digest, 16), 16)
  return subject
}

/** Starts the bits of who was found by {@link subjectFor}. */
export function startBitsOf(program: usize, who: usize): void {
  startBits(load<u32>(program, 12), who, 0, who === subject, 0)
}

function moved(program: usize, year: u32, month: u32, day: u32): u32 {
  const today = dayNumber(year, month, day)
  const days: u32 = load<u32>(program, 20)
  if (days > 0) {
    const step = below(word(), <f64>(2 * days))
    return today + step - days + (step < days ? 0 : 1)
  }
  const ofYear = load<u32>(program, 24) !== 0
  const first = dayNumber(year, ofYear ? 1 : month, 1)
  const length = ofYear ? dayNumber(year + 1, 1, 1) - first : daysInMonth(year, month)
  const place = first + below(word(), <f64>(length - 1))
  return place >= today ? place + 1 : place
}

function isDate(at: usize): bool {
  for (let i: u32 = 0; i < 10; i++) {
    const code: u32 = load<u8>(at + i)
    if (i === 4 || i === 7 ? code !== 0x2d : !isDigit(code)) return false
  }
  return true
}

/** Nothing, or hours and minutes with seconds and their fraction; with a zone it is left. */
function isTime(value: usize, length: u32): bool {
  if (length === 10) return true
  const from: u32 = load<u8>(value, 10)
  if ((from !== 0x20 && from !== 0x54) || (length !== 16 && length < 19) || length === 20)
    return false
  if (length > 29) return false
  for (let i: u32 = 11; i < length; i++) {
    const code: u32 = load<u8>(value + i)
    if (i === 13 || i === 16) {
      if (code !== 0x3a) return false
    } else if (i === 19) {
      if (code !== 0x2e && code !== 0x2c) return false
    } else if (!isDigit(code)) return false
  }
  return true
}

function number(at: usize, digits: u32): u32 {
  let result: u32 = 0
  for (let i: u32 = 0; i < digits; i++) result = result * 10 + load<u8>(at + i) - 48
  return result
}

function writeDay(day: u32): void {
  setDay(day)
  decimal(yearOfDay, 4)
  byte(0x2d)
  decimal(monthOfDay, 2)
  byte(0x2d)
  decimal(dayOfMonth, 2)
}
