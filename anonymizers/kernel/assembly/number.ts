/** The twin of ../number.ts, for decimal numbers of up to thirteen digits without an exponent. */
import { word } from './bits.ts'
import { isDigit } from './letters.ts'
import { byte, moveTo, o } from './output.ts'
import { startBitsOf, subjectFor } from './shift-date.ts'

/**
 * Words of a program behind those of ./shift-date.ts: of its thousandth parts how many a number may change (20),
 * or where the most units are that it may change, by places (24); where the largest values are, by places (28);
 * and the most characters or 0 (32).
 */
const shareAt: usize = 20
const byAt: usize = 24
const mostAt: usize = 28
const longestAt: usize = 32

const mostDigits: u32 = 13
const mostAttempts: u32 = 20

let units: i64 = 0
let places: u32 = 0

/** Writes the mask; false when JavaScript must do it. */
export function changeNumber(program: usize, value: usize, length: u32): bool {
  if (!readDecimal(value, length)) return false
  const who = subjectFor(program, value, length)
  if (who === 0) return false
  startBitsOf(program, who)
  if (units !== 0 && !move(program)) return false
  writeDecimal()
  return true
}

function readDecimal(value: usize, length: u32): bool {
  const first: u32 = load<u8>(value)
  let digits: u32 = 0
  let point = false
  units = 0
  places = 0
  for (let i: u32 = first === 0x2d || first === 0x2b ? 1 : 0; i < length; i++) {
    const sign: u32 = load<u8>(value + i)
    if (sign === 0x2e && !point) point = true
    else if (!isDigit(sign) || ++digits > mostDigits) return false
    else {
      units = units * 10 + <i64>(sign - 48)
      if (point) places++
    }
  }
  if (first === 0x2d) units = -units
  return digits > 0
}

/** To another number that the column holds; false when there is none. */
function move(program: usize): bool {
  const share: u64 = load<u32>(program, shareAt)
  const width: u64 =
    share > 0
      ? (<u64>abs<i64>(units) * share) / 100_000
      : load<u64>(<usize>load<u32>(program, byAt) + (places << 3))
  const widest = max<u64>(width, 1)
  const before = units
  for (let attempt: u32 = 0; attempt < mostAttempts; attempt++) {
    const high: u64 = word()
    const step = ((high << 32) | <u64>word()) % (2 * widest)
    const moved = before + <i64>step - <i64>widest
    units = step < widest ? moved : moved + 1
    if (fits(program, before)) return true
  }
  units = before + 1
  if (fits(program, before)) return true
  units = before - 1
  return fits(program, before)
}

function fits(program: usize, before: i64): bool {
  if (units === 0 || units > 0 !== before > 0) return false
  const most = load<f64>(<usize>load<u32>(program, mostAt) + (places << 3))
  const longest: u32 = load<u32>(program, longestAt)
  return <f64>abs<i64>(units) <= most && (longest === 0 || writtenLength() <= longest)
}

function digitsOfUnits(): u32 {
  let count: u32 = 1
  for (let rest = <u64>abs<i64>(units) / 10; rest > 0; rest /= 10) count++
  return max(count, places + 1)
}

function writtenLength(): u32 {
  return u32(units < 0) + digitsOfUnits() + u32(places > 0)
}

function writeDecimal(): void {
  if (units < 0) byte(0x2d)
  const count = digitsOfUnits()
  const end = o + count + u32(places > 0)
  let rest = <u64>abs<i64>(units)
  let at = end
  for (let i: u32 = 0; i < count; i++) {
    if (i === places && places > 0) store<u8>(--at, 0x2e)
    store<u8>(--at, 48 + <u32>(rest % 10))
    rest /= 10
  }
  moveTo(end)
}
