import { say } from '../../../core/redacted.ts'
import { byte, byteClass } from '../byte-classes.ts'
import { Refusal } from '../refusal.ts'
import { isEscapeText, textEnd } from './quotes.ts'

const stops = byteClass((code) => '\'"()$-/;\\'.includes(String.fromCharCode(code)))

/**
 * The position after the parenthesis that closes the row at `open`, or -1 when `bytes` ends before it.
 *
 * @throws Refusal at a comment, a semicolon, a dollar or a backslash outside of quotes.
 */
export function pgTupleEnd(bytes: Buffer, open: number, backslashes: boolean): number {
  let depth = 0
  for (let at = open; at < bytes.length; at++) {
    const code = bytes[at] as number
    if (stops[code] === 0) continue
    if (code === byte.quote) {
      const end = textEnd(bytes, at, backslashes || isEscapeText(bytes, at))
      if (end < 0) return -1
      at = end - 1
    } else if (code === byte.doubleQuote) {
      at = bytes.indexOf(code, at + 1)
      if (at < 0) return -1
    } else if (code === byte.open) depth++
    else if (code === byte.close) {
      if (--depth === 0) return at + 1
    } else if (startsOther(bytes, at))
      throw new Refusal(
        at,
        say`A row holds something that is not a value.`,
        say`Take the dump with pg_dump.`,
      )
  }
  return -1
}

/** A minus is a sign and a slash an operator, unless they are doubled or before a star. */
function startsOther(bytes: Buffer, at: number): boolean {
  const code = bytes[at]
  if (code === byte.minus) return bytes[at + 1] === byte.minus
  return code !== byte.slash || bytes[at + 1] === byte.star
}
