import { quoteName, quoteText, type Connection } from './connect.ts'

/** What tells whether a table was written to; equal strings mean that it was not. */
export type Signatures = ReadonlyMap<string, TableSignature>

export interface TableSignature {
  /** Changes when the table is rebuilt, truncated, or gets other columns. */
  readonly shape: string
  /** Grows with every row that is written, deleted, or changed by a cascade; also by what is rolled back. */
  readonly writes: string
  /** Next AUTO_INCREMENT value. */
  readonly counter: string
}

/**
 * InnoDB's own counters of modified rows (information_schema.INNODB_SYS_TABLESTATS; INNODB_TABLESTATS
 * in MySQL). They are exact and at once, but live with the cached definition of a table: the server
 * must keep all definitions (table_definition_cache) and must not recalculate statistics by itself
 * (innodb_stats_auto_recalc). ANALYZE, and DDL on a table that it leaves alike, reset them.
 */
export async function readSignatures(
  connection: Connection,
  family: 'mariadb' | 'mysql',
  schema: string,
): Promise<Signatures> {
  const prefix = family === 'mysql' ? 'INNODB_' : 'INNODB_SYS_'
  const start = quoteText(`${schema}/`)
  // Names are encoded as file names, and a partition is a table of its own: `orders#P#p0`.
  const rows = await connection.rows(`
    SELECT CONVERT(CONVERT(BINARY SUBSTRING_INDEX(SUBSTRING_INDEX(s.NAME, '/', -1), '#', 1) USING filename) USING utf8mb4) AS name,
           GROUP_CONCAT(s.TABLE_ID, ' ', t.N_COLS, ' ', t.SPACE ORDER BY s.TABLE_ID SEPARATOR ',') AS shape,
           GROUP_CONCAT(s.MODIFIED_COUNTER, ' ', s.NUM_ROWS ORDER BY s.TABLE_ID SEPARATOR ',') AS writes,
           MAX(s.AUTOINC) AS counter
    FROM information_schema.${prefix}TABLESTATS s JOIN information_schema.${prefix}TABLES t USING (TABLE_ID)
    WHERE LEFT(s.NAME, CHAR_LENGTH(${start})) = ${start} AND s.NAME NOT LIKE '%/FTS\\_%'
    GROUP BY 1`)
  return new Map(
    rows.map((row) => [
      row['name'] ?? '',
      { shape: row['shape'] ?? '', writes: row['writes'] ?? '', counter: row['counter'] ?? '0' },
    ]),
  )
}

/** The same for tables of other engines, which have no counters: from all that is in them. */
export async function readChecksums(
  connection: Connection,
  schema: string,
  tables: readonly string[],
): Promise<Signatures> {
  if (tables.length === 0) return new Map()
  const list = tables.map((table) => `${quoteName(schema)}.${quoteName(table)}`).join(', ')
  const rows = await connection.rows(`CHECKSUM TABLE ${list} EXTENDED`)
  return new Map(
    rows.map(({ Table: table, Checksum: sum }) => [
      (table ?? '').slice(schema.length + 1),
      { shape: sum === null ? 'absent' : 'present', writes: sum ?? '', counter: '0' },
    ]),
  )
}

/** What the two sets of signatures say about the tables. */
export interface Changes {
  /** Tables came, went or were rebuilt: rows alone do not bring the state back. */
  readonly reshaped: boolean
  readonly written: ReadonlySet<string>
  /** Whether a next AUTO_INCREMENT value moved. */
  readonly counted: boolean
}

export function compareSignatures(before: Signatures, after: Signatures): Changes {
  const names = [...new Set([...before.keys(), ...after.keys()])]
  const differing = (member: keyof TableSignature) =>
    names.filter((name) => before.get(name)?.[member] !== after.get(name)?.[member])
  return {
    reshaped: differing('shape').length > 0,
    written: new Set(differing('writes')),
    counted: differing('counter').length > 0,
  }
}
