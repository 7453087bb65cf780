import { tokensOf } from './tokens.ts'

/** With fewer columns, words at their beginning are a coincidence. */
const fewest = 4

/**
 * What nearly all columns of a table begin with and says nothing of them (`customers_firstname`, `Knt_Nazwa`):
 * their first word, with what parts it from the rest; empty when there is none.
 */
export function columnPrefixOf(columns: readonly string[]): string {
  if (columns.length < fewest) return ''
  const starts = Map.groupBy(columns, (column) => /^[a-z]{2,}_/i.exec(column)?.[0] ?? '')
  const [start = '', all = []] = [...starts].toSorted((a, b) => b[1].length - a[1].length)[0] ?? []
  return all.length >= columns.length * 0.6 ? start : ''
}

/** Undefined where the name is its prefix and no more. */
export function withoutPrefix(column: string, prefix: string): string | undefined {
  if (prefix === '' || !column.startsWith(prefix)) return undefined
  const rest = column.slice(prefix.length)
  return tokensOf(rest).length > 0 ? rest : undefined
}
