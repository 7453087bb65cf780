import { quoteName, quoteText, type Connection } from './connect.ts'

/** Tables that get more than this much take part; for the others it costs more than it saves. */
export const largeTable = 2_000_000

/**
 * Has the server leave the statistics of a table alone while rows pour in. It works them out again after
 * every tenth of the rows, and looks for the next time with a thread of its own that does not rest (seen
 * with MariaDB 10.11, where it costs as much as the load).
 *
 * @returns whether {@link resumeStatistics} is to be called. Not where a table, its engine or the server
 * has a setting of its own.
 */
export async function pauseStatistics(connection: Connection, table: string): Promise<boolean> {
  const [row] = await connection.rows(`
    SELECT ENGINE AS engine, COALESCE(CREATE_OPTIONS, '') AS options, @@innodb_stats_auto_recalc AS automatic
    FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = ${quoteText(table)}`)
  if (row?.['engine'] !== 'InnoDB' || row['automatic'] !== '1') return false
  if (/stats_|partitioned/i.test(row['options'] ?? '')) return false
  await connection.run(`ALTER TABLE ${quoteName(table)} STATS_AUTO_RECALC = 0`)
  return true
}

/** Works them out once, as the server would have by now. */
export async function resumeStatistics(connection: Connection, table: string): Promise<void> {
  await connection.run(`ALTER TABLE ${quoteName(table)} STATS_AUTO_RECALC = DEFAULT`)
  await connection.run(`ANALYZE TABLE ${quoteName(table)}`)
}
