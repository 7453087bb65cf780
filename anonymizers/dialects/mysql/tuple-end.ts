import { say } from '../../../core/redacted.ts'
import { byte, byteClass } from '../byte-classes.ts'
import { Refusal } from '../refusal.ts'
import { closingQuote, type ClosingQuote } from './quotes.ts'

const stops = byteClass((code) => '\'"`()#/-;\\'.includes(String.fromCharCode(code)))

/**
 * The position after the parenthesis that closes the row at `open`, or -1 when `bytes` ends before it.
 *
 * @throws Refusal at a comment, a semicolon or a backslash outside of quotes.
 */
export function tupleEnd(
  bytes: Buffer,
  open: number,
  quoteEnd: ClosingQuote = closingQuote,
): number {
  let depth = 0
  const end = bytes.length
  for (let at = open; at < end; at++) {
    let code = bytes[at] as number
    while (stops[code] === 0 && ++at < end) code = bytes[at] as number
    if (at >= end) return -1
    if (code === byte.quote || code === byte.doubleQuote || code === byte.backtick) {
      at = quoteEnd(bytes, at)
      if (at < 0) return -1
    } else if (code === byte.close) {
      if (--depth === 0) return at + 1
    } else if (code === byte.open) depth++
    else if (
      code === byte.hash ||
      code === byte.semicolon ||
      code === byte.backslash ||
      (code === byte.minus && bytes[at + 1] === byte.minus) ||
      (code === byte.slash && bytes[at + 1] === byte.star)
    )
      throw new Refusal(
        at,
        say`A row holds something that is not a value.`,
        say`Take the dump with mysqldump or mariadb-dump.`,
      )
  }
  return -1
}
