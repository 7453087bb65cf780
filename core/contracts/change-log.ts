import type { TableName } from './dump.ts'

/** One row that is not as it was, as the server's own log tells it. `key` is the primary key, or all columns. */
export interface RowChange {
  readonly table: TableName
  readonly change: 'insert' | 'update' | 'delete'
  readonly key: Readonly<Record<string, string | null>>
  readonly before?: Readonly<Record<string, string | null>>
  readonly after?: Readonly<Record<string, string | null>>
}

/**
 * What happened to the rows of one database since it was last as its template is, read from the
 * server's own log; the reset engine and the journal both read this.
 */
export interface ChangeLog {
  /**
   * What was committed, summed up: a row that was changed twice changed once, one that came and went
   * is not told. `undefined` when rows do not tell it: the schema changed, a table was emptied by
   * TRUNCATE, or there is too much.
   */
  changes(): Promise<readonly RowChange[] | undefined>
}
