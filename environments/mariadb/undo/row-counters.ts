import { quoteText, type Connection } from '../connect.ts'

/** What InnoDB counts for a table, exactly and at once. */
export interface RowCounter {
  readonly rows: string
  /** Next AUTO_INCREMENT value; 0 when there is none. */
  readonly next: string
}

/** By name of the table; partitions of one are summed up as text. See changes.ts for the settings that they need. */
export async function readCounters(
  connection: Connection,
  family: 'mariadb' | 'mysql',
  schema: string,
): Promise<ReadonlyMap<string, RowCounter>> {
  const start = quoteText(`${schema}/`)
  const rows = await connection.rows(`
    SELECT CONVERT(CONVERT(BINARY SUBSTRING(NAME, CHAR_LENGTH(${start}) + 1) USING filename) USING utf8mb4) AS name, SUBSTRING(NAME, CHAR_LENGTH(${start}) + 1) AS raw, NUM_ROWS AS n, AUTOINC AS next
    FROM information_schema.INNODB_${family === 'mysql' ? '' : 'SYS_'}TABLESTATS
    WHERE LEFT(NAME, CHAR_LENGTH(${start})) = ${start}`)
  const counters = new Map<string, RowCounter>()
  for (const { name, raw, n, next } of rows) {
    const table = raw?.includes('#') ? (raw.split('#')[0] ?? '') : (name ?? '')
    const known = counters.get(table)
    counters.set(table, {
      rows: known ? `${known.rows} ${n}` : (n ?? ''),
      next: known && BigInt(known.next) > BigInt(next ?? 0) ? known.next : (next ?? '0'),
    })
  }
  return counters
}
