/**
 * Letter case and transliteration of the Latin letters up to U+017F (Basic Latin, Latin-1, Latin
 * Extended-A) by table, over UTF-8. In UTF-8 the non-ASCII ones are two bytes, 0xC3 to 0xC5 and one
 * more; 0xC2 holds signs only.
 */
const lowerOf = new Uint16Array(0x180)
const upperOf = new Uint16Array(0x180)
/** The plain letter for a letter with a mark, where there is a single one; 0 elsewhere. */
const plainOf = new Uint8Array(0x180)

/** By code point, up to U+017F. */
export const letterTables = { lower: lowerOf, upper: upperOf } as const

/**
 * Signs that stand in texts and names among Latin letters: punctuation („ ” – …), currencies, arrows, emoji. None of
 * them is a letter, a mark or white space, and neither Unicode NFC nor letter case changes them. From
 * the first code point to the last of each range.
 */
export const signRanges: readonly (readonly [from: number, to: number])[] = [
  [0xa1, 0xa9],
  [0xab, 0xb4],
  [0xb6, 0xb9],
  [0xbb, 0xbf],
  [0x2010, 0x2027],
  [0x2030, 0x205e],
  [0x20a0, 0x20bf],
  [0x2190, 0x21ff],
  [0x2500, 0x27bf],
  [0x1f300, 0x1faff],
]

const withoutMark: Readonly<Record<string, string>> = {
  ł: 'l',
  Ł: 'L',
  ø: 'o',
  Ø: 'O',
  đ: 'd',
  Đ: 'D',
  ı: 'i',
}
for (let code = 0; code < 0x180; code++) {
  const letter = String.fromCharCode(code)
  const simple = (changed: string) =>
    changed.length === 1 && changed.charCodeAt(0) < 0x180 ? changed.charCodeAt(0) : code
  lowerOf[code] = simple(letter.toLowerCase())
  upperOf[code] = simple(letter.toUpperCase())
  const plain = withoutMark[letter] ?? letter.normalize('NFD').charAt(0)
  plainOf[code] = plain.charCodeAt(0) < 0x80 ? plain.charCodeAt(0) : 0
}

/**
 * The code point of the two UTF-8 bytes when it is a letter that this module knows by table, else 0.
 * U+0130 is left out: it has no lower-case letter of its own.
 */
export function latinLetter(first: number, second: number): number {
  if (first < 0xc3 || first > 0xc5 || (second & 0xc0) !== 0x80) return 0
  const code = ((first & 0x1f) << 6) | (second & 0x3f)
  return code === 0x130 ? 0 : code
}

/** @param code what {@link latinLetter} gave */
export const lowerLetter = (code: number): number => lowerOf[code] as number

function recase(bytes: Uint8Array, from: number, to: number, table: Uint16Array): void {
  for (let i = from; i < to; i++) {
    const byte = bytes[i] as number
    if (byte < 0x80) bytes[i] = table[byte] as number
    else if (byte >= 0xc3 && byte <= 0xc5 && i + 1 < to) {
      const code = table[((byte & 0x1f) << 6) | ((bytes[i + 1] as number) & 0x3f)] as number
      // The few letters whose partner is ASCII (ı, ſ) stay: they would change the length.
      if (code >= 0x80) {
        bytes[i] = 0xc0 | (code >> 6)
        bytes[i + 1] = 0x80 | (code & 0x3f)
      }
      i++
    }
  }
}

/** Makes the letters of `bytes` lower-case in place. Other scripts stay as they are. */
export function toLower(bytes: Uint8Array, from = 0, to: number = bytes.length): void {
  recase(bytes, from, to, lowerOf)
}

export function toUpper(bytes: Uint8Array, from = 0, to: number = bytes.length): void {
  recase(bytes, from, to, upperOf)
}

export type LetterCase = 'upper' | 'lower' | 'mixed'

/** `upper` or `lower` when at least two letters are cased and all of them so. */
export function letterCase(bytes: Uint8Array): LetterCase {
  let upper = 0
  let lower = 0
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i] as number
    let code = byte
    if (byte >= 0xc3 && byte <= 0xc5 && i + 1 < bytes.length)
      code = ((byte & 0x1f) << 6) | ((bytes[++i] as number) & 0x3f)
    else if (byte >= 0x80) continue
    if (lowerOf[code] !== code) upper++
    else if (upperOf[code] !== code) lower++
    if (upper > 0 && lower > 0) return 'mixed'
  }
  if (upper + lower < 2) return 'mixed'
  return upper > 0 ? 'upper' : 'lower'
}

/** `text` in ASCII: marks dropped, `ł` as `l`; what has no plain letter becomes `?`. */
export function toAscii(text: string): string {
  return text.replace(/\P{ASCII}/gu, (letter) => {
    const plain = plainOf[letter.codePointAt(0) ?? 0]
    return plain ? String.fromCharCode(plain) : '?'
  })
}

/** How many characters UTF-8 `bytes` hold from `from` to `to`. */
export function countCharacters(bytes: Uint8Array, from: number, to: number): number {
  let count = 0
  for (let i = from; i < to; i++) if (((bytes[i] as number) & 0xc0) !== 0x80) count++
  return count
}

/** Where the character number `characters` (from 0) starts at or behind `from`; `to` if there are fewer. */
export function characterStart(
  bytes: Uint8Array,
  from: number,
  to: number,
  characters: number,
): number {
  let count = 0
  for (let i = from; i < to; i++)
    if (((bytes[i] as number) & 0xc0) !== 0x80 && count++ === characters) return i
  return to
}
