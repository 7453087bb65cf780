import type { ByteWriter } from './byte-writer.ts'

/** How a document writes what it could write in two ways. */
export interface JsonStyle {
  /** Letters beyond ASCII as `\u0142`. */
  readonly escapesUnicode: boolean
  readonly upperHex: boolean
  /** `/` as `\/`, as PHP does. */
  readonly escapesSlash: boolean
}

const backslash = 0x5c

export function jsonStyle(text: Uint8Array): JsonStyle {
  let escaped = false
  let raw = false
  let upperHex = false
  let escapesSlash = false
  for (let i = 0; i < text.length; i++) {
    const byte = text[i] as number
    if (byte >= 0x80) raw = true
    if (byte !== backslash) continue
    const next = text[++i]
    if (next === 0x2f) escapesSlash = true
    if (next !== 0x75) continue
    const hex = text.subarray(i + 1, i + 5)
    if (hex.some((digit) => digit >= 0x41 && digit <= 0x46)) upperHex = true
    if (!(hex[0] === 0x30 && hex[1] === 0x30 && (hex[2] ?? 0) < 0x38)) escaped = true
  }
  return { escapesUnicode: escaped && !raw, upperHex, escapesSlash }
}

const short: Readonly<Record<number, number>> = {
  0x22: 0x22,
  0x5c: 0x5c,
  0x2f: 0x2f,
  0x62: 0x08,
  0x66: 0x0c,
  0x6e: 0x0a,
  0x72: 0x0d,
  0x74: 0x09,
}
const shortFor = new Map(Object.entries(short).map(([letter, byte]) => [byte, Number(letter)]))

/** Appends what the string between the quotes at `from` and `to` means; false when it is malformed. */
export function appendDecoded(
  text: Uint8Array,
  from: number,
  to: number,
  out: ByteWriter,
): boolean {
  for (let i = from; i < to; i++) {
    const byte = text[i] as number
    if (byte !== backslash) {
      if (byte < 0x20) return false
      out.byte(byte)
      continue
    }
    const letter = text[++i] as number
    if (letter === 0x75) {
      const code = codeUnit(text, i + 1, to)
      i += 4
      if (code < 0 || (code >= 0xdc00 && code <= 0xdfff)) return false
      if (code < 0xd800 || code > 0xdfff) appendCodePoint(code, out)
      else {
        const low =
          text[i + 1] === backslash && text[i + 2] === 0x75 ? codeUnit(text, i + 3, to) : -1
        if (low < 0xdc00 || low > 0xdfff) return false
        appendCodePoint(0x10000 + ((code - 0xd800) << 10) + low - 0xdc00, out)
        i += 6
      }
    } else {
      const meant = short[letter]
      if (meant === undefined) return false
      out.byte(meant)
    }
  }
  return true
}

function codeUnit(text: Uint8Array, from: number, to: number): number {
  if (from + 4 > to) return -1
  const hex = Buffer.from(text.buffer, text.byteOffset + from, 4).toString('latin1')
  return /^[0-9a-f]{4}$/i.test(hex) ? Number.parseInt(hex, 16) : -1
}

/** In UTF-8. */
export function appendCodePoint(code: number, out: ByteWriter): void {
  if (code < 0x80) out.byte(code)
  else if (code < 0x800) {
    out.byte(0xc0 | (code >> 6))
    out.byte(0x80 | (code & 0x3f))
  } else if (code < 0x10000) {
    out.byte(0xe0 | (code >> 12))
    out.byte(0x80 | ((code >> 6) & 0x3f))
    out.byte(0x80 | (code & 0x3f))
  } else {
    out.byte(0xf0 | (code >> 18))
    out.byte(0x80 | ((code >> 12) & 0x3f))
    out.byte(0x80 | ((code >> 6) & 0x3f))
    out.byte(0x80 | (code & 0x3f))
  }
}

/** Appends `value` (UTF-8) as a JSON string with its quotes. */
export function appendEncoded(value: Uint8Array, style: JsonStyle, out: ByteWriter): void {
  out.byte(0x22)
  for (let i = 0; i < value.length; i++) {
    const byte = value[i] as number
    const letter = shortFor.get(byte)
    if (byte >= 0x80 && style.escapesUnicode) i += appendEscaped(value, i, style, out)
    else if (letter !== undefined && (byte !== 0x2f || style.escapesSlash)) {
      out.byte(backslash)
      out.byte(letter)
    } else if (byte < 0x20) appendUnit(byte, style, out)
    else out.byte(byte)
  }
  out.byte(0x22)
}

/** Escapes the character that starts at `at`; returns how many more bytes it had. */
function appendEscaped(value: Uint8Array, at: number, style: JsonStyle, out: ByteWriter): number {
  const first = value[at] as number
  const more = first >= 0xf0 ? 3 : first >= 0xe0 ? 2 : 1
  const character = Buffer.from(value.buffer, value.byteOffset + at, more + 1).toString()
  for (let i = 0; i < character.length; i++) appendUnit(character.charCodeAt(i), style, out)
  return more
}

function appendUnit(code: number, style: JsonStyle, out: ByteWriter): void {
  const hex = code.toString(16).padStart(4, '0')
  out.copy(Buffer.from(`\\u${style.upperHex ? hex.toUpperCase() : hex}`))
}
