import { Pool } from 'pg'
import type { RowChange } from '../../core/contracts/change-log.ts'
import type { DatabaseAddress, TextRow } from '../running.ts'
import { asText } from './connect.ts'
import type { PostgresDatabases } from './databases.ts'
import type { PostgresChangeLog } from './undo/change-log.ts'

/** The connections into one slot's database, and what the database looked like when it was new. */
export class Slot {
  readonly address: DatabaseAddress
  readonly #databases: PostgresDatabases
  #pool: Pool | undefined
  #log: PostgresChangeLog | undefined
  #mark = ''

  constructor(address: DatabaseAddress, databases: PostgresDatabases) {
    this.address = address
    this.#databases = databases
  }

  async query(sql: string, parameters: readonly unknown[]): Promise<readonly TextRow[]> {
    this.#pool ??= this.#open()
    const result = await this.#pool.query<Record<string, string | null>>(sql, [...parameters])
    return result.rows
  }

  /** Takes the present state, that of a fresh copy, for the state to return to; `log` begins with it. */
  async settle(log: PostgresChangeLog | undefined): Promise<void> {
    this.#log = log
    this.#mark = await this.#state()
  }

  /**
   * Puts back what was written since {@link settle}.
   *
   * @returns `reshaped` when that cannot be done here; nothing was done then.
   */
  async undo(): Promise<'nothing-changed' | 'undo' | 'reshaped'> {
    // A log that fails (its slot was given up, its connection cut) is no reason to fail: a copy is as good.
    if (this.#log) return this.#log.undo().catch(() => 'reshaped' as const)
    return (await this.#state()) === this.#mark ? 'nothing-changed' : 'reshaped'
  }

  async changes(): Promise<readonly RowChange[] | undefined> {
    return this.#log?.changes().catch(() => undefined)
  }

  /** Its connections must be gone before the database can be replaced. */
  async close(): Promise<void> {
    const [pool, log] = [this.#pool, this.#log]
    this.#pool = undefined
    this.#log = undefined
    await pool?.end()
    await log?.[Symbol.asyncDispose]()
  }

  /**
   * Every transaction that writes takes a number that the whole server counts: when the counter stands
   * where it stood, and nobody holds a number for this database now, nothing was written. This holds
   * for sequences too: a copy comes with a checkpoint, and the first nextval after one is logged
   * (nextval_internal in sequence.c). Other slots' writes count as well: then this one is replaced
   * without need.
   */
  async #state(): Promise<string> {
    const [row] = await this.#databases.rows(
      `SELECT pg_snapshot_xmax(pg_current_snapshot()) AS next,
              (SELECT count(*) FROM pg_stat_activity
               WHERE datname = $1 AND backend_xid IS NOT NULL) AS writing`,
      [this.address.database],
    )
    return `${row?.['next']} ${row?.['writing'] === '0' ? 'quiet' : 'writing'}`
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
