/** One statement, or one command of the client such as `\connect`; without the closing semicolon. */
export interface Statement {
  readonly kind: 'sql' | 'client'
  readonly text: string
}

// Tokens of the PostgreSQL lexer (manual, 4.1) as far as they can hide a semicolon.
const token =
  /\s+|--[^\n]*|\/\*|(?<escape>[eE])?'|"|\$(?<tag>[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)?\$|(?<word>[A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*)|\\|[;()]|\d+|[^\s\w]/gy

/**
 * Cuts SQL as psql does: at semicolons outside of strings, quoted names, dollar quotes, comments,
 * brackets and `BEGIN ATOMIC … END` bodies. Comments stay with the statement that follows them; what
 * has no content is left out.
 */
export function splitStatements(sql: string): Statement[] {
  const found: Statement[] = []
  let start = 0
  let content = -1
  let brackets = 0
  let body = 0
  let routine = false
  const finish = (end: number, next: number) => {
    if (content >= 0) found.push({ kind: 'sql', text: sql.slice(start, end) })
    start = next
    content = -1
    brackets = 0
    body = 0
    routine = false
  }
  for (let at = 0; at < sql.length;) {
    token.lastIndex = at
    const match = token.exec(sql)
    if (!match) break
    const text = match[0]
    at = token.lastIndex
    if (/^\s|^--/.test(text)) continue
    if (text === '/*') {
      at = blockCommentEnd(sql, at)
      continue
    }
    if (text === '\\' && content < 0) {
      const end = lineEnd(sql, at)
      found.push({ kind: 'client', text: sql.slice(match.index, end).trim() })
      start = end
      at = end
      continue
    }
    if (text === ';' && brackets === 0 && body === 0) {
      finish(match.index, at)
      continue
    }
    if (content < 0) content = match.index
    if (text.endsWith("'")) at = quoteEnd(sql, at, "'", match.groups?.['escape'] !== undefined)
    else if (text === '"') at = quoteEnd(sql, at, '"', false)
    else if (text.startsWith('$')) at = after(sql, text, at)
    else if (text === '(') brackets++
    else if (text === ')') brackets--
    else if (match.groups?.['word'] !== undefined) {
      const word = text.toLowerCase()
      if (word === 'function' || word === 'procedure') routine = true
      else if (routine && word === 'begin') body++
      else if (body > 0 && word === 'case') body++
      else if (body > 0 && word === 'end') body--
    }
  }
  finish(sql.length, sql.length)
  return found
}

/** The statement without the comments and blanks before it. */
export function withoutLeadingComments(sql: string): string {
  let rest = sql.trimStart()
  for (;;) {
    if (rest.startsWith('--')) rest = rest.slice(lineEnd(rest, 0)).trimStart()
    else if (rest.startsWith('/*')) rest = rest.slice(blockCommentEnd(rest, 2)).trimStart()
    else return rest
  }
}

function blockCommentEnd(sql: string, from: number): number {
  const edge = /\/\*|\*\//g
  edge.lastIndex = from
  for (let depth = 1; depth > 0;) {
    const match = edge.exec(sql)
    if (!match) return sql.length
    depth += match[0] === '/*' ? 1 : -1
  }
  return edge.lastIndex
}

/** A doubled quote needs no care: it ends one string and begins the next. */
function quoteEnd(sql: string, from: number, quote: string, backslashes: boolean): number {
  if (!backslashes) return after(sql, quote, from)
  for (let at = from; at < sql.length; at++) {
    if (sql[at] === '\\') at++
    else if (sql[at] === quote) {
      if (sql[at + 1] !== quote) return at + 1
      at++
    }
  }
  return sql.length
}

function after(sql: string, text: string, from: number): number {
  const at = sql.indexOf(text, from)
  return at < 0 ? sql.length : at + text.length
}

function lineEnd(sql: string, from: number): number {
  const at = sql.indexOf('\n', from)
  return at < 0 ? sql.length : at + 1
}
