/** The twin of ../digits-of.ts. */
import { isDigit, isLetter } from './letters.ts'

const most: u32 = 32
/** The digits that were read last, and how many there are; more than {@link most} are counted and not kept. */
export const digitsRead: usize = memory.data(32)
export let digitCount: u32 = 0

/** Reads the digits from `from` on; false when there are letters beside them. */
export function readDigits(value: usize, from: u32, length: u32): bool {
  digitCount = 0
  for (let i = from; i < length; i++) {
    const byte: u32 = load<u8>(value + i)
    if (isDigit(byte)) {
      if (digitCount < most) store<u8>(digitsRead + digitCount, byte)
      digitCount++
    } else if (byte >= 0x80 || isLetter(byte)) return false
  }
  return true
}

/** The number that the digits from `from` to `to` (excluded) of those at `digits` write; of up to eighteen. */
export function numberOf(digits: usize, from: u32, to: u32): u64 {
  let number: u64 = 0
  for (let i = from; i < to; i++) number = number * 10 + <u64>(load<u8>(digits + i) - 48)
  return number
}
