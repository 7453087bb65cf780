import { byte, wordBytes } from '../byte-classes.ts'

/**
 * The position behind the text whose opening quote is at `open`, or -1 when `bytes` ends before that is
 * known. A doubled quote is a part of the text.
 *
 * @param backslashes - a backslash takes the next byte with it: E'…'.
 */
export function textEnd(bytes: Buffer, open: number, backslashes: boolean): number {
  for (let at = open + 1; at < bytes.length; at++) {
    const code = bytes[at]
    if (code === byte.backslash && backslashes) at++
    else if (code === byte.quote) {
      if (at + 1 === bytes.length) return -1
      if (bytes[at + 1] !== byte.quote) return at + 1
      at++
    }
  }
  return -1
}

/** Whether the quote at `open` belongs to E'…'. */
export function isEscapeText(bytes: Buffer, open: number): boolean {
  return ((bytes[open - 1] ?? 0) | 0x20) === 0x65 && wordBytes[bytes[open - 2] ?? byte.space] !== 1
}
