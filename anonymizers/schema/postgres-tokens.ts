import { say } from '../../core/redacted.ts'
import { isDigit, isSpace, lineEnd, numberEnd, quotedText, startsWord, wordEnd } from './scan.ts'
import type { Token } from './sql-token.ts'
import { unreadable } from './unreadable.ts'

/**
 * PostgreSQL's lexical structure (manual, chapter 4.1) with psql's backslash commands, which stand
 * alone on their lines between statements.
 */
export function postgresTokens(text: string): () => Token | undefined {
  let at = 0
  let between = true
  const token = (kind: Token['kind'], value: string, to: number): Token => {
    const from = at
    at = to
    between = kind === 'end'
    return { kind, text: value, from, to }
  }
  const quoted = (open: number, quote: string, backslash: boolean, kind: Token['kind']) => {
    const found = quotedText(text, open, quote, backslash)
    if (!found) throw unreadable(say`A quoted text in the schema is never closed.`, {})
    return token(kind, found.text, found.to)
  }
  return () => {
    for (;;) {
      const blank = skipBlank(text, at, between)
      if (blank === at) break
      at = blank
    }
    if (at >= text.length) return undefined
    const character = text.charAt(at)
    if (character === ';') return token('end', ';', at + 1)
    if (character === "'") return quoted(at, "'", false, 'string')
    if (character === '"') return quoted(at, '"', false, 'quoted')
    if (/[eE]/.test(character) && text.charAt(at + 1) === "'")
      return quoted(at + 1, "'", true, 'string')
    if (character === '$') {
      const dollar = dollarQuote(text, at)
      if (dollar) return token('string', dollar.text, dollar.to)
    }
    if (isDigit(text, at)) {
      const to = numberEnd(text, at)
      return token('number', text.slice(at, to), to)
    }
    if (startsWord(text, at)) {
      const to = wordEnd(text, at)
      return token('word', text.slice(at, to), to)
    }
    return token('symbol', character, at + 1)
  }
}

function skipBlank(text: string, at: number, between: boolean): number {
  if (isSpace(text, at)) return at + 1
  if (text.startsWith('--', at)) return lineEnd(text, at)
  if (text.startsWith('/*', at)) return blockCommentEnd(text, at)
  if (between && text.charAt(at) === '\\') return lineEnd(text, at)
  return at
}

/** Block comments nest in PostgreSQL. */
function blockCommentEnd(text: string, open: number): number {
  const edges = /\/\*|\*\//g
  edges.lastIndex = open + 2
  for (let depth = 1; depth > 0;) {
    const edge = edges.exec(text)
    if (!edge) throw unreadable(say`A comment in the schema is never closed.`, {})
    depth += edge[0] === '/*' ? 1 : -1
  }
  return edges.lastIndex
}

function dollarQuote(text: string, at: number): { text: string; to: number } | undefined {
  const opening = /\$(?:[\p{L}_][\p{L}\p{N}_]*)?\$/uy
  opening.lastIndex = at
  const tag = opening.exec(text)?.[0]
  if (tag === undefined) return undefined
  const close = text.indexOf(tag, at + tag.length)
  if (close < 0) throw unreadable(say`A dollar-quoted text in the schema is never closed.`, {})
  return { text: text.slice(at + tag.length, close), to: close + tag.length }
}
