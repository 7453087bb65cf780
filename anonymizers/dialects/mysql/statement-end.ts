import { say } from '../../../core/redacted.ts'
import { byte, byteClass } from '../byte-classes.ts'
import { Refusal } from '../refusal.ts'
import { conditionalOpening, mysqlCommentEnd } from './comment-end.ts'
import type { ClosingQuote } from './quotes.ts'

const stops = byteClass((code) => '\'"`-#/\\'.includes(String.fromCharCode(code)))

/**
 * The position after the delimiter that ends the statement at `from`, or -1 when `bytes` ends before
 * it. As the mysql client does, it looks for the delimiter inside conditional comments too.
 *
 * @throws Refusal at a backslash outside of quotes: a command of the client.
 */
export function mysqlStatementEnd(
  bytes: Buffer,
  from: number,
  delimiter: Buffer,
  quoteEnd: ClosingQuote,
): number {
  const first = delimiter[0] as number
  for (let at = from; at < bytes.length;) {
    const code = bytes[at] as number
    if (code === first && bytes.length - at >= delimiter.length) {
      const end = at + delimiter.length
      if (bytes.compare(delimiter, 0, delimiter.length, at, end) === 0) return end
    }
    if (stops[code] === 0) at++
    else if (code === byte.backslash) throw clientCommand(at)
    else if (code === byte.quote || code === byte.doubleQuote || code === byte.backtick) {
      const close = quoteEnd(bytes, at)
      if (close < 0) return -1
      at = close + 1
    } else {
      const end = mysqlCommentEnd(bytes, at, false)
      if (end < 0) return -1
      at = end > at ? end : at + Math.max(1, conditionalOpening(bytes, at))
    }
  }
  return -1
}

export const clientCommand = (at: number) =>
  new Refusal(
    at,
    say`A backslash stands outside of quotes: a command of the client.`,
    say`Take the dump with mysqldump or mariadb-dump.`,
  )
