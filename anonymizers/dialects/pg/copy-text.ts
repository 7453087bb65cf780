import { byte, byteClass } from '../byte-classes.ts'
import type { ByteWriter } from '../byte-writer.ts'

const controls: Readonly<Record<string, number>> = { b: 8, t: 9, n: 10, v: 11, f: 12, r: 13 }
const controlOf = new Uint8Array(256)
const letterOf = new Uint8Array(256)
for (const [letter, control] of Object.entries(controls)) {
  controlOf[letter.charCodeAt(0)] = control
  letterOf[control] = letter.charCodeAt(0)
}
letterOf[byte.backslash] = byte.backslash

const isOctal = byteClass((code) => code >= 0x30 && code <= 0x37)

/**
 * Undoes the escapes of a field of COPY's text format that is not NULL: `\b \f \n \r \t \v`, `\` with
 * one to three octal digits, `\x` with one or two hexadecimal ones, `\` before any other byte.
 * Writes to `target` from `at` and returns the number of bytes, never more than there were.
 */
export function decodeCopyText(
  bytes: Buffer,
  from: number,
  to: number,
  target: Buffer,
  at: number,
): number {
  let length = at
  for (let i = from; i < to; i++) {
    let code = bytes[i] as number
    if (code === byte.backslash && i + 1 < to) {
      code = bytes[++i] as number
      if (controlOf[code] !== 0) code = controlOf[code] as number
      else if (isOctal[code] === 1) {
        const end = runEnd(bytes, i, Math.min(to, i + 3), octalDigit)
        code = Number.parseInt(bytes.toString('latin1', i, end), 8) & 0xff
        i = end - 1
      } else if (code === 0x78) {
        const end = runEnd(bytes, i + 1, Math.min(to, i + 3), hexDigit)
        if (end > i + 1) code = Number.parseInt(bytes.toString('latin1', i + 1, end), 16)
        i = end - 1
      }
    }
    target[length++] = code
  }
  return length - at
}

/** Writes a field as the server does (CopyAttributeOutText); null as `\N`. */
export function encodeCopyText(value: Uint8Array | null, out: ByteWriter): void {
  if (value === null) {
    out.reserve(2)
    out.bytes[out.length++] = byte.backslash
    out.bytes[out.length++] = 0x4e
    return
  }
  out.reserve(value.length * 2)
  const { bytes } = out
  let at = out.length
  for (let i = 0; i < value.length; i++) {
    const code = value[i] as number
    const letter = letterOf[code] as number
    if (letter !== 0) bytes[at++] = byte.backslash
    bytes[at++] = letter === 0 ? code : letter
  }
  out.length = at
}

const octalDigit = /[0-7]/
const hexDigit = /[0-9a-f]/i

function runEnd(bytes: Buffer, from: number, to: number, digit: RegExp): number {
  let end = from
  while (end < to && digit.test(String.fromCharCode(bytes[end] as number))) end++
  return end
}
