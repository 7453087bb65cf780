import type { Client } from 'pg'
import { systemClock } from '../../core/clock.ts'
import type { RowChange } from '../../core/contracts/change-log.ts'
import type { LoadedTable, RowSource } from '../../core/contracts/dump.ts'
import { PoligonError } from '../../core/errors.ts'
import type { Log } from '../../core/log.ts'
import { name, say } from '../../core/redacted.ts'
import { Secret } from '../../core/secrets.ts'
import { randomToken } from '../../core/seed.ts'
import { slotName, templateName } from '../database-names.ts'
import type { OpenDatabase } from '../engine.ts'
import { compareFingerprints } from '../reset-proof.ts'
import type { DatabaseAddress, ResetReport, TextRow, ResetProof } from '../running.ts'
import type { DatabaseServer } from '../server.ts'
import { PostgresDatabases } from './databases.ts'
import { errorText } from './error-text.ts'
import { fingerprint } from './fingerprint.ts'
import { connectLoader } from './loader.ts'
import { withClient } from './connect.ts'
import { Slot } from './slot.ts'
import { PostgresChangeLog } from './undo/change-log.ts'
import { prepareUndo, type UndoPlan } from './undo/undo-plan.ts'

/** Loads as this account, so that everything it made can be handed to the application's account. */
const loaderRole = 'poligon_loader'
const applicationRole = 'application'

/**
 * One system on one PostgreSQL server: a template database, and a database per slot that is a
 * file-level copy of it (CREATE DATABASE … TEMPLATE … STRATEGY FILE_COPY, since 15).
 */
export class PostgresDatabase implements OpenDatabase {
  readonly family = 'postgres'
  readonly system: string
  readonly serverVersion: string
  readonly #server: DatabaseServer
  readonly #databases: PostgresDatabases
  readonly #log: Log
  readonly #template: string
  readonly #loaderPassword = new Secret(randomToken())
  readonly #applicationPassword = new Secret(randomToken())
  readonly #slots = new Map<string, Slot>()
  #frozen = false
  #undoPlan: UndoPlan | undefined

  private constructor(
    server: DatabaseServer,
    databases: PostgresDatabases,
    system: string,
    version: string,
    log: Log,
  ) {
    this.#server = server
    this.#databases = databases
    this.system = system
    this.serverVersion = version
    this.#log = log
    this.#template = templateName(server.prefix, system)
  }

