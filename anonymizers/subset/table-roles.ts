import type { TableName } from '../../core/contracts/dump.ts'
import type { Relation } from '../bind/relations.ts'

/**
 * What a subset takes of a table.
 *
 * - `chosen`: the rows to start from, what depends on them, and what is referred to.
 * - `other`: rows that refer to nothing that is left out.
 * - `whole`: all of it, because nothing it refers to is ever left out.
 */
export type TableRole = 'chosen' | 'other' | 'whole'

/** @param roots - the tables that a subset starts from. */
export function tableRoles(
  roots: readonly TableName[],
  tables: readonly TableName[],
  relations: readonly Relation[],
): ReadonlyMap<TableName, TableRole> {
  const dependent = new Set(roots)
  const referred = new Set<TableName>()
  const addAll = (into: Set<TableName>, found: readonly TableName[]) => {
    const before = into.size
    for (const table of found) into.add(table)
    return into.size > before
  }
  const isChosen = (table: TableName) => dependent.has(table) || referred.has(table)
  for (let grown = true; grown;) {
    grown = false
    for (const { from, to, children } of relations) {
      const downFrom = children === 'follow' ? isChosen : (table: TableName) => dependent.has(table)
      if (children !== 'leave' && to.tables.some(downFrom))
        grown = addAll(dependent, from.tables) || grown
      if (from.tables.some(isChosen)) grown = addAll(referred, to.tables) || grown
    }
  }
  const whole = new Set(tables.filter((table) => !isChosen(table)))
  for (let shrunk = true; shrunk;) {
    shrunk = false
    for (const { from, to } of relations)
      if (to.tables.some((table) => !whole.has(table)))
        for (const table of from.tables) shrunk = whole.delete(table) || shrunk
  }
  return new Map(
    tables.map((table) => [
      table,
      isChosen(table) ? 'chosen' : whole.has(table) ? 'whole' : 'other',
    ]),
  )
}
