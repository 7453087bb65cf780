/** The twin of ../international.ts. */
import { isDigit } from './letters.ts'

/**
 * A range of numbers, as ../wasm-phone.ts lays it out: the country's code and the trunk prefix (each where it
 * is, and its length), how many beginnings there are that are given to nobody, and where (at, length, digits
 * that follow).
 */
export const codeAt: usize = 0
export const trunkAt: usize = 8
export const countAt: usize = 16
export const beginningsAt: usize = 20

/** What stands before the digits behind the country's code. */
export const national: u32 = 0
export const withPlus: u32 = 1
export const withZeros: u32 = 2
export const withCode: u32 = 3

/** Longer values are left. */
export const longestNumber: u32 = 80
const fewestWithCode: u32 = 11
const room: usize = memory.data(128)
const first = room + 24

/** The number that was read last: country code and number, digits alone. */
export let numberAt: usize = first
export let numberLength: u32 = 0
export let form: u32 = 0

/** Reads a value of up to {@link longestNumber} bytes. */
export function readInternational(value: usize, length: u32, range: usize): void {
  let count: u32 = 0
  let sign: u32 = 0
  for (let i: u32 = 0; i < length; i++) {
    const byte: u32 = load<u8>(value + i)
    if (sign === 0 && (byte === 0x2b || isDigit(byte))) sign = byte
    if (isDigit(byte)) store<u8>(first + count++, byte)
  }
  numberAt = first
  numberLength = count
  form = national
  if (sign === 0x2b) {
    form = withPlus
    dropTrunk(range)
  } else if (count > 4 && load<u16>(first) === 0x3030) {
    form = withZeros
    numberAt += 2
    numberLength -= 2
    dropTrunk(range)
  } else if (count > 0) {
    const trunk: u32 = load<u32>(range, trunkAt + 4)
    if (trunk > 0 && begins(load<u32>(range, trunkAt), trunk, 0)) putCode(range, trunk)
    else if (
      count >= fewestWithCode &&
      begins(load<u32>(range, codeAt), load<u32>(range, codeAt + 4), 0)
    )
      form = withCode
    else putCode(range, 0)
  }
}

/** Whether the number has this text behind so many of its digits. */
function begins(text: usize, size: u32, from: u32): bool {
  return from + size <= numberLength && memory.compare(numberAt + from, text, size) === 0
}

/** Takes a trunk prefix out that stands behind the country's code. */
function dropTrunk(range: usize): void {
  const code: u32 = load<u32>(range, codeAt + 4)
  const trunk: u32 = load<u32>(range, trunkAt + 4)
  if (trunk === 0 || !begins(load<u32>(range, codeAt), code, 0)) return
  if (begins(load<u32>(range, trunkAt), trunk, code)) putCode(range, code + trunk)
}

/** Puts the country's code in place of the first digits. */
function putCode(range: usize, digits: u32): void {
  const code: u32 = load<u32>(range, codeAt + 4)
  numberAt += digits - code
  numberLength += code - digits
  memory.copy(numberAt, load<u32>(range, codeAt), code)
}
