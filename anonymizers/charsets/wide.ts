import type { Charset } from './charset.ts'

/** Of two or four bytes a character; other bytes than those of ASCII for ASCII too. */
interface Wide {
  /** Bytes of a unit. */
  readonly unit: 2 | 4
  readonly littleEndian?: true
  /** No characters beyond U+FFFF. */
  readonly basic?: true
}

const forms: Readonly<Record<string, Wide>> = {
  ucs2: { unit: 2, basic: true },
  utf16: { unit: 2 },
  utf16le: { unit: 2, littleEndian: true },
  utf32: { unit: 4 },
}

/** By the name that MySQL and MariaDB have for it; undefined for others. */
export function wideCharset(name: string): Charset | undefined {
  const form = forms[name]
  return (
    form && {
      isWide: true,
      decode: (bytes) => decode(form, bytes),
      encode: (text) => encode(form, text),
    }
  )
}

function decode({ unit, littleEndian }: Wide, bytes: Uint8Array): string | undefined {
  if (bytes.length % unit !== 0) return undefined
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  let text = ''
  for (let at = 0; at < bytes.length; at += unit) {
    const code = unit === 2 ? view.getUint16(at, littleEndian) : view.getUint32(at)
    if (code > 0x10_ffff || (unit === 4 && code >= 0xd800 && code < 0xe000)) return undefined
    text += unit === 2 ? String.fromCharCode(code) : String.fromCodePoint(code)
  }
  return text.isWellFormed() ? text : undefined
}

function encode({ unit, littleEndian, basic }: Wide, text: string): Buffer {
  const characters = Array.from(text, (one) => (basic && one.length > 1 ? '?' : one))
  const codes =
    unit === 4
      ? characters.map((one) => one.codePointAt(0) ?? 0)
      : Array.from(characters.join('').split(''), (one) => one.charCodeAt(0))
  const bytes = Buffer.alloc(codes.length * unit)
  codes.forEach((code, i) => {
    if (unit === 4) bytes.writeUInt32BE(code, i * unit)
    else if (littleEndian) bytes.writeUInt16LE(code, i * unit)
    else bytes.writeUInt16BE(code, i * unit)
  })
  return bytes
}
