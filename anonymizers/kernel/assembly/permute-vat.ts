/** The twin of ../permute-vat.ts. */
import { numberOf } from './digits-of.ts'
import { limbsOf, networkOf } from './feistel.ts'
import { isDigit, isLetter } from './letters.ts'
import { networkOfWidth } from './network.ts'
import { byte } from './output.ts'
import { byClass, readLayout, writeLayout } from './permute-layout.ts'
import { asLayout, asValid, feistelAt, keptAt, wayAt } from './permute-note.ts'
import {
  compose,
  composed,
  countryOf,
  freeDigits,
  freeFrom,
  isValid,
  noRule,
  numberDigits,
  ruleOf,
} from './vat-rules.ts'

/** Word of a program: the letters of the country whose numbers do not say it, or 0. */
const ownAt: usize = 28
/** Of a note: the rule of its country. */
const ruleAt: usize = 72

export function readVat(program: usize, value: usize, length: u32, note: usize): bool {
  const feistel: usize = load<u32>(program, feistelAt)
  for (let i: u32 = 0; i < length; i++) if (load<u8>(value + i) >= 0x80) return false
  const isNamed = length > 4 && isLetter(load<u8>(value))
  const named = isNamed ? countryOf(upper(load<u8>(value)), upper(load<u8>(value, 1))) : -1
  const kept: u32 = named >= 0 ? 2 : 0
  const rule = ruleOf(named >= 0 ? named : hasLetter(value, length) ? -1 : ownCountry(program))
  store<u32>(note, rule, ruleAt)
  if (!isValid(rule, value, kept, length))
    return readLayout(feistel, value, length, note, byClass, kept)
  const width = freeDigits(rule)
  const from = freeFrom(rule)
  const middle = from + width - (width >> 1)
  store<u32>(note, asValid, wayAt)
  store<u32>(note, <u32>networkOfWidth(feistel, width), networkOf)
  store<u64>(note + limbsOf, numberOf(numberDigits, from, middle))
  store<u64>(note + limbsOf, numberOf(numberDigits, middle, from + width), 8)
  return true
}

function upper(letter: u32): u32 {
  return isLetter(letter) ? letter & 0xdf : letter
}

function ownCountry(program: usize): i32 {
  const letters: u32 = load<u32>(program, ownAt)
  return letters === 0 ? -1 : countryOf(letters & 0xff, letters >> 8)
}

function hasLetter(value: usize, length: u32): bool {
  for (let i: u32 = 0; i < length; i++) if (isLetter(load<u8>(value + i))) return true
  return false
}

const image: usize = memory.data(88)
const free: usize = memory.data(16)

export function isVatImage(note: usize, value: usize, length: u32): bool {
  const rule: u32 = load<u32>(note, ruleAt)
  if (load<u32>(note, wayAt) === asValid) return composeImage(rule, note) > 0
  if (load<u32>(note, wayAt) !== asLayout || rule === noRule) return true
  writeLayout(note, value, length, image)
  return !isValid(rule, image, load<u32>(note, keptAt), length)
}

/** Composes the number that the limbs came to; 0 when there is none. */
function composeImage(rule: u32, note: usize): u32 {
  const width = freeDigits(rule)
  const low = width >> 1
  writeDigits(load<u32>(note, limbsOf), free, width - low)
  writeDigits(load<u32>(note, limbsOf + 8), free + width - low, low)
  return compose(rule, free)
}

function writeDigits(number: u32, to: usize, width: u32): void {
  let rest = number
  for (let i = to + width; i > to; rest /= 10) store<u8>(--i, 48 + (rest % 10))
}

/** The value with its first digits replaced by those of the number. */
export function writeVat(note: usize, value: usize, length: u32): void {
  const count = composeImage(load<u32>(note, ruleAt), note)
  let next: u32 = 0
  for (let i: u32 = 0; i < length; i++) {
    const sign: u32 = load<u8>(value + i)
    byte(isDigit(sign) && next < count ? load<u8>(composed + next++) : sign)
  }
}
