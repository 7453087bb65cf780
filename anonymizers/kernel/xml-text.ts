import type { ByteWriter } from './byte-writer.ts'
import { appendCodePoint } from './json-text.ts'

/** Entities that XML 1.0 (section 4.6) has without a DTD. */
const entities: Readonly<Record<string, number>> = {
  amp: 0x26,
  lt: 0x3c,
  gt: 0x3e,
  quot: 0x22,
  apos: 0x27,
}

/** XML 1.0, section 2.2. */
const isCharacter = (code: number) =>
  code === 0x09 ||
  code === 0x0a ||
  code === 0x0d ||
  (code >= 0x20 && code < 0xd800) ||
  (code > 0xdfff && code < 0xfffe) ||
  (code >= 0x10000 && code <= 0x10ffff)

/** Longest reference: `&#x0010FFFF;` */
const longestReference = 12

/** Appends what the text between `from` and `to` means; false when it has an entity that nothing declares. */
export function appendXmlDecoded(
  text: Uint8Array,
  from: number,
  to: number,
  out: ByteWriter,
): boolean {
  for (let i = from; i < to; i++) {
    const byte = text[i] as number
    if (byte !== 0x26) {
      out.byte(byte)
      continue
    }
    const end = text.subarray(i, Math.min(to, i + longestReference)).indexOf(0x3b)
    if (end < 2) return false
    const code = referenced(Buffer.from(text.subarray(i + 1, i + end)).toString('latin1'))
    if (code === undefined || !isCharacter(code)) return false
    appendCodePoint(code, out)
    i += end
  }
  return true
}

function referenced(name: string): number | undefined {
  if (/^#x[0-9a-f]+$/i.test(name)) return Number.parseInt(name.slice(2), 16)
  if (/^#\d+$/.test(name)) return Number(name.slice(1))
  return Object.hasOwn(entities, name) ? entities[name] : undefined
}

/** How a document writes what it could write in two ways. */
export interface XmlStyle {
  /** Letters beyond ASCII as `&#322;`. */
  readonly escapesUnicode: boolean
}

export function xmlStyle(text: Uint8Array): XmlStyle {
  if (text.some((byte) => byte >= 0x80)) return { escapesUnicode: false }
  const references = Buffer.from(text)
    .toString('latin1')
    .matchAll(/&(#[0-9xa-f]+);/gi)
  return {
    escapesUnicode: [...references].some(([, name = '']) => (referenced(name) ?? 0) >= 0x80),
  }
}

/** Where a text stands: between tags, within CDATA, or between quotes of this byte. */
export type XmlPlace = 'content' | 'cdata' | { readonly quote: number }

/** Appends `value` (UTF-8) as it is written at `place`; false when XML has no way to write it. */
export function appendXmlEncoded(
  value: Uint8Array,
  place: XmlPlace,
  style: XmlStyle,
  out: ByteWriter,
): boolean {
  const text = Buffer.from(value.buffer, value.byteOffset, value.length).toString()
  if (place === 'cdata') {
    out.copy(Buffer.from(`<![CDATA[${text.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`))
    return Array.from(text).every((one) => isCharacter(one.codePointAt(0) ?? 0))
  }
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0
    if (!isCharacter(code)) return false
    out.copy(Buffer.from(written(character, code, place, style)))
  }
  return true
}

function written(
  character: string,
  code: number,
  place: Exclude<XmlPlace, 'cdata'>,
  { escapesUnicode }: XmlStyle,
): string {
  if (character === '&') return '&amp;'
  if (character === '<') return '&lt;'
  if (character === '>') return '&gt;'
  if (place === 'content') {
    if (code === 0x0d) return '&#13;'
  } else if (code < 0x20) return `&#${code};`
  else if (code === place.quote) return code === 0x22 ? '&quot;' : '&apos;'
  return escapesUnicode && code >= 0x80 ? `&#${code};` : character
}
