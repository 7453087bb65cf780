/**
 * How many bytes the character at `at` has; 1 also where the bytes are none of the character set. 0: `bytes` end
 * before that is known.
 */
export type CharacterLength = (bytes: Uint8Array, at: number) => number

type Range = readonly [from: number, to: number]

const within = (ranges: readonly Range[], code: number): boolean =>
  ranges.some(([from, to]) => code >= from && code <= to)

const ofTwo =
  (first: readonly Range[], second: readonly Range[]): CharacterLength =>
  (bytes, at) => {
    if (!within(first, bytes[at] as number)) return 1
    const next = bytes[at + 1]
    if (next === undefined) return 0
    return within(second, next) ? 2 : 1
  }

const gbk = ofTwo(
  [[0x81, 0xfe]],
  [
    [0x40, 0x7e],
    [0x80, 0xfe],
  ],
)

const japanese = ofTwo(
  [
    [0x81, 0x9f],
    [0xe0, 0xfc],
  ],
  [
    [0x40, 0x7e],
    [0x80, 0xfc],
  ],
)

const big5 = ofTwo(
  [[0xa1, 0xf9]],
  [
    [0x40, 0x7e],
    [0xa1, 0xfe],
  ],
)

const isDigit = (code: number) => within([[0x30, 0x39]], code)

/** GB 18030-2005: four bytes where the second is a digit. */
const gb18030: CharacterLength = (bytes, at) => {
  const length = gbk(bytes, at)
  if (length !== 1 || !within([[0x81, 0xfe]], bytes[at] as number)) return length
  const [second, third, fourth] = [bytes[at + 1], bytes[at + 2], bytes[at + 3]]
  if (second === undefined || !isDigit(second)) return 1
  if (third === undefined) return 0
  if (!within([[0x81, 0xfe]], third)) return 1
  if (fourth === undefined) return 0
  return isDigit(fourth) ? 4 : 1
}

const lengths: Readonly<Record<string, CharacterLength>> = {
  gbk,
  sjis: japanese,
  cp932: japanese,
  big5,
  gb18030,
}

/**
 * Of the character sets of MySQL in which a backslash or a backtick can be a byte of another character: how its
 * parser tells them (strings/ctype-gbk.c, ctype-sjis.c, ctype-cp932.c, ctype-big5.c, ctype-gb18030.c, by
 * `my_ismbchar`). Undefined for all others, where each byte of a text means itself.
 */
export const characterLengthIn = (charset: string | undefined): CharacterLength | undefined =>
  charset === undefined ? undefined : lengths[charset]
