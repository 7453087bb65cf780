import { skipBlank } from '../blank.ts'
import { byte } from '../byte-classes.ts'
import { conditionalOpening, mysqlCommentEnd } from './comment-end.ts'
import type { ClosingQuote } from './quotes.ts'

/** The first word, in lower case, behind the conditional comments that the statement at `from` begins with. */
export function wordBehindConditions(
  bytes: Buffer,
  from: number,
  to: number,
  quoteEnd: ClosingQuote,
): string | undefined {
  const statement = bytes.subarray(0, to)
  let at = from
  while (conditionalOpening(statement, at) > 0) {
    const end = conditionEnd(statement, at, quoteEnd)
    at = skipBlank(statement, end, mysqlCommentEnd, true).to
    if (at < 0) return undefined
  }
  return at === from
    ? undefined
    : /^\w+/.exec(statement.toString('latin1', at, at + 64))?.[0].toLowerCase()
}

/** The position after the conditional comment at `from`, with the quotes and comments that are inside it. */
function conditionEnd(bytes: Buffer, from: number, quoteEnd: ClosingQuote): number {
  let depth = 0
  for (let at = from; at < bytes.length;) {
    const code = bytes[at]
    const opening = code === byte.slash ? conditionalOpening(bytes, at) : 0
    if (opening > 0) {
      depth++
      at += opening
    } else if (code === byte.star && bytes[at + 1] === byte.slash) {
      at += 2
      if (--depth === 0) return at
    } else if (code === byte.quote || code === byte.doubleQuote || code === byte.backtick) {
      const close = quoteEnd(bytes, at)
      if (close < 0) return bytes.length
      at = close + 1
    } else {
      const end = mysqlCommentEnd(bytes, at, true)
      at = end > at ? end : at + 1
    }
  }
  return bytes.length
}
