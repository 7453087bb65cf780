import type { TableName } from '../../core/contracts/dump.ts'
import type { CollectingPlan } from './leaves.ts'

/**
 * The columns of a table whose values the masking never gives back, so that the rows of both dumps can be held
 * against each other.
 */
export function changedColumns(plan: CollectingPlan, table: TableName): readonly string[] {
  const known = byPlan.get(plan)
  if (known) return known.get(table) ?? none
  const tables = new Map<TableName, string[]>()
  for (const leaf of plan.leaves) {
    if (!leaf?.changes) continue
    const columns = tables.get(leaf.table) ?? []
    tables.set(leaf.table, columns)
    if (!columns.includes(leaf.column)) columns.push(leaf.column)
  }
  byPlan.set(plan, tables)
  return tables.get(table) ?? none
}

const byPlan = new WeakMap<CollectingPlan, ReadonlyMap<TableName, readonly string[]>>()
const none: readonly string[] = []
