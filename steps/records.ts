import { storedValue } from './expectation.ts'
import type { KnownColumn, KnownNoun } from './vocabulary.ts'

/** A record of a system as steps know it: its columns by their keys in the pack. */
export interface KnownRecord {
  readonly noun: KnownNoun
  readonly key: string
  readonly values: Readonly<Record<string, string | null>>
}

export interface Filter {
  readonly column: KnownColumn
  readonly value: string | null
}

/** A statement with parameters `$1`, `$2` …. */
export interface Query {
  readonly sql: string
  readonly parameters: readonly (string | null)[]
}

type Row = Readonly<Record<string, string | null>>

/** Reads all columns of the noun; the aliases are plain, so that no engine folds their case. */
export function selectRecords(
  { noun }: KnownNoun,
  filters: readonly Filter[],
  extra: readonly Query[] = [],
): Query {
  const columns = Object.values(noun.columns).map(({ sql }, i) => `${sql} AS c${i}`)
  const parameters: (string | null)[] = []
  const conditions = [
    ...filters.map(({ column: { column }, value }): Query => ({
      sql: value === null ? `(${column.sql}) IS NULL` : `(${column.sql}) = $1`,
      parameters: value === null ? [] : [storedValue(value, column)],
    })),
    ...extra,
  ].map((part) => {
    const shifted = part.sql.replaceAll(
      /\$(\d+)/g,
      (_, n: string) => `$${Number(n) + parameters.length}`,
    )
    parameters.push(...part.parameters)
    return shifted
  })
  const where = conditions.length === 0 ? '' : ` WHERE ${conditions.join(' AND ')}`
  return {
    sql: `SELECT ${[`${noun.key} AS k`, ...columns].join(', ')} FROM ${noun.from ?? noun.table}${where} ORDER BY ${noun.key}`,
    parameters,
  }
}

export function recordOf(noun: KnownNoun, row: Row): KnownRecord {
  const columns = Object.keys(noun.noun.columns)
  return {
    noun,
    key: row['k'] ?? '',
    values: Object.fromEntries(columns.map((column, i) => [column, row[`c${i}`] ?? null])),
  }
}
