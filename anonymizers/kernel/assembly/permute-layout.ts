/** The twin of ../permute-layout.ts. */
import { limbsOf, networkOf } from './feistel.ts'
import { isDigit, isLetter } from './letters.ts'
import {
  endsAt,
  firstLimbs,
  mostDigits,
  networkOver,
  ofMany,
  ofOne,
  radices,
  radicesAt,
  secondLimbs,
} from './network.ts'
import { asLayout, kindAt, keptAt, unchanged, wayAt } from './permute-note.ts'

/** Digit for digit and letter for letter, behind what is kept. */
export const byClass: u32 = 0
export const ofUuid: u32 = 1
export const ofUlid: u32 = 2
/** Digit for digit: letters stay. */
export const ofDigits: u32 = 3

const digits: usize = memory.data(88)

/** Reads a value into a note; false when it is left to JavaScript. The first `kept` bytes stay. */
export function readLayout(
  feistel: usize,
  value: usize,
  length: u32,
  note: usize,
  kind: u32,
  kept: u32,
): bool {
  let count: u32 = 0
  for (let i: u32 = 0; i < length; i++) {
    const byte: u32 = load<u8>(value + i)
    if (byte >= 0x80) return false
    const radix = i < kept ? 0 : radixOf(kind, byte, i)
    if (radix === 0) continue
    if (count === mostDigits) return false
    store<u8>(radices + count, radix)
    store<u8>(digits + count++, digitOf(byte, radix))
  }
  store<u32>(note, kept, keptAt)
  store<u32>(note, kind, kindAt)
  store<u32>(note, count === 0 ? unchanged : asLayout, wayAt)
  if (count === 0) return true
  const network = networkOver(feistel, count)
  if (network === 0) return false
  store<u32>(note, <u32>network, networkOf)
  pack(network, note + limbsOf, count)
  return true
}

function radixOf(kind: u32, byte: u32, place: u32): u32 {
  if (kind === ofUuid) return byte === 0x2d || place === 14 || place === 19 ? 0 : 16
  if (isDigit(byte)) return kind === ofUlid && place === 0 ? 8 : 10
  if (kind === ofDigits) return 0
  return isLetter(byte) ? (kind === ofUlid ? 22 : 26) : 0
}

function digitOf(byte: u32, radix: u32): u32 {
  if (isDigit(byte)) return byte - 48
  const letter = (byte | 0x20) - 0x61
  return radix === 22 ? letter - withoutIn(letter) : letter + (radix === 16 ? 10 : 0)
}

/** How many of the letters I, L, O and U, which ULIDs do not have, stand before a letter of the alphabet. */
function withoutIn(letter: u32): u32 {
  return u32(letter > 8) + u32(letter > 11) + u32(letter > 14) + u32(letter > 20)
}

function pack(network: usize, limbs: usize, count: u32): void {
  const kind: u32 = load<u32>(network)
  if (kind === ofOne) {
    store<u64>(limbs, load<u8>(digits))
    return
  }
  const all = howManyLimbs(network, kind)
  let from: u32 = 0
  for (let limb: u32 = 0; limb < all; limb++) {
    const to: u32 = load<u8>(network + limb, endsAt)
    let value: u64 = 0
    for (let i = from; i < to; i++)
      value = value * <u64>load<u8>(network + i, radicesAt) + <u64>load<u8>(digits + i)
    if (kind === ofMany) store<u32>(limbs + (limb << 2), <u32>value)
    else store<u64>(limbs + (limb << 3), value)
    from = to
  }
}

function howManyLimbs(network: usize, kind: u32): u32 {
  return kind === ofMany ? load<u32>(network, firstLimbs) + load<u32>(network, secondLimbs) : 2
}

/** The reverse of {@link pack}, into {@link digits}. */
function unpack(network: usize, limbs: usize): void {
  const kind: u32 = load<u32>(network)
  if (kind === ofOne) {
    store<u8>(digits, load<u8>(limbs))
    return
  }
  const all = howManyLimbs(network, kind)
  let from: u32 = 0
  for (let limb: u32 = 0; limb < all; limb++) {
    const to: u32 = load<u8>(network + limb, endsAt)
    let value: u64 =
      kind === ofMany ? <u64>load<u32>(limbs + (limb << 2)) : load<u64>(limbs + (limb << 3))
    for (let i = to; i > from; i--) {
      const radix: u64 = load<u8>(network + i - 1, radicesAt)
      const rest = value / radix
      store<u8>(digits + i - 1, <u32>(value - rest * radix))
      value = rest
    }
    from = to
  }
}

/** Writes the image of a value that {@link readLayout} read to `to`, as many bytes as it has. */
export function writeLayout(note: usize, value: usize, length: u32, to: usize): void {
  unpack(load<u32>(note, networkOf), note + limbsOf)
  const kind: u32 = load<u32>(note, kindAt)
  const kept: u32 = load<u32>(note, keptAt)
  let next = digits
  for (let i: u32 = 0; i < length; i++) {
    const byte: u32 = load<u8>(value + i)
    const radix = i < kept ? 0 : radixOf(kind, byte, i)
    const sign = radix === 0 ? byte : signOf(load<u8>(next++), radix, byte)
    store<u8>(to + i, kind === ofUuid && isLetter(sign) ? sign | 0x20 : sign)
  }
}

function signOf(digit: u32, radix: u32, before: u32): u32 {
  if (radix <= 10 || (radix === 16 && digit < 10)) return 48 + digit
  const letter = radix === 22 ? withThose(digit) : radix === 16 ? digit - 10 : digit
  const isUpper = isLetter(before) && (before & 0x20) === 0
  return (isUpper ? 0x41 : 0x61) + letter
}

/** The reverse of what {@link withoutIn} takes off. */
function withThose(digit: u32): u32 {
  return digit + u32(digit > 7) + u32(digit > 9) + u32(digit > 11) + u32(digit > 16)
}
