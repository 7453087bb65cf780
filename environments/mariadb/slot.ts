import type { DatabaseAddress } from '../running.ts'
import type { DatabaseServer } from '../server.ts'
import type { Catalogue, Table } from './catalogue.ts'
import { compareSignatures, readSignatures, type Signatures } from './changes.ts'
import { connect, openPool, quoteName, quoteText, type Connection, type Pool } from './connect.ts'
import { copySequence } from './copy-schema.ts'
import { runStoredCode, type StoredCode } from './definitions.ts'
import { errorNumber } from './error-text.ts'
import { repairTables } from './repair.ts'

/** What a slot's copy is brought back to. */
export interface Template {
  readonly schema: string
  readonly catalogue: Catalogue
  readonly triggers: readonly StoredCode[]
}

const family = (server: DatabaseServer) => (server.address.family === 'mysql' ? 'mysql' : 'mariadb')

/** One slot's schema: its connections, and what it looked like when it was new. */
export class Slot {
  readonly address: DatabaseAddress
  readonly #server: DatabaseServer
  #connection: Connection | undefined
  #pool: Pool | undefined
  #baseline: Signatures = new Map()

  constructor(address: DatabaseAddress, server: DatabaseServer) {
    this.address = address
    this.#server = server
  }

  rows(sql: string): Promise<Record<string, string | null>[]> {
    this.#pool ??= openPool(this.address)
    return this.#pool.rows(sql)
  }

  /** Takes the present state for the state to return to. */
  async settle(): Promise<void> {
    this.#baseline = await this.#signatures()
  }

  /**
   * Undoes what was written since {@link settle}.
   *
   * @returns `reshaped` when rows alone cannot do it; nothing was done then.
   */
  async undo(template: Template): Promise<'nothing-changed' | 'dirty-tables' | 'reshaped'> {
    const { catalogue, schema } = template
    const changes = compareSignatures(catalogue, this.#baseline, await this.#signatures())
    if (changes.reshaped) return 'reshaped'
    // On a server of others statistics may be recalculated at any time: everything is compared.
    const written = this.#server.owned
      ? new Set(changes.written)
      : new Set(catalogue.tables.map(({ name }) => name))
    const sequences = await this.#movedSequences(template)
    if (written.size === 0 && changes.counted.length === 0 && sequences.length === 0)
      return 'nothing-changed'
    const connection = await this.#administrator()
    const tables = catalogue.tables.filter(({ name }) => written.has(name))
    await this.#withoutTriggers(template, tables, () =>
      repairTables(connection, tables, schema, this.address.database),
    )
    for (const name of sequences)
      await copySequence(connection, schema, this.address.database, name)
    await this.#restoreCounters()
    await this.settle()
    return 'dirty-tables'
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
    const [pool, connection] = [this.#pool, this.#connection]
    this.#pool = undefined
    this.#connection = undefined
    await pool?.close()
    await connection?.[Symbol.asyncDispose]()
  }

  async #signatures(): Promise<Signatures> {
    return readSignatures(await this.#administrator(), family(this.#server), this.address.database)
  }

  /** A trigger would run again for rows that the repair writes. */
  async #withoutTriggers(
    { triggers }: Template,
    tables: readonly Table[],
    work: () => Promise<void>,
  ): Promise<void> {
    const names = new Set(tables.filter(({ hasTriggers }) => hasTriggers).map(({ name }) => name))
    const concerned = triggers.filter(({ table }) => names.has(table ?? ''))
    const connection = await this.#administrator()
    try {
      for (const { drop } of concerned) await connection.run(drop)
      await work()
    } finally {
      for (const trigger of concerned) {
        await connection.run(trigger.drop)
        await runStoredCode(connection, trigger)
      }
      if (concerned.length > 0) await connection.run(session)
    }
  }

  async #restoreCounters(): Promise<void> {
    const connection = await this.#administrator()
    for (const [table, { counter }] of await this.#signatures()) {
      const wanted = this.#baseline.get(table)?.counter
      if (wanted !== undefined && wanted !== '0' && wanted !== counter)
        await connection.run(`ALTER TABLE ${quoteName(table)} AUTO_INCREMENT = ${BigInt(wanted)}`)
    }
  }

  async #movedSequences({ catalogue, schema }: Template): Promise<string[]> {
    const connection = await this.#administrator()
    const moved: string[] = []
    for (const name of catalogue.sequences) {
      const of = async (schema: string) =>
        (
          await connection.rows(
            `SELECT next_not_cached_value AS next FROM ${quoteName(schema)}.${quoteName(name)}`,
          )
        )[0]?.['next']
      if ((await of(schema)) !== (await of(this.address.database))) moved.push(name)
    }
    return moved
  }

  async #administrator(): Promise<Connection> {
    if (this.#connection) return this.#connection
    const connection = await connect({ ...this.#server.address, database: this.address.database })
    await connection.run(session)
    return (this.#connection = connection)
  }
}

/** Short waits: the slot is quiet when it is reset, and who still holds a lock is cut off. */
const session = `SET SESSION foreign_key_checks = 0, sql_mode = 'NO_AUTO_VALUE_ON_ZERO', lock_wait_timeout = 2, innodb_lock_wait_timeout = 2`

function gone(failure: unknown): void {
  const noSuchThread = 1094
  if (errorNumber(failure) !== noSuchThread) throw failure
}
