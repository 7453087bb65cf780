import { Pool } from 'pg'
import type { DatabaseAddress, TextRow } from '../running.ts'
import { asText, withClient } from './connect.ts'
import { sequenceValues } from './fingerprint.ts'

/** The connections into one slot's database, and what the database looked like when it was new. */
export class Slot {
  readonly address: DatabaseAddress
  readonly #administrator: DatabaseAddress
  #pool: Pool | undefined
  #mark = ''

  constructor(address: DatabaseAddress, administrator: DatabaseAddress) {
    this.address = address
    this.#administrator = administrator
  }

  async query(sql: string, parameters: readonly unknown[]): Promise<readonly TextRow[]> {
    this.#pool ??= this.#open()
    const result = await this.#pool.query<Record<string, string | null>>(sql, [...parameters])
    return result.rows
  }

  /** Takes the present state for the state to return to. */
  async settle(): Promise<void> {
    this.#mark = await this.#state()
  }

  async isUntouched(): Promise<boolean> {
    return (await this.#state()) === this.#mark
  }

  /** Its connections must be gone before the database can be replaced. */
  async close(): Promise<void> {
    const pool = this.#pool
    this.#pool = undefined
    await pool?.end()
  }

  /**
   * Every transaction that writes takes a number that the whole server counts: when the counter stands
   * where it stood, and nobody holds a number of this database now, nothing was written. Only
   * sequences can move without one, so they are read.
   */
  async #state(): Promise<string> {
    return withClient(this.#administrator, async (client) => {
      const { rows } = await client.query<{ next: string; writing: string }>(`
        SELECT pg_snapshot_xmax(pg_current_snapshot()) AS next,
               (SELECT count(*) FROM pg_stat_activity
                WHERE datname = current_database() AND backend_xid IS NOT NULL) AS writing`)
      const writing = rows[0]?.writing === '0' ? 'quiet' : 'writing'
      return [rows[0]?.next, writing, ...[...(await sequenceValues(client))].flat()].join(' ')
    })
  }

  #open(): Pool {
    const { host, port, user, password, database } = this.address
    const pool = new Pool({
      host,
      port,
      user,
      password: password.reveal(),
      database,
      application_name: 'poligon',
      max: 4,
      types: asText,
    })
    pool.on('error', () => {})
    return pool
  }
}
