import { quoteName, quoteText, type Connection } from './connect.ts'

/**
 * Has the server leave the statistics of tables alone while rows pour in. It works them out again after
 * every tenth of the rows, and looks for the next time with a thread of its own that does not rest (seen
 * with MariaDB 10.11, where it costs as much as the load).
 */
export class TableStatistics {
  readonly #connection: Connection
  readonly #paused: string[] = []
  readonly #seen: Set<string>

  /** @param seen - tables that were asked about, by other connections too. */
  constructor(connection: Connection, seen: Set<string>) {
    this.#connection = connection
    this.#seen = seen
  }

  /**
   * Whether {@link pause} would change anything: asked once for each table, before its first rows. Not
   * where the table, its engine or the server has a setting of its own.
   */
  async mayRest(table: string): Promise<boolean> {
    if (this.#seen.has(table)) return false
    this.#seen.add(table)
    const [row] = await this.#connection.rows(`
      SELECT ENGINE AS engine, COALESCE(CREATE_OPTIONS, '') AS options, @@innodb_stats_auto_recalc AS automatic
      FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = ${quoteText(table)}`)
    if (row?.['engine'] !== 'InnoDB' || row['automatic'] !== '1') return false
    return !/stats_|partitioned/i.test(row['options'] ?? '')
  }

  /** Before the first row: InnoDB builds an empty table in bulk, and only within one statement. */
  async pause(table: string): Promise<void> {
    await this.#connection.run(`ALTER TABLE ${quoteName(table)} STATS_AUTO_RECALC = 0`)
    this.#paused.push(table)
  }

  /** Works them out once, as the server would have by now. */
  async resume(): Promise<void> {
    for (const table of this.#paused.splice(0)) {
      await this.#connection.run(`ALTER TABLE ${quoteName(table)} STATS_AUTO_RECALC = DEFAULT`)
      await this.#connection.run(`ANALYZE TABLE ${quoteName(table)}`)
    }
  }
}
