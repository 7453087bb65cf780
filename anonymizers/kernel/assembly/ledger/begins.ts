/**
 * How originals begin, as each thread has it at hand when all of them are known: most words, and most numbers,
 * are told here not to be any. What is not told is looked up in the table of all threads; see table.ts.
 */
import { leadingOf } from './numbers.ts'

/** 64 bits for each 64 bytes of the table's first words: is there anything? */
let lines: usize = 0
let lineMask: u32 = 0
/** Bits of first words that are numbers, and behind them those of how whole numbers begin. */
let numbers: usize = 0

export function setBegins(linesAt: usize, count: u32, numbersAt: usize): void {
  lines = linesAt
  lineMask = count - 1
  numbers = numbersAt
}

function has(bit: u32): bool {
  return ((load<u8>(numbers + (bit >> 3)) >> (bit & 7)) & 1) !== 0
}

/** `isNumber`: the word has digits alone. Originals seldom begin so, and fields often are nothing else. */
export function mayBegin(print: u64, isNumber: bool): bool {
  const line = load<u64>(lines + <usize>((<u32>print >> 6) & lineMask) * 8)
  const bits = ((<u64>1) << (print & 63)) | ((<u64>1) << ((print >> 32) & 63))
  // Without a branch: which words are numbers follows no rule.
  return (
    (<u32>((line & bits) === bits) & (<u32>!isNumber | <u32>has(<u32>(print >> 24) & 0xffff))) !== 0
  )
}

/** Most masks of numbers begin as no original does: they belong to nobody. */
export function mayBeNumber(value: u64, digits: u32): bool {
  return has(leadingOf(value, digits))
}
