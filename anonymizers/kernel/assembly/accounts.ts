/** The twin of ../accounts.ts: accounts at banks that do not exist. */
import { below, word } from './bits.ts'
import { byte, decimal, moveTo, o } from './output.ts'

const ofCz: u32 = 0
const ofDe: u32 = 1
const ofEs: u32 = 2
const ofFr: u32 = 3
const ofGb: u32 = 4
/** Two letters each, in that order, and IT. */
const countries: usize = memory.data<u8>([
  0x43, 0x5a, 0x44, 0x45, 0x45, 0x53, 0x46, 0x52, 0x47, 0x42, 0x49, 0x54,
])

/** Appends `count` digits that are drawn, four at once: the bias is below 10^4 / 2^32. */
export function drawDigits(count: u32): void {
  for (let left = <i32>count; left > 0; left -= 4) {
    const places = <u32>min(4, left)
    const bound: f64 = places === 4 ? 10000 : places === 3 ? 1000 : places === 2 ? 100 : 10
    decimal(below(word(), bound), places)
  }
}

/** `whole`: with the country and the check digits of an IBAN before it. */
export function drawAccount(country: u32, whole: bool): void {
  const from = o
  if (whole) moveTo(from + 4)
  const account = o
  compose(country)
  if (!whole) return
  const letters = countries + (country << 1)
  let rest: u32 = 0
  for (let i = account; i < o; i++) rest = rearranged(rest, load<u8>(i))
  for (let i: u32 = 0; i < 2; i++) rest = rearranged(rest, load<u8>(letters + i))
  const check = 98 - ((rest * 100) % 97)
  store<u16>(from, load<u16>(letters))
  store<u8>(from + 2, 48 + check / 10)
  store<u8>(from + 3, 48 + (check % 10))
}

/** ISO 7064, MOD 97-10; letters count from 10. */
function rearranged(rest: u32, sign: u32): u32 {
  return sign >= 0x41 ? (rest * 100 + sign - 55) % 97 : (rest * 10 + sign - 48) % 97
}

function zeros(count: u32): void {
  for (let i: u32 = 0; i < count; i++) byte(0x30)
}

const prefixWeights: usize = memory.data<u8>([10, 5, 8, 4, 2])
const accountWeights: usize = memory.data<u8>([6, 3, 7, 9, 10, 5, 8, 4, 2])
const spanishWeights: usize = memory.data<u8>([1, 2, 4, 8, 5, 10, 9, 7, 3, 6])

function compose(country: u32): void {
  const from = o
  if (country === ofCz) {
    zeros(4)
    drawDigits(5)
    appendWeighted(prefixWeights, 5)
    drawDigits(9)
    appendWeighted(accountWeights, 9)
  } else if (country === ofDe) {
    zeros(1)
    drawDigits(17)
  } else if (country === ofEs) {
    zeros(4)
    drawDigits(4)
    moveTo(from + 10)
    drawDigits(10)
    store<u8>(from + 8, spanishCheck(sumOf(from + 4, spanishWeights + 6, 4)))
    store<u8>(from + 9, spanishCheck(sumOf(from + 10, spanishWeights, 10)))
  } else if (country === ofFr) {
    zeros(5)
    drawDigits(5)
    drawDigits(11)
    const rest = (15 * numberAt(from + 5, 5) + 3 * numberAt(from + 10, 11)) % 97
    decimal(97 - <u32>rest, 2)
  } else if (country === ofGb) {
    for (let i = 0; i < 4; i++) byte(0x5a)
    zeros(2)
    drawDigits(12)
  } else {
    byte(0x41)
    zeros(5)
    drawDigits(17)
    store<u8>(from, italianCheck(from + 1))
  }
}

function sumOf(digits: usize, weights: usize, count: u32): u32 {
  let sum: u32 = 0
  for (let i: u32 = 0; i < count; i++) sum += load<u8>(weights + i) * (load<u8>(digits + i) - 48)
  return sum
}

function numberAt(digits: usize, count: u32): u64 {
  let number: u64 = 0
  for (let i: u32 = 0; i < count; i++) number = number * 10 + <u64>(load<u8>(digits + i) - 48)
  return number
}

/** Vyhláška 169/2011 Sb., see ../accounts.ts: over the digits that were appended last. */
function appendWeighted(weights: usize, count: u32): void {
  for (;;) {
    const last = (11 - (sumOf(o - count, weights, count) % 11)) % 11
    if (last < 10) {
      byte(48 + last)
      return
    }
    store<u8>(o - 1, 48 + ((load<u8>(o - 1) - 47) % 10))
  }
}

function spanishCheck(sum: u32): u32 {
  const check = (11 - (sum % 11)) % 11
  return 48 + (check === 10 ? 1 : check)
}

const odd: usize = memory.data<u8>([1, 0, 5, 7, 9, 13, 15, 17, 19, 21])

/** Over 22 digits. */
function italianCheck(digits: usize): u32 {
  let sum: u32 = 0
  for (let i: u32 = 0; i < 22; i++) {
    const digit: u32 = load<u8>(digits + i) - 48
    sum += (i & 1) === 0 ? <u32>load<u8>(odd + digit) : digit
  }
  return 0x41 + (sum % 26)
}
