import type { TableName } from './dump.ts'

/** One row that changed, as the server's own log tells it. `key` is the primary key, or all columns. */
export interface RowChange {
  readonly table: TableName
  readonly change: 'insert' | 'update' | 'delete' | 'truncate'
  readonly key: Readonly<Record<string, string | null>>
  readonly before?: Readonly<Record<string, string | null>>
  readonly after?: Readonly<Record<string, string | null>>
}

/** A position in the log; opaque, comparable only by the log that gave it. */
export type ChangeMark = string

/**
 * What happened to the rows of one database. Read from the server's own log (logical decoding, row
 * binlog) or found by comparing with the template; the reset engine, the row diff and the journal
 * all read this.
 */
export interface ChangeLog {
  mark(): Promise<ChangeMark>
  /** Changes committed after `mark`, in commit order. */
  since(mark: ChangeMark): AsyncIterable<RowChange>
}
