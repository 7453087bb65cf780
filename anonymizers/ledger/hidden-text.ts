import { isUtf8 } from 'node:buffer'

/** What stands for a character in JSON, PHP and SQL texts. */
const backslashes: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  b: '\b',
  f: '\f',
  v: '\v',
  '0': '\0',
}

/** The named entities that texts about people hold. */
const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  oacute: 'ó',
  Oacute: 'Ó',
  eacute: 'é',
  auml: 'ä',
  ouml: 'ö',
  uuml: 'ü',
  Auml: 'Ä',
  Ouml: 'Ö',
  Uuml: 'Ü',
  szlig: 'ß',
}

const escapes = /\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|([^]))/g
const percents = /(?:%[0-9a-fA-F]{2})+/g
const references = /&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([A-Za-z]{2,6}));/g

/** The text with its escapes undone, once; undefined when it has none of them. */
export function unescaped(bytes: Uint8Array): Uint8Array | undefined {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1')
  let changed = text
  if (text.includes('\\'))
    changed = changed.replace(escapes, (whole, unit?: string, byte?: string, sign = '') => {
      // A surrogate by itself stays apart: pairs are joined below.
      if (unit !== undefined) return `\u{f0000}${unit}`
      if (byte !== undefined) return whole
      return backslashes[sign as string] ?? (sign as string)
    })
  if (text.includes('%'))
    changed = changed.replace(percents, (run) =>
      Buffer.from(run.replaceAll('%', ''), 'hex').toString('latin1'),
    )
  if (text.includes('&'))
    changed = changed.replace(references, (whole, decimal?: string, hex?: string, named = '') => {
      const code = decimal === undefined ? (hex === undefined ? -1 : parseInt(hex, 16)) : +decimal
      if (code >= 0) return code <= 0x10ffff ? asBytes(String.fromCodePoint(code)) : whole
      const sign = entities[named as string]
      return sign === undefined ? whole : asBytes(sign)
    })
  if (changed === text) return undefined
  const joined = changed.replace(/(?:\u{f0000}[0-9a-fA-F]{4})+/gu, (run) =>
    asBytes(
      String.fromCharCode(
        ...run
          .split('\u{f0000}')
          .slice(1)
          .map((unit) => parseInt(unit, 16)),
      ),
    ),
  )
  return Buffer.from(joined, 'latin1')
}

const asBytes = (text: string) => Buffer.from(text).toString('latin1')

/** Shorter runs hold no value of six bytes. */
export const shortestRun = 8

const packed = /[0-9A-Za-z+/_-]{8,}(?:\r?\n[0-9A-Za-z+/_-]{4,})*/g
const hexadecimal = /^(?:0?x)?((?:[0-9a-fA-F]{2}){6,})$/

/** The texts that stand in it in base 64 or hexadecimal numbers. */
export function* packedTexts(bytes: Uint8Array): Generator<Uint8Array> {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1')
  for (const [run] of text.matchAll(packed)) {
    const digits = hexadecimal.exec(run)?.[1]
    if (digits !== undefined) {
      const found = Buffer.from(digits, 'hex')
      if (isText(found)) yield found
    }
    if (!seemsText(run)) continue
    const found = Buffer.from(run.replace(/\s/g, ''), 'base64')
    if (isText(found)) yield found
  }
}

/** By the first six bytes, so that words are not unpacked in vain. */
const seemsText = (run: string) => isText(Buffer.from(run.slice(0, 8), 'base64').subarray(0, 5))

/** Mostly signs that are written; a character may be cut at the end. */
function isText(bytes: Uint8Array): boolean {
  let strange = 0
  for (let i = 0; i < bytes.length; i++) {
    const code = bytes[i] as number
    if ((code < 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) || code === 0x7f) strange++
  }
  if (strange * 20 > bytes.length) return false
  for (let cut = 0; cut < 4 && cut < bytes.length; cut++)
    if (isUtf8(bytes.subarray(0, bytes.length - cut))) return true
  return false
}
