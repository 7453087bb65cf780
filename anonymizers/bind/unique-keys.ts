import type { TableShape } from '../column.ts'

/**
 * Whether rows could become equal under a unique key if distinct values of this column fell together.
 * A key that holds a smaller key without the column is safe by that one.
 */
export function mustStayDistinct(table: TableShape, column: string): boolean {
  const safe = (key: readonly string[]) =>
    table.uniqueKeys.some(
      (other) => !other.includes(column) && other.every((part) => key.includes(part)),
    )
  return table.uniqueKeys.some((key) => key.includes(column) && !safe(key))
}
