import type { TableName } from '../../core/contracts/dump.ts'
import type { Selection } from '../subset/select-rows.ts'

/** Whether a row of the original, by its number from 0 in its table, is in the copy; undefined: all are. */
export function isInCopy(
  selection: Selection | undefined,
  table: TableName,
): ((row: number) => boolean) | undefined {
  const staying = selection?.of(table) ?? 'all'
  if (staying === 'all') return undefined
  return staying === 'none' ? () => false : (row) => staying.rows.has(staying.first + row)
}

/** How many of the original's rows are in the copy. */
export function countInCopy(selection: Selection, table: TableName, rows: number): number {
  const staying = selection.of(table)
  if (staying === 'all') return rows
  return staying === 'none' ? 0 : staying.rows.countIn(staying.first, rows)
}
