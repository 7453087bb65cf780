import type { Field } from './load-data-text.ts'

/** Bytes of numbers, of NULL, and of hexadecimal and binary literals. */
export const isWord = new Uint8Array(256)
for (const byte of '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ+-.')
  isWord[byte.charCodeAt(0)] = 1

/** Longer and odder ones exist; they are inserted. A year of one or two digits means something else as text. */
const numbers: { readonly [kind in Field['kind']]?: RegExp } = {
  integer: /^-?\d+$/,
  float: /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/,
  year: /^\d{4}$/,
}
const longestNumber = 100

/**
 * Writes what stands without quotes between `from` and `till`, or with `prefixed` as in `x'41'` (`till` is
 * before the closing quote then), as LOAD DATA reads it.
 *
 * @returns where `out` goes on; -1 when LOAD DATA could read another value than INSERT does.
 */
export function writeWord(
  values: Uint8Array,
  from: number,
  till: number,
  prefixed: boolean,
  { kind, nullable }: Field,
  out: Uint8Array,
  to: number,
): number {
  if (till - from === 4 && startsWith(values, from, 'NULL')) {
    if (!nullable) return -1
    out[to] = 92
    out[to + 1] = 78
    return to + 2
  }
  const first = values[from]! | 32
  if (prefixed && first === 98)
    return kind === 'bit' ? writeBits(values, from + 2, till, out, to) : -1
  const hexadecimal = prefixed
    ? first === 120
    : values[from] === 48 && values[from + 1] === 120 && till - from > 2
  if (hexadecimal) return kind === 'bytes' ? writeHexadecimal(values, from + 2, till, out, to) : -1
  if (prefixed || till - from > longestNumber) return -1
  const plain =
    kind === 'decimal'
      ? isDecimal(values, from, till)
      : (numbers[kind]?.test(latin1(values, from, till)) ?? false)
  if (!plain) return -1
  let end = to
  for (let digit = from; digit < till; digit++) out[end++] = values[digit]!
  return end
}

/** Whether digits stand there and nothing else. */
export function isWhole(values: Uint8Array, from: number, till: number): boolean {
  if (till === from || till - from > longestNumber) return false
  for (let at = from; at < till; at++) if (values[at]! < 48 || values[at]! > 57) return false
  return true
}

/** `12`, `-12.50`: the numbers that dumps have most of, looked at without making a text of each. */
function isDecimal(values: Uint8Array, from: number, till: number): boolean {
  const first = values[from] === 45 ? from + 1 : from
  let point = till
  for (let at = first; at < till; at++) {
    const byte = values[at]!
    if (byte === 46 && point === till) point = at
    else if (byte < 48 || byte > 57) return false
  }
  return point > first && point !== till - 1
}

export function startsWith(bytes: Uint8Array, at: number, word: string): boolean {
  for (let index = 0; index < word.length; index++)
    if (bytes[at + index] !== word.charCodeAt(index)) return false
  return true
}

function writeHexadecimal(
  values: Uint8Array,
  from: number,
  till: number,
  out: Uint8Array,
  to: number,
): number {
  if ((till - from) % 2 !== 0) return -1
  let end = to
  for (let digit = from; digit < till; digit += 2) {
    const high = hexDigit(values[digit]!)
    const low = hexDigit(values[digit + 1]!)
    if (high < 0 || low < 0) return -1
    end = writeByte(high * 16 + low, out, end)
  }
  return end
}

function writeBits(
  values: Uint8Array,
  from: number,
  till: number,
  out: Uint8Array,
  to: number,
): number {
  if (till === from || till - from > 64) return -1
  let value = 0n
  for (let digit = from; digit < till; digit++) {
    const bit = values[digit]! - 48
    if (bit !== 0 && bit !== 1) return -1
    value = value * 2n + BigInt(bit)
  }
  let end = to
  for (let shift = BigInt(Math.ceil((till - from) / 8) - 1) * 8n; shift >= 0n; shift -= 8n)
    end = writeByte(Number((value >> shift) & 255n), out, end)
  return end
}

function writeByte(byte: number, out: Uint8Array, to: number): number {
  const escaped = byte === 9 ? 116 : byte === 10 ? 110 : byte === 39 || byte === 92 ? byte : 0
  if (escaped === 0) {
    out[to] = byte
    return to + 1
  }
  out[to] = 92
  out[to + 1] = escaped
  return to + 2
}

function hexDigit(byte: number): number {
  if (byte >= 48 && byte <= 57) return byte - 48
  const letter = byte | 32
  return letter >= 97 && letter <= 102 ? letter - 87 : -1
}

function latin1(bytes: Uint8Array, from: number, to: number): string {
  let text = ''
  for (let at = from; at < to; at++) text += String.fromCharCode(bytes[at]!)
  return text
}
