// What the client of MySQL and MariaDB looks at to find the end of a statement.
const token = /\s+|--(?=[\s]|$)[^\n]*|#[^\n]*|\/\*|'|"|`|[A-Za-z_]+|[^\s\w]|\w+/gy

/**
 * Cuts SQL as the client does: at the delimiter (`;` until a DELIMITER line changes it) outside of
 * strings, quoted names and comments. Conditional comments (those with an
 * exclamation mark) are left whole, because the server reads them. What has no content is left out.
 *
 * `sql` is bytes as latin1; that is safe because no character set that a dump uses has a quote or a
 * backslash inside of a longer character, except for big5, gbk, sjis and cp932.
 */
export function splitStatements(sql: string): string[] {
  const found: string[] = []
  let delimiter = ';'
  let start = 0
  let hasContent = false
  for (let at = 0; at < sql.length;) {
    if (sql.startsWith(delimiter, at)) {
      if (hasContent) found.push(sql.slice(start, at).trim())
      at += delimiter.length
      start = at
      hasContent = false
      continue
    }
    token.lastIndex = at
    const text = token.exec(sql)?.[0] ?? sql.slice(at, at + 1)
    at += text.length
    if (/^(\s|--|#)/.test(text)) continue
    if (text === '/*') {
      if (/[!M]/.test(sql.charAt(at))) hasContent = true
      at = after(sql, '*/', at)
    } else if (!hasContent && /^delimiter$/i.test(text)) {
      const end = lineEnd(sql, at)
      delimiter = sql.slice(at, end).trim() || ';'
      at = end
      start = end
    } else {
      hasContent = true
      if (text === '`') at = after(sql, '`', at)
      else if (text === "'" || text === '"') at = stringEnd(sql, at, text)
      // A word may run into the delimiter when that is made of letters; it never is in dumps.
    }
  }
  if (hasContent) found.push(sql.slice(start).trim())
  return found
}

function stringEnd(sql: string, from: number, quote: string): number {
  const edge = new RegExp(`\\\\[^]|${quote}`, 'g')
  edge.lastIndex = from
  for (let match = edge.exec(sql); match; match = edge.exec(sql))
    if (match[0] === quote) return edge.lastIndex
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
