import type { TableShape } from '../column.ts'
import { hashOf } from '../policy/hash.ts'

/**
 * `sha256:` of tables, columns with their types, keys and references, in any order of the tables. What
 * `source.reviewed` in a policy holds.
 */
export function schemaFingerprint(tables: readonly TableShape[]): string {
  const shapes = tables.map((table) => ({
    name: table.name,
    columns: table.columns.map(({ name, declared, nullable, generated }) => ({
      name,
      declared,
      nullable,
      generated,
    })),
    uniqueKeys: table.uniqueKeys.map((key) => key.join('\0')).toSorted(),
    foreignKeys: table.foreignKeys.map((key) => JSON.stringify(key)).toSorted(),
  }))
  return hashOf(shapes.toSorted((a, b) => (a.name < b.name ? -1 : 1)))
}
