/**
 * Letters without their marks, so that a word is the same with and without them, put together or of parts:
 * `Łukasz` and `lukasz` fold to one. Other letters become lower-case ones, what is no letter a blank.
 */

const skipped = 0xffff
const asLetter = 0x8000

/** Letters that Unicode does not take apart. */
const withoutMarks: Readonly<Record<string, string>> = {
  ł: 'l',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ı: 'i',
  ħ: 'h',
  ŧ: 't',
  ŋ: 'n',
  ſ: 's',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  þ: 'th',
}

/** 0xffff: nothing; 0x8000 and a code point: that letter; else one or two letters of ASCII, the first in the low byte. */
function entryOf(code: number): number {
  const sign = String.fromCodePoint(code)
  if (/\p{M}/u.test(sign) || code === 0xad) return 0xffff
  if (!/[\p{L}\p{N}]/u.test(sign)) return 0x20
  const lower = sign.toLowerCase()
  const plain = withoutMarks[lower] ?? lower.normalize('NFKD').replace(/[\p{M}·ʼ]/gu, '')
  if (/^[0-9a-z]{1,2}$/.test(plain))
    return plain.charCodeAt(0) | ((plain.length > 1 ? plain.charCodeAt(1) : 0) << 8)
  const kept = plain.codePointAt(0) ?? code
  return 0x8000 | (kept >= 0x80 && kept < 0x800 ? kept : code)
}

/** Of U+0000 to U+05FF; see {@link entryOf}. */
export const letterEntries = Uint16Array.from({ length: 0x600 }, (_, code) => entryOf(code))
/** Of U+1E00 to U+1EFF. */
export const additionalEntries = Uint16Array.from({ length: 0x100 }, (_, i) => entryOf(0x1e00 + i))

/** Folds UTF-8; ASCII stays as it is, what is no UTF-8 becomes blank. Never longer than the input. */
export function fold(bytes: Uint8Array): Uint8Array {
  const out = new Uint8Array(bytes.length)
  let to = 0
  const put = (entry: number): void => {
    if (entry === skipped) return
    if (entry >= asLetter) {
      const code = entry & 0x7fff
      out[to++] = 0xc0 | (code >> 6)
      out[to++] = 0x80 | (code & 0x3f)
      return
    }
    out[to++] = entry & 0xff
    if (entry > 0xff) out[to++] = entry >> 8
  }
  const isMore = (at: number, count: number): boolean => {
    for (let i = at; i < at + count; i++) if (((bytes[i] ?? 0) & 0xc0) !== 0x80) return false
    return true
  }
  const sixBits = (at: number) => (bytes[at] as number) & 0x3f
  for (let at = 0; at < bytes.length;) {
    const first = bytes[at] as number
    if (first < 0x80) out[to++] = bytes[at++] as number
    else if (first >= 0xc2 && first < 0xe0 && isMore(at + 1, 1)) {
      const code = ((first & 0x1f) << 6) | sixBits(at + 1)
      put(letterEntries[code] ?? asLetter | code)
      at += 2
    } else if (first >= 0xe0 && first < 0xf0 && isMore(at + 1, 2)) {
      const code = ((first & 0x0f) << 12) | (sixBits(at + 1) << 6) | sixBits(at + 2)
      const entry = entryOfThree(code)
      if (entry !== undefined) put(entry)
      else for (let i = 0; i < 3; i++) out[to++] = bytes[at + i] as number
      at += 3
    } else if (first >= 0xf0 && first < 0xf5 && isMore(at + 1, 3)) {
      if (bytes[at + 1] === 0x9f) out[to++] = 0x20
      else for (let i = 0; i < 4; i++) out[to++] = bytes[at + i] as number
      at += 4
    } else {
      out[to++] = 0x20
      at++
    }
  }
  return out.subarray(0, to)
}

/** Zero width, joiners, directions, forms of the sign before, and the mark at the beginning of files. */
const isUnseen = (code: number): boolean =>
  (code >= 0x200b && code < 0x2010) ||
  (code >= 0x202a && code < 0x202f) ||
  (code >= 0x2060 && code < 0x2070) ||
  (code >= 0xfe00 && code < 0xfe10) ||
  code === 0xfeff

/** Undefined: the letter stays. */
function entryOfThree(code: number): number | undefined {
  if (code >= 0x1e00 && code < 0x1f00) return additionalEntries[code - 0x1e00]
  if (isUnseen(code)) return skipped
  // Letters of ASCII in full width.
  if (code >= 0xff01 && code < 0xff5f) return code - 0xfee0
  if ((code >= 0x2000 && code < 0x2c00) || (code >= 0x3000 && code < 0x3040)) return 0x20
  return undefined
}
