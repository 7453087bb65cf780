import type { TableName } from '../../core/contracts/dump.ts'

/** Numbers the rows of several tables through, from 0: each table's rows in the order of the dump. */
export class RowNumbers {
  readonly size: number
  readonly #first: ReadonlyMap<TableName, number>
  readonly #rows: ReadonlyMap<TableName, number>

  constructor(rows: ReadonlyMap<TableName, number>) {
    const first = new Map<TableName, number>()
    let size = 0
    for (const [table, count] of rows) {
      first.set(table, size)
      size += count
    }
    this.size = size
    this.#first = first
    this.#rows = rows
  }

  /** The number of the table's first row. */
  first(table: TableName): number {
    return this.#first.get(table) ?? 0
  }

  count(table: TableName): number {
    return this.#rows.get(table) ?? 0
  }
}
