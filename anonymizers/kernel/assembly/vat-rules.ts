/** The twin of ../vat-rules.ts. */
import { isAlphanumeric, isDigit } from './letters.ts'

/** `AT`, `BE`, …: those whose check digits are known come first, in the order of {@link rules}. */
const countries: usize = memory.data<u8>([
  0x41, 0x54, 0x42, 0x45, 0x43, 0x5a, 0x44, 0x45, 0x44, 0x4b, 0x45, 0x45, 0x45, 0x4c, 0x46, 0x49,
  0x46, 0x52, 0x48, 0x52, 0x48, 0x55, 0x49, 0x54, 0x4c, 0x55, 0x4e, 0x4c, 0x50, 0x54, 0x53, 0x45,
  0x53, 0x49, 0x53, 0x4b, 0x42, 0x47, 0x43, 0x59, 0x45, 0x53, 0x47, 0x42, 0x47, 0x52, 0x49, 0x45,
  0x4c, 0x54, 0x4c, 0x56, 0x4d, 0x54, 0x50, 0x4c, 0x52, 0x4f, 0x58, 0x49,
])
const howMany: u32 = 30
const at: u32 = 0
const be: u32 = 1
const cz: u32 = 2
const de: u32 = 3
const dk: u32 = 4
const ee: u32 = 5
const el: u32 = 6
const fi: u32 = 7
const fr: u32 = 8
const hr: u32 = 9
const hu: u32 = 10
const it: u32 = 11
const lu: u32 = 12
const nl: u32 = 13
const pt: u32 = 14
const se: u32 = 15
const si: u32 = 16
const sk: u32 = 17
const gr: u32 = 22
/** In place of a country whose check digits are known. */
export const noRule: u32 = 255

/** Of each country: all its digits, where the free ones start and end, and how many behind them stay. */
const rules: usize = memory.data<u8>([
  8, 0, 7, 0, 10, 0, 8, 0, 8, 0, 7, 0, 9, 0, 8, 0, 8, 0, 7, 0, 9, 0, 8, 0, 9, 0, 8, 0, 8, 0, 7, 0,
  11, 2, 10, 0, 11, 0, 10, 0, 8, 0, 7, 0, 11, 0, 10, 0, 8, 0, 6, 0, 11, 0, 8, 2, 9, 0, 8, 0, 12, 0,
  9, 2, 8, 0, 7, 0, 10, 0, 9, 0,
])

/** The number of a country (`first`, `second`: its letters in capitals), or -1. */
export function countryOf(first: u32, second: u32): i32 {
  for (let i: u32 = 0; i < howMany; i++)
    if (load<u8>(countries + (i << 1)) === first && load<u8>(countries + (i << 1), 1) === second)
      return i
  return -1
}

export function ruleOf(country: i32): u32 {
  if (country === gr) return el
  return country >= 0 && country <= <i32>sk ? <u32>country : noRule
}

export function freeFrom(rule: u32): u32 {
  return load<u8>(rules + (rule << 2), 1)
}

export function freeDigits(rule: u32): u32 {
  return load<u8>(rules + (rule << 2), 2) - freeFrom(rule)
}

/** The digits of the number that {@link isValid} was asked for last. */
export const numberDigits: usize = memory.data(16)
const most: u32 = 12

/** Has the number from `from` on, in whatever spelling, right check digits? */
export function isValid(rule: u32, value: usize, from: u32, length: u32): bool {
  if (rule === noRule || !readNumber(rule, value, from, length)) return false
  const count = compose(rule, numberDigits + freeFrom(rule))
  if (count === 0 || count + load<u8>(rules + (rule << 2), 3) !== load<u8>(rules + (rule << 2)))
    return false
  for (let i: u32 = 0; i < count; i++)
    if (load<u8>(composed + i) !== load<u8>(numberDigits + i)) return false
  return true
}

/** Reads the digits, and says whether they and the letters among them are as many and where they should be. */
function readNumber(rule: u32, value: usize, from: u32, length: u32): bool {
  const wanted: u32 = load<u8>(rules + (rule << 2))
  let count: u32 = 0
  let letters: u32 = 0
  for (let i = from; i < length; i++) {
    const byte: u32 = load<u8>(value + i)
    if (isDigit(byte)) {
      if (count === most) return false
      store<u8>(numberDigits + count++, byte)
    } else if (isAlphanumeric(byte)) {
      const isOfForm =
        letters++ === 0 &&
        ((rule === at && count === 0 && (byte | 0x20) === 0x75) ||
          (rule === nl && count === 9 && (byte | 0x20) === 0x62))
      if (!isOfForm) return false
    }
  }
  if (count !== wanted || letters !== u32(rule === at || rule === nl)) return false
  if (rule === be) return load<u8>(numberDigits) <= 0x31
  return rule !== se || load<u16>(numberDigits, 10) === 0x3130
}

