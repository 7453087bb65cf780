/**
 * Fields of a CSV text (RFC 4180 with another separator): quotes are doubled inside quotes, where
 * separators and line ends are text. Empty lines are left out; `line` is where a row begins, from 1.
 *
 * @throws SyntaxError with the line when a quote is never closed or text follows one.
 */
export function parseCsv(
  text: string,
  separator = ';',
): readonly { readonly line: number; readonly fields: readonly string[] }[] {
  const rows: { line: number; fields: string[] }[] = []
  let line = 1
  let at = 0
  while (at < text.length) {
    const row: { line: number; fields: string[] } = { line, fields: [] }
    for (let more = true; more;) {
      let field = ''
      if (text[at] === '"') {
        const opened = line
        for (at++; ; at++) {
          if (at >= text.length) throw new SyntaxError(`line ${opened}: a quote is never closed`)
          if (text[at] === '\n') line++
          if (text[at] === '"' && text[++at] !== '"') break
          field += text[at]
        }
        if (at < text.length && ![separator, '\r', '\n'].includes(text[at] ?? ''))
          throw new SyntaxError(`line ${line}: text after a closing quote`)
      } else
        for (; at < text.length && ![separator, '\r', '\n'].includes(text[at] ?? ''); at++)
          field += text[at]
      row.fields.push(field)
      more = text[at] === separator
      if (more) at++
    }
    if (text[at] === '\r') at++
    if (text[at] === '\n') at++
    line++
    if (row.fields.some((field) => field !== '')) rows.push(row)
  }
  return rows
}

/** UTF-8 with or without BOM; bytes that are no UTF-8 are Windows-1250. */
export function decodeText(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1250').decode(bytes)
  }
}
