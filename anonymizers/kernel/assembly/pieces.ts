/** The twin of ../pieces.ts. */
import { drawAccount, drawDigits } from './accounts.ts'
import { below, subject, word } from './bits.ts'
import { check } from './check-digits.ts'
import { input, inputLength } from './drawing.ts'
import { characterStart, isDigit, startsWithCountry } from './letters.ts'
import { byte, copy, decimal, moveTo, o } from './output.ts'
import { appendField, genderOf } from './persona.ts'

/** Writes `count` pieces; false when a check digit cannot be. */
export function pieces(from: usize, count: u32): bool {
  let at = from
  for (let i: u32 = 0; i < count; i++, at += 20) {
    const first: u32 = load<u32>(at, 4)
    const second: u32 = load<u32>(at, 8)
    switch (load<u32>(at)) {
      case 0:
        copy(first, second)
        break
      case 1: {
        const chosen: usize = second + (below(word(), <f64>first) << 3)
        copy(load<u32>(chosen), load<u32>(chosen, 4))
        break
      }
      case 2:
        drawDigits(first)
        break
      case 3:
        letters(4, first)
        break
      case 4:
        letters(5, first)
        break
      case 5:
        decimal(first + below(word(), <f64>(second - first + 1)), 1)
        break
      case 6:
        field(i, first, second, load<u32>(at, 12), load<u32>(at, 16))
        break
      case 7:
        keptDigits(second, first)
        break
      case 8:
        if (startsWithCountry(input, inputLength)) copy(first === 0 ? input : first, 2)
        break
      case 10:
        if (genderOf(subject) === 0) copy(first, second)
        else copy(load<u32>(at, 12), load<u32>(at, 16))
        break
      case 11:
        letters(6, first)
        break
      case 12:
        drawAccount(first, startsWithCountry(input, inputLength))
        break
      default:
        if (!check(first)) return false
    }
  }
  return true
}

/** RFC 4648, section 4. */
const base64: usize = memory.data<u8>([
  0x41, 0x42, 0x43, 0x44, 0x45, 0x46, 0x47, 0x48, 0x49, 0x4a, 0x4b, 0x4c, 0x4d, 0x4e, 0x4f, 0x50,
  0x51, 0x52, 0x53, 0x54, 0x55, 0x56, 0x57, 0x58, 0x59, 0x5a, 0x61, 0x62, 0x63, 0x64, 0x65, 0x66,
  0x67, 0x68, 0x69, 0x6a, 0x6b, 0x6c, 0x6d, 0x6e, 0x6f, 0x70, 0x71, 0x72, 0x73, 0x74, 0x75, 0x76,
  0x77, 0x78, 0x79, 0x7a, 0x30, 0x31, 0x32, 0x33, 0x34, 0x35, 0x36, 0x37, 0x38, 0x39, 0x2b, 0x2f,
])

function letters(width: u32, count: u32): void {
  const perWord: u32 = 32 / width
  const mask: u32 = (1 << width) - 1
  let bits: u32 = 0
  for (let i: u32 = 0; i < count; i++) {
    if (i % perWord === 0) bits = word()
    const digit = bits & mask
    if (width === 6) byte(load<u8>(base64 + digit))
    else if (width === 4) byte(digit < 10 ? 48 + digit : 87 + digit)
    else byte(digit < 26 ? 97 + digit : 24 + digit)
    bits >>= width
  }
}

function keptDigits(from: u32, count: u32): void {
  const end = o + count
  let seen: u32 = 0
  for (let i: u32 = 0; i < inputLength && seen < from + count; i++) {
    const code: u32 = load<u8>(input + i)
    if (isDigit(code) && seen++ >= from) byte(code)
  }
  while (o < end) decimal(below(word(), 10), 1)
}

function field(piece: u32, number: u32, spelling: u32, most: u32, more: u32): void {
  const from = o
  appendField(piece, number, spelling, more)
  if (most > 0 && <u32>(o - from) > most) moveTo(characterStart(from, o, most))
}
