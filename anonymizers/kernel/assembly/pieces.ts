/** The twin of ../pieces.ts. */
import { below, word } from './bits.ts'
import { check } from './check-digits.ts'
import { input, inputLength } from './drawing.ts'
import { characterStart, isDigit, startsWithCountry } from './letters.ts'
import { byte, copy, decimal, moveTo, o } from './output.ts'
import { appendField } from './persona.ts'

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
        digits(first)
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
        field(i, first, second, load<u32>(at, 12), load<u32>(at, 16) !== 0)
        break
      case 7:
        keptDigits(second, first)
        break
      case 8:
        if (startsWithCountry(input, inputLength)) copy(first === 0 ? input : first, 2)
        break
      default:
        if (!check(first)) return false
    }
  }
  return true
}

function digits(count: u32): void {
  for (let left = <i32>count; left > 0; left -= 4) {
    const places = <u32>min(4, left)
    const bound: f64 = places === 4 ? 10000 : places === 3 ? 1000 : places === 2 ? 100 : 10
    decimal(below(word(), bound), places)
  }
}

function letters(width: u32, count: u32): void {
  const perWord: u32 = 32 / width
  const mask: u32 = (1 << width) - 1
  let bits: u32 = 0
  for (let i: u32 = 0; i < count; i++) {
    if (i % perWord === 0) bits = word()
    const digit = bits & mask
    if (width === 4) byte(digit < 10 ? 48 + digit : 87 + digit)
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

function field(piece: u32, number: u32, spelling: u32, most: u32, ofInput: bool): void {
  const from = o
  appendField(piece, number, spelling, ofInput)
  if (most > 0 && <u32>(o - from) > most) moveTo(characterStart(from, o, most))
}
