import type { DatabaseAddress } from '../running.ts'
import type { DatabaseServer } from '../server.ts'
import type { Catalogue, Table } from './catalogue.ts'
import { compareSignatures, readChecksums, readSignatures, type Signatures } from './changes.ts'
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
  async settle(template: Template): Promise<void> {
    this.#baseline = await this.#signatures(template)
  }

  /**
   * Undoes what was written since {@link settle}.
   *
   * @returns `reshaped` when rows alone cannot do it; nothing was done then.
   */
  async undo(template: Template): Promise<'nothing-changed' | 'dirty-tables' | 'reshaped'> {
    const { catalogue, schema } = template
    const { database } = this.address
    const changes = compareSignatures(this.#baseline, await this.#signatures(template))
    if (changes.reshaped) return 'reshaped'
    const sequences = await this.#movedSequences(template)
    // On a server of others the counters can be set back at any time: everything is compared.
    const tables = catalogue.tables.filter(
      ({ name }) => !this.#server.owned || changes.written.has(name),
    )
    if (tables.length === 0 && !changes.counted && sequences.length === 0) return 'nothing-changed'
    const connection = await this.#administrator()
    const repaired = await this.#withoutTriggers(template, tables, () =>
      repairTables(connection, tables, schema, database),
    )
    for (const name of sequences) await copySequence(connection, schema, database, name)
    await this.#restoreCounters(template)
    await this.settle(template)
    const moved =
      repaired > 0 || changes.written.size > 0 || changes.counted || sequences.length > 0
    return moved ? 'dirty-tables' : 'nothing-changed'
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

  async #signatures({ catalogue }: Template): Promise<Signatures> {
    const connection = await this.#administrator()
    const { database } = this.address
    const others = catalogue.tables.filter(({ transactional }) => !transactional)
    return new Map([
      ...(await readSignatures(connection, family(this.#server), database)),
      ...(await readChecksums(
        connection,
        database,
        others.map(({ name }) => name),
      )),
    ])
  }

  /** A trigger would run again for rows that the repair writes. */
  async #withoutTriggers<T>(
    { triggers }: Template,
    tables: readonly Table[],
    work: () => Promise<T>,
  ): Promise<T> {
    const names = new Set(tables.filter(({ hasTriggers }) => hasTriggers).map(({ name }) => name))
    const concerned = triggers.filter(({ table }) => names.has(table ?? ''))
    const connection = await this.#administrator()
    try {
      for (const { drop } of concerned) await connection.run(drop)
      return await work()
    } finally {
      for (const trigger of concerned) {
        await connection.run(trigger.drop)
        await runStoredCode(connection, trigger)
      }
      if (concerned.length > 0) await connection.run(session)
    }
  }

  async #restoreCounters(template: Template): Promise<void> {
    const connection = await this.#administrator()
    for (const [table, { counter }] of await this.#signatures(template)) {
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
