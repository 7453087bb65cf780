import { lineEnd } from '../blank.ts'
import { byte } from '../byte-classes.ts'

/**
 * Comments of MySQL: `-- ` and `#` to the end of the line, and slash-star ones. Conditional comments
 * hold code and are none, but for MariaDB's sandbox line, whose code is a setting of the client.
 */
export function mysqlCommentEnd(bytes: Buffer, at: number, last: boolean): number {
  const code = bytes[at]
  if (code === byte.hash) return lineEnd(bytes, at, last)
  if (code !== byte.minus && code !== byte.slash) return at
  const next = bytes[at + 1]
  if (next === undefined) return last ? at : -1
  if (code === byte.minus) {
    if (next !== byte.minus) return at
    const third = bytes[at + 2]
    if (third === undefined) return last ? bytes.length : -1
    return third <= byte.space ? lineEnd(bytes, at, last) : at
  }
  if (next !== byte.star) return at
  if (bytes.length < at + sandbox.length && bytes.indexOf('*/', at + 2) < 0) return -1
  if (conditionalOpening(bytes, at) > 0 && !isSandbox(bytes, at)) return at
  const close = bytes.indexOf('*/', at + 2)
  return close < 0 ? -1 : close + 2
}

/** How long the opening of the conditional comment at `at` is (`/*!40101`); 0 when there is none. */
export function conditionalOpening(bytes: Buffer, at: number): number {
  if (bytes[at] !== byte.slash || bytes[at + 1] !== byte.star) return 0
  const opening = /^\/\*M?!\d*/.exec(bytes.toString('latin1', at, at + sandbox.length))
  return opening ? opening[0].length : 0
}

const sandbox = String.raw`/*M!999999\-`

/** Written first by mariadb-dump since May 2024 (MDEV-33727). */
function isSandbox(bytes: Buffer, at: number): boolean {
  return /^\/\*M?!999999\\-/.test(bytes.toString('latin1', at, at + sandbox.length))
}
