/** The twin of ../permute-phone.ts. */
import { canonicalize, canonicalLength } from './canonical.ts'
import { numberOf } from './digits-of.ts'
import { limbsOf, networkOf } from './feistel.ts'
import { codeAt, longestNumber, numberLength, readInternational } from './international.ts'
import { isDigit } from './letters.ts'
import { networkOfWidth } from './network.ts'
import { decimal } from './output.ts'
import { byClass, ofDigits, readLayout } from './permute-layout.ts'
import { asValid, feistelAt, wayAt } from './permute-note.ts'
import { spellPhone } from './spelling.ts'

/** Longer ones are left. */
const longest: u32 = 72
const canonical: usize = memory.data(112)
/** The number of ../wasm-programs.ts. */
const phone: u32 = 3

/** Word of a program: the range of another country, or 0. */
const rangeAt: usize = 32
/** Fewer digits that change are left to the layout. */
const fewestChanging: i32 = 4

/**
 * A number of that country, or with the code of another: its first digits, those of the code and one more, stay,
 * and the others change where they stand.
 */
function readOfCountry(program: usize, value: usize, length: u32, note: usize): bool {
  const feistel: usize = load<u32>(program, feistelAt)
  const range: usize = load<u32>(program, rangeAt)
  if (length > longestNumber) return false
  readInternational(value, length, range)
  const changing = <i32>(numberLength - load<u32>(range, codeAt + 4) - 1)
  const count = countDigits(value, length)
  if (changing < fewestChanging || count < changing)
    return readLayout(feistel, value, length, note, byClass, 0)
  return readLayout(feistel, value, length, note, ofDigits, behind(value, count - changing))
}

function countDigits(value: usize, length: u32): i32 {
  let count: i32 = 0
  for (let i: u32 = 0; i < length; i++) if (isDigit(load<u8>(value + i))) count++
  return count
}

/** How many bytes there are up to the end of so many digits. */
function behind(value: usize, digits: i32): u32 {
  let bytes: u32 = 0
  for (let left = digits; left > 0; bytes++) if (isDigit(load<u8>(value + bytes))) left--
  return bytes
}

export function readPhone(program: usize, value: usize, length: u32, note: usize): bool {
  if (load<u32>(program, rangeAt) !== 0) return readOfCountry(program, value, length, note)
  const feistel: usize = load<u32>(program, feistelAt)
  if (length > longest || !canonicalize(phone, value, length, canonical)) return false
  const isPolish =
    canonicalLength === 11 && load<u16>(canonical) === 0x3834 && load<u8>(canonical, 2) !== 48
  if (!isPolish) return readLayout(feistel, value, length, note, byClass, 0)
  store<u32>(note, asValid, wayAt)
  store<u32>(note, <u32>networkOfWidth(feistel, 9), networkOf)
  store<u64>(note + limbsOf, numberOf(canonical, 2, 7))
  store<u64>(note + limbsOf, numberOf(canonical, 7, 11), 8)
  return true
}

export function isPhoneImage(note: usize): bool {
  return load<u32>(note, limbsOf) >= 10_000
}

export function writePhone(note: usize): void {
  decimal(load<u32>(note, limbsOf), 5)
  decimal(load<u32>(note, limbsOf + 8), 4)
  spellPhone()
}