/** What {@link compose} wrote: all digits but those that stay. */
export const composed: usize = memory.data(16)

/** Writes the number of the free digits at `free`; 0 when there is none, else how many digits it has. */
export function compose(rule: u32, free: usize): u32 {
  const count = freeDigits(rule)
  const first: u32 = load<u8>(free)
  if (rule === fr) return composeFrench(free)
  memory.copy(composed, free, count)
  if (rule === be) return first > 0x31 ? 0 : two(count, 97 - (numberAt(free, count) % 97))
  if (rule === lu) return two(count, numberAt(free, count) % 89)
  const mayBeZero = rule !== de && rule !== dk && rule !== pt && rule !== si
  if (first === 0x30 && !mayBeZero) return 0
  const check = checkOf(rule, free, count)
  if (check > 9) return 0
  store<u8>(composed + count, 48 + check)
  return count + 1
}

function two(count: u32, check: u32): u32 {
  store<u8>(composed + count, 48 + check / 10)
  store<u8>(composed + count, 48 + (check % 10), 1)
  return count + 2
}

/** The SIREN behind its key. */
function composeFrench(free: usize): u32 {
  memory.copy(composed + 2, free, 8)
  store<u8>(composed, 48 + luhn(free, 8, true), 10)
  const key = (12 + 3 * (numberAt(composed + 2, 9) % 97)) % 97
  store<u8>(composed, 48 + key / 10)
  store<u8>(composed, 48 + (key % 10), 1)
  return 11
}

const ofDk: usize = memory.data<u8>([2, 7, 6, 5, 4, 3, 2])
const ofEe: usize = memory.data<u8>([3, 7, 1, 3, 7, 1, 3, 7])
const ofFi: usize = memory.data<u8>([7, 9, 10, 5, 8, 4, 2])
const ofHu: usize = memory.data<u8>([9, 7, 3, 1, 9, 7, 3])
const descending: usize = memory.data<u8>([9, 8, 7, 6, 5, 4, 3, 2])

/** Above 9: there is none. */
function checkOf(rule: u32, free: usize, count: u32): u32 {
  switch (rule) {
    case at:
      return (luhn(free, count, false) + 6) % 10
    case cz:
      return load<u8>(free) === 0x39 ? 10 : (11 - (sumOf(free, descending + 1, count) % 11)) % 10
    case de:
    case hr:
      return iso7064(free, count)
    case dk:
      return (11 - (sumOf(free, ofDk, count) % 11)) % 11
    case ee:
      return (10 - (sumOf(free, ofEe, count) % 10)) % 10
    case el:
      return (sumOfPowers(free, count) % 11) % 10
    case fi:
      return (11 - (sumOf(free, ofFi, count) % 11)) % 11
    case hu:
      return (10 - (sumOf(free, ofHu, count) % 10)) % 10
    case nl:
      return sumOf(free, descending, count) % 11
    case pt: {
      const check = 11 - (sumOf(free, descending, count) % 11)
      return check > 9 ? 0 : check
    }
    case si: {
      const check = 11 - (sumOf(free, descending + 1, count) % 11)
      return check === 10 ? 0 : check
    }
    case sk: {
      const third: u32 = load<u8>(free, 2) - 48
      if (load<u8>(free) === 0x30 || third < 2 || third === 5 || third === 6) return 10
      return (11 - (((numberAt(free, count) % 11) * 10) % 11)) % 11
    }
    default:
      return luhn(free, count, true)
  }
}

function numberAt(digits: usize, count: u32): u32 {
  let number: u32 = 0
  for (let i: u32 = 0; i < count; i++) number = number * 10 + load<u8>(digits + i) - 48
  return number
}

function sumOf(digits: usize, weights: usize, count: u32): u32 {
  let sum: u32 = 0
  for (let i: u32 = 0; i < count; i++) sum += load<u8>(weights + i) * (load<u8>(digits + i) - 48)
  return sum
}

function sumOfPowers(digits: usize, count: u32): u32 {
  let sum: u32 = 0
  for (let i: u32 = 0; i < count; i++) sum = (sum + load<u8>(digits + i) - 48) * 2
  return sum
}

/** `twice`: the last digit counts twice. */
function luhn(digits: usize, count: u32, twice: bool): u32 {
  let sum: u32 = 0
  let doubled = twice
  for (let i = count; i > 0; doubled = !doubled) {
    const digit: u32 = <u32>(load<u8>(digits + --i) - 48) * (doubled ? 2 : 1)
    sum += digit > 9 ? digit - 9 : digit
  }
  return (10 - (sum % 10)) % 10
}

function iso7064(digits: usize, count: u32): u32 {
  let product: u32 = 10
  for (let i: u32 = 0; i < count; i++) {
    const sum = (load<u8>(digits + i) - 48 + product) % 10
    product = ((sum === 0 ? 10 : sum) * 2) % 11
  }
  return (11 - product) % 10
}
