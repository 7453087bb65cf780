/** Families of databases. The family of an environment never changes silently. */
export const engineFamilies = ['postgres', 'mysql', 'mariadb'] as const
export type EngineFamily = (typeof engineFamilies)[number]

/** A table as the dump writes it: schema-qualified on PostgreSQL, plain or database-qualified on MySQL. */
export type TableName = string

/**
 * How a block of rows is written. Names the syntax, not the engine: a new dialect adds one.
 *
 * - `pg-copy-text`: whole lines of COPY's text format, each with its newline.
 * - `mysql-values`: rows in parentheses; every block of a statement but its first begins with the comma
 *   (and blanks) that part it from the one before.
 * - `exchange-files`: CSV, JSON, XML and other files; none of them goes into a database.
 * - `pg-values`: the same with the literals of PostgreSQL; what closes it may hold `ON CONFLICT DO NOTHING`.
 */
export type RowSyntax = 'pg-copy-text' | 'pg-values' | 'mysql-values' | 'exchange-files'

/**
 * A piece of a dump. The pieces come in order, and their bytes put together are the dump: what is
 * not a masked field is passed on as it came.
 *
 * - `statement`: SQL (or a client command such as `\connect`), one or several whole ones, to be
 *   given to the server as it stands. Comments and blank lines belong to the piece that follows; a
 *   DELIMITER line is one piece with all statements up to the line that takes it back, unless there
 *   are rows among them.
 * - `rows-begin`, `rows`, `rows-end`: one bulk statement, e.g. `COPY t (a, b) FROM stdin;`, blocks of
 *   whole rows, and what closes it. A loader that has a faster way to load rows takes `table`,
 *   `columns` and the blocks and leaves the framing bytes out.
 */
export type DumpPiece =
  | { readonly kind: 'statement'; readonly bytes: Uint8Array }
  | {
      readonly kind: 'rows-begin'
      readonly bytes: Uint8Array
      readonly table: TableName
      /** In the order of the fields of each row. */
      readonly columns: readonly string[]
      readonly syntax: RowSyntax
    }
  | { readonly kind: 'rows'; readonly bytes: Uint8Array; readonly rows: number }
  | { readonly kind: 'rows-end'; readonly bytes: Uint8Array }

/** A stream of pieces that can be read once. The bytes of a piece are the reader's until it asks for the next one. */
export type RowSource = AsyncIterable<DumpPiece>

export interface LoadedTable {
  readonly table: TableName
  readonly rows: number
}

/**
 * Puts pieces into one database. Implemented by engines, fed by the masking pipeline.
 *
 * Takes the pieces in order and as they come: memory is bounded by one piece. For every bulk
 * statement it checks that the server counted as many rows as were sent, with no warning.
 *
 * @throws POLIGON_LOAD with table and row when the server refuses, skips or cuts something.
 */
export interface Loader {
  load(pieces: RowSource, signal?: AbortSignal): Promise<readonly LoadedTable[]>
}
