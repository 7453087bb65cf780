import { byte } from '../byte-classes.ts'

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
