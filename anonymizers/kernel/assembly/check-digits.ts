/** The twin of ../check-digits.ts. */
import { start } from './drawing.ts'
import { byte, moveTo, o } from './output.ts'

const nip: usize = memory.data<u8>([6, 5, 7, 2, 3, 4, 5, 6, 7])
const regon: usize = memory.data<u8>([8, 9, 2, 3, 4, 5, 6, 7])
const pesel: usize = memory.data<u8>([1, 3, 7, 9, 1, 3, 7, 9, 1, 3])
const branch: usize = memory.data<u8>([2, 4, 8, 5, 0, 9, 7, 3, 6, 1, 2, 4, 8])
const sortCode: usize = memory.data<u8>([3, 9, 7, 1, 3, 9, 7])

function sumOf(weights: usize, count: u32, from: usize): u32 {
  let sum: u32 = 0
  for (let i: u32 = 0; i < count; i++) sum += load<u8>(weights + i) * (load<u8>(from + i) - 48)
  return sum
}

/** Numbers of rules, as ../wasm-pieces.ts has them. */
export const nipRule: u32 = 0
export const regonRule: u32 = 1
export const peselRule: u32 = 2

/** The check digit over the nine, eight or ten digits at `from`; 10 when no number begins so (NIP only). */
export function digitOver(rule: u32, from: usize): u32 {
  if (rule === nipRule) return sumOf(nip, 9, from) % 11
  if (rule === regonRule) return (sumOf(regon, 8, from) % 11) % 10
  return (10 - (sumOf(pesel, 10, from) % 10)) % 10
}

/** Of a REGON of a branch, over the thirteen digits at `from`. */
export function branchDigit(from: usize): u32 {
  return (sumOf(branch, 13, from) % 11) % 10
}

/** Appends check digits; false when there are none for these digits. */
export function check(rule: u32): bool {
  if (rule <= peselRule) {
    const digit = digitOver(rule, o - (rule === nipRule ? 9 : rule === regonRule ? 8 : 10))
    byte(48 + digit)
    return digit < 10
  }
  if (rule === 3) byte(48 + ((10 - (sumOf(sortCode, 7, o - 7) % 10)) % 10))
  else if (rule === 4) {
    const account = o - 24
    let rest: u32 = 0
    for (let i = account; i < o; i++) rest = (rest * 10 + load<u8>(i) - 48) % 97
    const number = 98 - ((rest * 1000000 + 252100) % 97)
    memory.copy(account + 2, account, 24)
    store<u8>(account, 48 + number / 10)
    store<u8>(account, 48 + (number % 10), 1)
    moveTo(o + 2)
  } else {
    let sum: u32 = 0
    let twice = true
    for (let i = o; i > start; twice = !twice) {
      const digit: u32 = <u32>(load<u8>(--i) - 48) * (twice ? 2 : 1)
      sum += digit > 9 ? digit - 9 : digit
    }
    byte(48 + ((10 - (sum % 10)) % 10))
  }
  return true
}
