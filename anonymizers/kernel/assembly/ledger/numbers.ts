/** Numbers by their digits alone, whatever people put between them. */
import { numberSeed, step } from './hash.ts'
import { count, digitsOf, fromOf, toOf } from './words.ts'

export const fewestDigits: u32 = 8
export const mostDigits: u32 = 28

export function printOfDigits(value: u64, digits: u32): u64 {
  return step(numberSeed, value, digits)
}

/** The decimal digits in `[from, to)` behind those of `value`; what is more than 64 bits falls off. */
export function appendDigits(value: u64, from: usize, to: usize): u64 {
  let all = value
  for (let at = from; at < to; at++) all = all * 10 + (load<u8>(at) - 0x30)
  return all
}

const powers: usize = memory.data<u64>([
  10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000, 10_000_000_000,
  100_000_000_000, 1_000_000_000_000, 10_000_000_000_000, 100_000_000_000_000,
  1_000_000_000_000_000,
])
/** Behind the 65,536 bits of first words that are numbers. */
const leading: u32 = 65_536

/** The bit for the first four digits of a number of so many, at least eight; see begins.ts. */
export function leadingOf(value: u64, digits: u32): u32 {
  const first = <u32>(value / load<u64>(powers + ((min(digits, 19) - 8) << 3)))
  return leading + (digits << 14) + (first & 0x3fff)
}

function isBetween(code: u32): bool {
  return (
    code === 0x20 ||
    code === 0x2e ||
    code === 0x2d ||
    code === 0x28 ||
    code === 0x29 ||
    code === 0x2f ||
    code === 0x2b
  )
}

/** Whether a date begins, as databases write it: no number is written so, and fields are full of them. */
export function isDate(word: u32): bool {
  const from = fromOf(word)
  return (
    digitsOf(word) === 4 &&
    toOf(word) === from + 4 &&
    word + 2 < count &&
    toOf(word + 2) === from + 10 &&
    fromOf(word + 2) === from + 8 &&
    load<u8>(from + 4) === 0x2d &&
    load<u8>(from + 7) === 0x2d &&
    digitsOf(word + 1) === 2 &&
    digitsOf(word + 2) === 2
  )
}

/** Whether the digits of the word go on in the next one, which has digits alone. */
export function goesOn(word: u32): bool {
  const next = word + 1
  return next < count && digitsOf(word) !== 0 && goesOnIn(next, digitsOf(next))
}

/** Whether the digits in which the word before ends go on in this one, which ends in `digits` of them. */
export function goesOnIn(word: u32, digits: u32): bool {
  const from = toOf(word - 1)
  const to = fromOf(word)
  if (to - from > 2 || digits !== <u32>(toOf(word) - to)) return false
  for (let at = from; at < to; at++) if (!isBetween(load<u8>(at))) return false
  return true
}
