import { name, say } from '../../../core/redacted.ts'
import { byte, wordBytes } from '../byte-classes.ts'
import { Refusal } from '../refusal.ts'
import { textEnd } from './quotes.ts'

/**
 * The position after the semicolon that ends the statement at `from`, or -1 when `bytes` ends before
 * it. Follows psql (src/fe_utils/psqlscan.l): quotes, E'' strings, dollar quotes, nested comments,
 * parentheses (CREATE RULE … DO (a; b)) and the BEGIN ATOMIC … END bodies of SQL functions. psql takes
 * any BEGIN for the start of a body, also a routine of that name, and would swallow the rows behind it.
 *
 * @throws Refusal at a backslash: a client command in the middle of a statement.
 */
export function pgStatementEnd(bytes: Buffer, from: number): number {
  let depth = 0
  let bodies = 0
  const opening: string[] = []
  let before = ''
  for (let at = from; at < bytes.length;) {
    const code = bytes[at] as number
    if (wordBytes[code] === 1 && code !== byte.dollar) {
      const end = wordEnd(bytes, at)
      if (end === bytes.length) return -1
      const quoted = bytes[end] === byte.quote && end === at + 1
      if (quoted && (code | 0x20) === 0x65) {
        at = textEnd(bytes, end, true)
      } else {
        const word = end - at < 12 ? bytes.toString('latin1', at, end).toLowerCase() : ''
        if (opening.length < 4) opening.push(word)
        if (depth === 0 && definesRoutine(opening)) {
          if (word === 'atomic' && before === 'begin') bodies++
          if (word === 'case' && bodies > 0) bodies++
          if (word === 'end' && bodies > 0) bodies--
        }
        before = word
        at = end
      }
    } else if (code === byte.quote || code === byte.doubleQuote) {
      at = bytes.indexOf(code, at + 1) + 1
    } else if (code === byte.dollar) {
      at = dollarQuoteEnd(bytes, at)
    } else if (code === byte.minus && bytes[at + 1] === byte.minus) {
      at = bytes.indexOf(byte.newline, at) + 1
    } else if (code === byte.slash && bytes[at + 1] === byte.star) {
      at = pgCommentEnd(bytes, at)
    } else if (code === byte.backslash) {
      throw new Refusal(
        at,
        say`A ${name('\\')} command stands in the middle of a statement.`,
        say`Take the dump with pg_dump, plain format.`,
      )
    } else {
      if (code === byte.open) depth++
      if (code === byte.close && depth > 0) depth--
      if (code === byte.semicolon && depth === 0 && bodies === 0) return at + 1
      at++
    }
    if (at <= 0) return -1
  }
  return -1
}

/** The position after the comment at `from`; 0 when `bytes` ends before it. Comments nest. */
export function pgCommentEnd(bytes: Buffer, from: number): number {
  let depth = 0
  for (let at = from; at + 1 < bytes.length; at++) {
    if (bytes[at] === byte.slash && bytes[at + 1] === byte.star) {
      depth++
      at++
    } else if (bytes[at] === byte.star && bytes[at + 1] === byte.slash) {
      depth--
      at++
      if (depth === 0) return at + 1
    }
  }
  return 0
}

function wordEnd(bytes: Buffer, from: number): number {
  let end = from + 1
  while (end < bytes.length && wordBytes[bytes[end] as number] === 1) end++
  return end
}

const definesRoutine = (words: readonly string[]) =>
  words[0] === 'create' &&
  (['function', 'procedure'].includes(words[1] ?? '') ||
    (words[1] === 'or' &&
      words[2] === 'replace' &&
      ['function', 'procedure'].includes(words[3] ?? '')))

function dollarQuoteEnd(bytes: Buffer, from: number): number {
  const tagEnd = bytes.indexOf(byte.dollar, from + 1)
  const lone = from + 1
  if (tagEnd < 0) return onlyTagBytes(bytes, lone, bytes.length) ? 0 : lone
  if (!onlyTagBytes(bytes, lone, tagEnd)) return lone
  const close = bytes.indexOf(bytes.subarray(from, tagEnd + 1), tagEnd + 1)
  return close < 0 ? 0 : close + (tagEnd + 1 - from)
}

function onlyTagBytes(bytes: Buffer, from: number, to: number): boolean {
  const first = bytes[from]
  if (to > from && first !== undefined && first >= 0x30 && first <= 0x39) return false
  for (let at = from; at < to; at++) if (wordBytes[bytes[at] as number] !== 1) return false
  return true
}
