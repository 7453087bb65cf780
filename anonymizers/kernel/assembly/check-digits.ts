/** The twin of ../check-digits.ts. */
import { start } from './drawing.ts'
import { byte, moveTo, o } from './output.ts'

const nip: usize = memory.data<u8>([6, 5, 7, 2, 3, 4, 5, 6, 7])
const regon: usize = memory.data<u8>([8, 9, 2, 3, 4, 5, 6, 7])
const pesel: usize = memory.data<u8>([1, 3, 7, 9, 1, 3, 7, 9, 1, 3])
const sortCode: usize = memory.data<u8>([3, 9, 7, 1, 3, 9, 7])

function weighted(weights: usize, count: u32): u32 {
  let sum: u32 = 0
  for (let i: u32 = 0; i < count; i++) sum += load<u8>(weights + i) * (load<u8>(o - count + i) - 48)
  return sum
}

/** Appends check digits; false when there are none for these digits. */
export function check(rule: u32): bool {
  if (rule === 0) {
    const digit = weighted(nip, 9) % 11
    byte(48 + digit)
    return digit < 10
  }
  if (rule === 1) byte(48 + ((weighted(regon, 8) % 11) % 10))
  else if (rule === 2) byte(48 + ((10 - (weighted(pesel, 10) % 10)) % 10))
  else if (rule === 3) byte(48 + ((10 - (weighted(sortCode, 7) % 10)) % 10))
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
