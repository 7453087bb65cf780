import type { Catalogue } from './catalogue.ts'
import { quoteText, type Connection } from './connect.ts'

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

/** What the two sets of signatures say about each table. */
export interface Changes {
  /** Tables came, went or were rebuilt: rows alone do not bring the state back. */
  readonly reshaped: boolean
  readonly written: readonly string[]
  /** Only the next AUTO_INCREMENT value moved. */
  readonly counted: readonly string[]
}

export function compareSignatures(
  catalogue: Catalogue,
  before: Signatures,
  after: Signatures,
): Changes {
  const names = new Set([...before.keys(), ...after.keys()])
  const reshaped = [...names].some((name) => before.get(name)?.shape !== after.get(name)?.shape)
  const differ = (member: 'writes' | 'counter') =>
    [...names].filter((name) => before.get(name)?.[member] !== after.get(name)?.[member])
  // Other engines have no such counters, and are taken for changed.
  const uncounted = catalogue.tables
    .filter(({ transactional }) => !transactional)
    .map(({ name }) => name)
  return { reshaped, written: [...differ('writes'), ...uncounted], counted: differ('counter') }
}
