import { say } from '../../core/redacted.ts'
import { isDigit, isSpace, lineEnd, numberEnd, quotedText, startsWord, wordEnd } from './scan.ts'
import type { Token } from './sql-token.ts'
import { unreadable } from './unreadable.ts'

/**
 * The lexical structure of MySQL and MariaDB (manual, chapter 11) with the client's `DELIMITER`.
 * Conditional comments (opened by `/*!40101` or `/*M!100616`) are read as what they hold, whatever
 * their version, except 999999, which no server ever runs (the client's sandbox line).
 *
 * The delimiter outlives one text: call it once for a dump and hand it every text in turn.
 */
export function mysqlTokenizer(): (text: string) => () => Token | undefined {
  let delimiter = ';'
  return (text) => {
    let at = 0
    let between = true
    let conditional = false
    const token = (kind: Token['kind'], value: string, to: number): Token => {
      const from = at
      at = to
      between = kind === 'end'
      return { kind, text: value, from, to }
    }
    const skipBlank = (): boolean => {
      if (isSpace(text, at)) at++
      else if (text.charAt(at) === '#') at = lineEnd(text, at)
      else if (text.startsWith('--', at) && (at + 2 >= text.length || isSpace(text, at + 2)))
        at = lineEnd(text, at)
      else if (conditional && text.startsWith('*/', at)) {
        at += 2
        conditional = false
      } else if (text.startsWith('/*', at)) {
        const opening = /\/\*M?!(?!9{6})\d*/y
        opening.lastIndex = at
        if (opening.test(text)) {
          conditional = true
          at = opening.lastIndex
        } else at = commentEnd(text, at)
      } else return false
      return true
    }
    return () => {
      for (;;) {
        if (skipBlank()) continue
        const command = between ? delimiterCommand(text, at) : undefined
        if (!command) break
        delimiter = command.delimiter
        at = command.to
      }
      if (at >= text.length) return undefined
      if (text.startsWith(delimiter, at)) return token('end', delimiter, at + delimiter.length)
      const character = text.charAt(at)
      if (character === "'" || character === '"' || character === '`') {
        const found = quotedText(text, at, character, character !== '`')
        if (!found) throw unreadable(say`A quoted text in the schema is never closed.`, {})
        return token(character === '`' ? 'quoted' : 'string', found.text, found.to)
      }
      if (isDigit(text, at)) {
        const to = numberEnd(text, at)
        return token('number', text.slice(at, to), to)
      }
      if (startsWord(text, at) || character === '@') {
        const to = wordEnd(text, at)
        return token('word', text.slice(at, to), to)
      }
      return token('symbol', character, at + 1)
    }
  }
}

function commentEnd(text: string, open: number): number {
  const close = text.indexOf('*/', open + 2)
  if (close < 0) throw unreadable(say`A comment in the schema is never closed.`, {})
  return close + 2
}

function delimiterCommand(text: string, at: number): { delimiter: string; to: number } | undefined {
  const command = /DELIMITER[ \t]+(\S+)[^\n]*/iy
  command.lastIndex = at
  const delimiter = command.exec(text)?.[1]
  return delimiter === undefined ? undefined : { delimiter, to: command.lastIndex }
}