  static async open(server: DatabaseServer, system: string, log: Log): Promise<PostgresDatabase> {
    const databases = new PostgresDatabases(server, 'postgres')
    try {
      const [row] = await databases.rows('SHOW server_version')
      const version = row?.['server_version']?.split(' ')[0] ?? ''
      const opened = new PostgresDatabase(server, databases, system, version, log)
      if (server.owned) await opened.#makeAccounts()
      else await opened.#dropDead()
      await databases.create(opened.#template, 'TEMPLATE template0')
      return opened
    } catch (failure) {
      if (!server.owned) await databases.dropMade().catch(() => {})
      await databases.close()
      throw failure
    }
  }

  async load(pieces: RowSource, signal?: AbortSignal): Promise<readonly LoadedTable[]> {
    if (this.#frozen)
      throw new PoligonError('POLIGON_LOAD', {
        what: say`The template of ${name(this.system)} is frozen already.`,
        remedy: say`Load before the first copy is made.`,
      })
    const loader = await connectLoader(this.#templateAddress(), this.#log, {
      owned: this.#server.owned,
    })
    try {
      return await loader.load(pieces, signal)
    } finally {
      await loader[Symbol.asyncDispose]()
    }
  }

  async freeze(): Promise<void> {
    if (this.#frozen) return
    await withClient(this.#templateAddress(), async (client) => {
      if (this.#server.owned) await this.#handOver(client)
      if (this.#server.keepsChangeLog) this.#undoPlan = await this.#prepareUndo(client)
      await client.query('VACUUM (ANALYZE)')
    })
    await this.#databases.rows(`ALTER DATABASE ${this.#template} WITH ALLOW_CONNECTIONS false`)
    if (this.#server.owned) await this.#databases.rows(`ALTER ROLE ${loaderRole} NOLOGIN`)
    this.#frozen = true
  }

  async copy(slot: string): Promise<DatabaseAddress> {
    await this.freeze()
    const database = slotName(this.#server.prefix, this.system, slot)
    const address: DatabaseAddress = this.#server.owned
      ? {
          ...this.#server.address,
          user: applicationRole,
          password: this.#applicationPassword,
          database,
        }
      : { ...this.#server.address, database }
    await this.#slots.get(slot)?.close()
    const copy = new Slot(address, this.#databases)
    this.#slots.set(slot, copy)
    await this.#clone(database)
    await copy.settle(await this.#openLog(database))
    return address
  }

  address(slot: string): DatabaseAddress {
    return this.#slot(slot).address
  }

  async reset(slot: string): Promise<ResetReport> {
    const copy = this.#slot(slot)
    const start = systemClock.monotonic()
    const report = (rung: ResetReport['rung']) => ({
      rung,
      milliseconds: systemClock.monotonic() - start,
    })
    const done = await copy.undo()
    if (done !== 'reshaped') return report(done)
    const { database } = copy.address
    await copy.close()
    await this.#clone(database)
    await copy.settle(await this.#openLog(database))
    return report('clone')
  }

  changes(slot: string): Promise<readonly RowChange[] | undefined> {
    return this.#slot(slot).changes()
  }

  async query(
    slot: string,
    sql: string,
    parameters: readonly (string | number | boolean | null)[] = [],
  ): Promise<readonly TextRow[]> {
    try {
      return await this.#slot(slot).query(sql, parameters)
    } catch (cause) {
      throw new PoligonError('POLIGON_QUERY', {
        what: say`${name(this.system)} refused a statement: ${errorText(cause)}.`,
        remedy: say`Check the statement against the schema of the dump.`,
        cause,
      })
    }
  }

  async resetProof(slot: string): Promise<ResetProof> {
    const { database } = this.#slot(slot).address
    const fresh = `${this.#template}_proof_${randomToken(32)}`
    await this.#clone(fresh)
    try {
      const of = (database: string) =>
        withClient({ ...this.#server.address, database }, fingerprint)
      return compareFingerprints(await of(fresh), await of(database))
    } finally {
      await this.#databases.drop(fresh)
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const slots = [...this.#slots.values()]
    this.#slots.clear()
    await Promise.all(slots.map((slot) => slot.close()))
    try {
      if (!this.#server.owned) await this.#databases.dropMade()
    } finally {
      await this.#databases.close()
    }
  }

  async #clone(database: string): Promise<void> {
    const strategy = Number.parseInt(this.serverVersion, 10) >= 15 ? 'STRATEGY FILE_COPY' : ''
    const owner = this.#server.owned ? `OWNER ${applicationRole}` : ''
    await this.#databases.create(database, `TEMPLATE ${this.#template} ${strategy} ${owner}`)
  }

  async #makeAccounts(): Promise<void> {
    const account = (role: string, rights: string, password: Secret) =>
      this.#databases.rows(`CREATE ROLE ${role} LOGIN ${rights} PASSWORD '${password.reveal()}'`)
    await account(loaderRole, 'SUPERUSER', this.#loaderPassword)
    await account(applicationRole, '', this.#applicationPassword)
  }

  /** What the loader made becomes the application's, as in production: it is no superuser there. */
  async #handOver(client: Client): Promise<void> {
    try {
      await client.query(`REASSIGN OWNED BY ${loaderRole} TO ${applicationRole}`)
    } catch (failure) {
      this.#log.warn(
        say`Some objects of ${name(this.system)} stay the administrator's: ${errorText(failure)}.`,
      )
    }
  }

  /** Without it a reset copies the whole template: slower, and just as right. */
  async #prepareUndo(client: Client): Promise<UndoPlan | undefined> {
    // pgoutput tells messages since 14; a change of the schema would go unseen before.
    if (Number.parseInt(this.serverVersion, 10) < 14) return undefined
    try {
      await client.query('BEGIN')
      const plan = await prepareUndo(client)
      await client.query('COMMIT')
      return plan
    } catch (failure) {
      await client.query('ROLLBACK')
      this.#log.warn(
        say`Changes of ${name(this.system)} cannot be undone one by one: ${errorText(failure)}. Resets copy the whole database.`,
      )
      return undefined
    }
  }

  async #openLog(database: string): Promise<PostgresChangeLog | undefined> {
    const plan = this.#undoPlan
    if (!plan) return undefined
    try {
      return await PostgresChangeLog.open({ ...this.#server.address, database }, plan)
    } catch (failure) {
      this.#log.warn(
        say`The changes of a copy of ${name(this.system)} cannot be followed: ${errorText(failure)}. Its next reset copies the whole database.`,
      )
      return undefined
    }
  }

  async #dropDead(): Promise<void> {
    const found = await this.#databases.marked(this.#server.prefix)
    for (const { database, state } of found)
      if (state === 'dead') await this.#databases.drop(database)
  }

  #templateAddress(): DatabaseAddress {
    const { address, owned } = this.#server
    const account = owned ? { user: loaderRole, password: this.#loaderPassword } : {}
    return { ...address, ...account, database: this.#template }
  }

  #slot(slot: string): Slot {
    const found = this.#slots.get(slot)
    if (found) return found
    throw new PoligonError('POLIGON_INTERNAL', {
      what: say`${name(this.system)} has no copy for the slot ${name(slot)}.`,
      remedy: say`Make the copy first.`,
    })
  }
}
