import type { RowChange } from '../../core/contracts/change-log.ts'
import type { DatabaseAddress } from '../running.ts'
import type { DatabaseServer } from '../server.ts'
import type { Catalogue } from './catalogue.ts'
import { connect, openPool, quoteText, type Connection, type Pool } from './connect.ts'
import type { StoredCode } from './definitions.ts'
import { errorNumber } from './error-text.ts'
import { TableComparison } from './table-comparison.ts'
import { LogUndo } from './undo/log-undo.ts'
import type { ServerLog } from './undo/server-log.ts'
import type { UndoPlan } from './undo/undo-plan.ts'

/** What a slot's copy is brought back to. */
export interface Template {
  readonly schema: string
  readonly catalogue: Catalogue
  readonly triggers: readonly StoredCode[]
  /** Where the server keeps a log of changes. */
  readonly log: { readonly server: ServerLog; readonly plan: UndoPlan } | undefined
}

/** How it is found out what a scenario wrote, and put back. */
export interface UndoMethod {
  /** Takes the present state for the state to return to. */
  settle(connection: Connection): Promise<void>
  /** @returns `reshaped` when rows alone cannot do it; nothing was done then. */
  undo(connection: Connection): Promise<'nothing-changed' | 'undo' | 'dirty-tables' | 'reshaped'>
  /** See ChangeLog in core. */
  changes(connection: Connection): Promise<readonly RowChange[] | undefined>
  close(): void
}

/** One slot's schema: its connections, and how it is brought back to the template. */
export class Slot {
  readonly address: DatabaseAddress
  readonly #server: DatabaseServer
  readonly #method: UndoMethod
  #connection: Connection | undefined
  #pool: Pool | undefined

  constructor(address: DatabaseAddress, server: DatabaseServer, template: Template) {
    this.address = address
    this.#server = server
    const schema = { database: address.database, server, template }
    this.#method = template.log ? new LogUndo(schema, template.log) : new TableComparison(schema)
  }

  rows(sql: string): Promise<Record<string, string | null>[]> {
    this.#pool ??= openPool(this.address)
    return this.#pool.rows(sql)
  }

  /** Takes the present state for the state to return to. */
  async settle(): Promise<void> {
    await this.#method.settle(await this.#administrator())
  }

  /** Undoes what was written since {@link settle}; see {@link UndoMethod.undo}. */
  async undo(): ReturnType<UndoMethod['undo']> {
    return this.#method.undo(await this.#administrator())
  }

  async changes(): ReturnType<UndoMethod['changes']> {
    return this.#method.changes(await this.#administrator())
  }

  /** Ends everybody else's connections to the schema. */
  async cutOthers(): Promise<void> {
    const connection = await this.#administrator()
    const others = await connection.rows(
      `SELECT ID AS id FROM information_schema.PROCESSLIST WHERE DB = ${quoteText(this.address.database)} AND ID <> CONNECTION_ID()`,
    )
    for (const { id } of others) await connection.run(`KILL ${Number(id)}`).catch(gone)
  }

  async close(): Promise<void> {
    this.#method.close()
    const [pool, connection] = [this.#pool, this.#connection]
    this.#pool = undefined
    this.#connection = undefined
    await pool?.close()
    await connection?.[Symbol.asyncDispose]()
  }

  async #administrator(): Promise<Connection> {
    if (this.#connection) return this.#connection
    const address = { ...this.#server.address, database: this.address.database }
    const connection = await connect(address, { batches: true })
    await connection.run(session)
    if (this.#server.keepsChangeLog) await connection.run('SET SESSION sql_log_bin = 0')
    return (this.#connection = connection)
  }
}

/**
 * Short waits: the slot is quiet when it is reset, and who still holds a lock is cut off. Instants are
 * written as the log has them.
 */
const session = `SET SESSION foreign_key_checks = 0, sql_mode = 'NO_AUTO_VALUE_ON_ZERO', lock_wait_timeout = 2, innodb_lock_wait_timeout = 2, time_zone = '+00:00'`

function gone(failure: unknown): void {
  const noSuchThread = 1094
  if (errorNumber(failure) !== noSuchThread) throw failure
}
