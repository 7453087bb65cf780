import type { ByteWriter } from './byte-writer.ts'
import { isAlphanumeric, isDigit } from './canonical.ts'

/**
 * Puts the separators of `input` into what was rendered from `from` on, when the counts agree. Beyond
 * ASCII nothing is a separator: it may be a letter, of a name beside the number.
 */
export function takeOverSeparators(input: Uint8Array, out: ByteWriter, from: number): void {
  let count = 0
  for (let i = 0; i < input.length; i++) {
    const byte = input[i] as number
    if (byte >= 0x80) return
    if (isAlphanumeric(byte)) count++
  }
  if (count !== out.length - from || count === input.length) return
  spreadOver(input, out, from)
}

function spreadOver(input: Uint8Array, out: ByteWriter, from: number): void {
  const length = out.length - from
  out.ensure(input.length - length)
  const { bytes } = out
  let at = from + length - 1
  // From the end, so that nothing is overwritten before it is moved.
  for (let i = input.length - 1; i >= 0; i--)
    bytes[from + i] = isAlphanumeric(input[i] as number)
      ? (bytes[at--] as number)
      : (input[i] as number)
  out.length = from + input.length
}

/**
 * Spells the nine digits rendered from `from` on as `input` spells its number: with `+48`, `0048`, `48`
 * or a trunk `0` before it and the same separators. A foreign number becomes `+48…` when it was written
 * with its country code, else nine digits.
 */
export function spellPhone(input: Uint8Array, out: ByteWriter, from: number): void {
  let digits = 0
  let plain = true
  for (let i = 0; i < input.length; i++) {
    const byte = input[i] as number
    if (isDigit(byte)) digits++
    else if (isAlphanumeric(byte) || byte >= 0x80) plain = false
  }
  const before = digits - 9
  if (before < 0 || before > 4 || !plain || !isPolishPrefix(input, before)) {
    if (input[0] === 0x2b || (input[0] === 0x30 && input[1] === 0x30)) insert(out, from, '+48')
    return
  }
  let at = from
  for (let i = 0; at < from + before; i++) {
    const byte = input[i] as number
    if (isDigit(byte)) insert(out, at++, String.fromCharCode(byte))
  }
  if (digits !== input.length) spreadOver(input, out, from)
}

function isPolishPrefix(input: Uint8Array, count: number): boolean {
  let prefix = ''
  for (let i = 0; prefix.length < count; i++)
    if (isDigit(input[i] as number)) prefix += String.fromCharCode(input[i] as number)
  return prefix === '' || prefix === '0' || prefix === '48' || prefix === '0048'
}

function insert(out: ByteWriter, at: number, text: string): void {
  out.ensure(text.length)
  out.bytes.copyWithin(at + text.length, at, out.length)
  for (let i = 0; i < text.length; i++) out.bytes[at + i] = text.charCodeAt(i)
  out.length += text.length
}
