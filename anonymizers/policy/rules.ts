import { name, say } from '../../core/redacted.ts'
import type { SourceText } from '../../core/source-text.ts'
import type { PolicySchemas, WrittenRules } from '../policy-schema.ts'
import { readRelations, type RelationRule } from './relation-rule.ts'
import { readRows, type RowsRule } from './rows-rule.ts'
import { complaintError } from './complaint.ts'
import { isPattern } from './glob.ts'
import { listed } from './listed.ts'
import { readTreatment } from './read-treatment.ts'
import type { Person, Treatment } from './treatment.ts'

/** What a file says about columns: the keys are names or patterns. */
export interface ColumnRule {
  readonly table: string
  readonly column: string
  /** The rule was written for several tables: a list of them, or a pattern. */
  readonly shared: boolean
  readonly treatment: Treatment
  readonly path: readonly PropertyKey[]
}

/** What a file says about whole tables. */
export interface TableRule {
  readonly table: string
  readonly rows?: RowsRule | undefined
  readonly person?: Person | undefined
  readonly path: readonly PropertyKey[]
}

export interface Rules {
  readonly tables: readonly TableRule[]
  readonly columns: readonly ColumnRule[]
  readonly relations: readonly RelationRule[]
}

/** Takes the rules of a file apart. @throws POLIGON_CONFIG at the first one that makes no sense. */
export function readRules(
  source: Pick<SourceText<unknown>, 'file' | 'position'>,
  written: WrittenRules,
  schemas: PolicySchemas,
): Rules {
  const columns: ColumnRule[] = []
  const add = (
    tables: readonly string[],
    key: string,
    path: readonly PropertyKey[],
    value: unknown,
  ) => {
    const treatment = readTreatment(source, path, value, schemas)
    if (listed(key).length === 0)
      throw complaintError(source, {
        path,
        what: say`This rule names no column.`,
        remedy: say`Write the column, or a pattern in quotes.`,
      })
    const shared = tables.length > 1 || tables.some(isPattern)
    for (const table of tables)
      for (const column of listed(key)) columns.push({ table, column, shared, path, treatment })
  }
  const tables = Object.entries(written.tables ?? {}).flatMap(([key, rule]): TableRule[] => {
    const path = ['tables', key]
    const named = listed(key)
    if (named.length === 0)
      throw complaintError(source, {
        path,
        what: say`This rule names no table.`,
        remedy: say`Write the table, or a pattern in quotes.`,
      })
    for (const [column, value] of Object.entries(rule.columns ?? {}))
      add(named, column, [...path, 'columns', column], value)
    const rows = readRows(source, [...path, 'rows'], rule.rows)
    return named.map((table) => ({ table, rows, person: rule.person, path }))
  })
  for (const [key, value] of Object.entries(written.columns ?? {})) {
    const path = ['columns', key]
    const dot = key.lastIndexOf('.')
    if (dot < 1 || dot === key.length - 1)
      throw complaintError(source, {
        path,
        what: say`${name(key)} does not name a table and a column.`,
        remedy: say`Write the table or a pattern, a dot and the column or a pattern: "*.email".`,
      })
    add([key.slice(0, dot)], key.slice(dot + 1), path, value)
  }
  return { tables, columns, relations: readRelations(source, written.relations ?? []) }
}
