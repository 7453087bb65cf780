import { isDigit, isLetter } from './canonical.ts'

/** The ASCII digits of the last value that was read. */
export interface Digits {
  readonly bytes: Uint8Array
  /** How many there are; more than fit are counted and not kept. */
  count: number
}

/**
 * Reads the digits of `value` from `from` on; false when there are letters beside them, ASCII or not, so
 * that it is no number in whatever spelling.
 */
export function readDigits(value: Uint8Array, from: number, into: Digits): boolean {
  into.count = 0
  for (let i = from; i < value.length; i++) {
    const byte = value[i] as number
    if (isDigit(byte)) into.bytes[into.count++] = byte
    else if (byte >= 0x80 || isLetter(byte)) return false
  }
  return true
}

/** The number that the digits from `from` to `to` (excluded) write. */
export function numberOf({ bytes }: Digits, from: number, to: number): number {
  let number = 0
  for (let i = from; i < to; i++) number = number * 10 + (bytes[i] as number) - 48
  return number
}
