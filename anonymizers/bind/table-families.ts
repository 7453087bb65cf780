import type { TableName } from '../../core/contracts/dump.ts'
import type { TableShape } from '../column.ts'

/** The tables whose rows are rows of `table`: itself and its partitions, with theirs. */
export function partitionsOf(
  table: TableName,
  tables: readonly TableShape[],
): readonly TableName[] {
  const below = tables.filter(({ partitionOf }) => partitionOf === table)
  return [table, ...below.flatMap(({ name }) => partitionsOf(name, tables))]
}

/** The tables whose rows a query of `table` shows: also those that inherit from it. */
export function shownBy(table: TableName, tables: readonly TableShape[]): readonly TableName[] {
  const below = tables.filter(
    ({ partitionOf, inherits = [] }) => partitionOf === table || inherits.includes(table),
  )
  return [...new Set([table, ...below.flatMap(({ name }) => shownBy(name, tables))])]
}
