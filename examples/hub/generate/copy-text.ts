import type { Value } from './tables.ts'

const escapes: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '\t': '\\t',
  '\n': '\\n',
  '\r': '\\r',
}

/** One line of PostgreSQL's COPY text format. */
export function copyLine(row: readonly Value[]): string {
  return `${row.map(copyField).join('\t')}\n`
}

function copyField(value: Value): string {
  if (value === null) return '\\N'
  const text = value instanceof Date ? value.toISOString() : String(value)
  return text.replaceAll(/[\\\t\n\r]/g, (character) => escapes[character] ?? character)
}
