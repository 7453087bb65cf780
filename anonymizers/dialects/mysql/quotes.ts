import { characterLengthIn, type CharacterLength } from '../../charsets/several-bytes.ts'
import { byte } from '../byte-classes.ts'

/** The position of the quote that closes the one at `open`, or -1 when `bytes` ends before it. */
export type ClosingQuote = (bytes: Buffer, open: number) => number

/**
 * The position of the quote that closes the one at `open`, or -1 when `bytes` ends before it.
 *
 * A doubled quote looks like the end of one string and the start of another, which comes to the same
 * for everybody who only wants to know where values end.
 */
export function closingQuote(bytes: Buffer, open: number): number {
  const quote = bytes[open] as number
  if (quote === byte.backtick) return bytes.indexOf(quote, open + 1)
  let at = open + 1
  // Most values are short, and for those a loop beats a call.
  const near = Math.min(bytes.length, at + 64)
  while (at < near) {
    const code = bytes[at] as number
    if (code === quote) return at
    at += code === byte.backslash ? 2 : 1
  }
  for (;;) {
    const found = bytes.indexOf(quote, at)
    if (found < 0) return -1
    let first = found
    while (first > at && bytes[first - 1] === byte.backslash) first--
    if ((found - first) % 2 === 0) return found
    at = found + 1
  }
}

/** {@link closingQuote} in a text of this character set; see Bulk.charset. */
export function closingQuoteIn(charset: string | undefined): ClosingQuote {
  const lengthOf = characterLengthIn(charset)
  return lengthOf ? (bytes, open) => closingQuoteAmong(lengthOf, bytes, open) : closingQuote
}

/** What a backslash takes with it is one byte, also where that begins a character. */
function closingQuoteAmong(lengthOf: CharacterLength, bytes: Buffer, open: number): number {
  const quote = bytes[open] as number
  const escapes = quote !== byte.backtick
  for (let at = open + 1; at < bytes.length;) {
    const code = bytes[at] as number
    if (code === quote) return at
    if (code === byte.backslash && escapes) at += 2
    else if (code < 0x80) at++
    else {
      const length = lengthOf(bytes, at)
      if (length === 0) return -1
      at += length
    }
  }
  return -1
}
