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
import { readCatalogue } from './catalogue.ts'
import { quoteName, quoteText, withConnection, type Connection } from './connect.ts'
import { copySchema } from './copy-schema.ts'
import { triggerDefinitions } from './definitions.ts'
import { errorNumber, errorText } from './error-text.ts'
import { fingerprint } from './fingerprint.ts'
import { connectLoader } from './loader.ts'
import { fillPlaceholders, type Parameter } from './placeholders.ts'
import { createSchema, dropSchema, schemasWithPrefix, schemaState } from './schemas.ts'
import { Slot, type Template } from './slot.ts'
import { ServerLog } from './undo/server-log.ts'
import { readUndoPlan } from './undo/undo-plan.ts'

const applicationUser = `'application'@'%'`

/** One system on one MariaDB or MySQL server: a pristine schema, and a schema per slot beside it. */
export class MariadbDatabase implements OpenDatabase {
  readonly family: 'mariadb' | 'mysql'
  readonly system: string
  readonly serverVersion: string
  readonly #server: DatabaseServer
  readonly #log: Log
  readonly #schema: string
  readonly #password = new Secret(randomToken())
  readonly #slots = new Map<string, Slot>()
  readonly #made = new Set<string>()
  readonly #changeLog: ServerLog
  #template: Promise<Template> | undefined

  private constructor(server: DatabaseServer, system: string, version: string, log: Log) {
    this.family = server.address.family === 'mysql' ? 'mysql' : 'mariadb'
    this.#server = server
    this.system = system
    this.serverVersion = version
    this.#log = log
    this.#schema = templateName(server.prefix, system)
    this.#changeLog = new ServerLog(server.address)
  }

  static open(server: DatabaseServer, system: string, log: Log): Promise<MariadbDatabase> {
    return withConnection(server.address, async (connection) => {
      const [row] = await connection.rows('SELECT VERSION() AS version')
      const opened = new MariadbDatabase(server, system, row?.['version'] ?? '', log)
      if (server.owned)
        await connection.run(
          `CREATE USER ${applicationUser} IDENTIFIED BY ${quoteText(opened.#password.reveal())}`,
        )
      else await opened.#dropDead(connection)
      await opened.#create(connection, opened.#schema)
      return opened
    })
  }

  async load(pieces: RowSource, signal?: AbortSignal): Promise<readonly LoadedTable[]> {
    if (this.#template)
      throw new PoligonError('POLIGON_LOAD', {
        what: say`The template of ${name(this.system)} is frozen already.`,
        remedy: say`Load before the first copy is made.`,
      })
    const loader = await connectLoader(
      { ...this.#server.address, database: this.#schema },
      this.#log,
    )
    try {
      return await loader.load(pieces, signal)
    } finally {
      await loader[Symbol.asyncDispose]()
    }
  }

  async freeze(): Promise<void> {
    await this.#frozen()
  }

  async copy(slot: string): Promise<DatabaseAddress> {
    const template = await this.#frozen()
    const database = slotName(this.#server.prefix, this.system, slot)
    const address: DatabaseAddress = this.#server.owned
      ? { ...this.#server.address, user: 'application', password: this.#password, database }
      : { ...this.#server.address, database }
    await this.#slots.get(slot)?.close()
    await this.#clone(template, database)
    const copy = new Slot(address, this.#server, template)
    this.#slots.set(slot, copy)
    await copy.settle()
    return address
  }

  address(slot: string): DatabaseAddress {
    return this.#slot(slot).address
  }

  async reset(slot: string): Promise<ResetReport> {
    const copy = this.#slot(slot)
    const template = await this.#frozen()
    const start = systemClock.monotonic()
    const report = (rung: ResetReport['rung']) => ({
      rung,
      milliseconds: systemClock.monotonic() - start,
    })
    try {
      const done = await copy.undo()
      if (done !== 'reshaped') return report(done)
    } catch (failure) {
      const lockTimeout = 1205
      const deadlock = 1213
      if (![lockTimeout, deadlock].includes(errorNumber(failure) ?? 0)) throw this.#refused(failure)
    }
    await copy.cutOthers()
    await copy.close()
    await this.#clone(template, copy.address.database)
    await copy.settle()
    return report('clone')
  }

  async changes(slot: string): Promise<readonly RowChange[] | undefined> {
    return this.#slot(slot).changes()
  }

  async query(
    slot: string,
    sql: string,
    parameters: readonly Parameter[] = [],
  ): Promise<readonly TextRow[]> {
    try {
      return await this.#slot(slot).rows(fillPlaceholders(sql, parameters))
    } catch (cause) {
      throw this.#refused(cause)
    }
  }

  async resetProof(slot: string): Promise<ResetProof> {
    const { database } = this.#slot(slot).address
    return withConnection(this.#server.address, async (connection) =>
      compareFingerprints(
        await fingerprint(connection, this.#schema),
        await fingerprint(connection, database),
      ),
    )
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const slots = [...this.#slots.values()]
    this.#slots.clear()
    await Promise.all(slots.map((slot) => slot.close()))
    await this.#changeLog[Symbol.asyncDispose]()
    if (this.#server.owned || this.#made.size === 0) return
    await withConnection(this.#server.address, async (connection) => {
      for (const schema of this.#made) await dropSchema(connection, schema, true)
      this.#made.clear()
    })
  }

  #frozen(): Promise<Template> {
    this.#template ??= withConnection(
      { ...this.#server.address, database: this.#schema },
      async (connection) => {
        const schema = this.#schema
        const catalogue = await readCatalogue(connection, schema)
        const triggers = await triggerDefinitions(connection, schema)
        const plan = this.#server.keepsChangeLog
          ? await readUndoPlan(connection, schema, catalogue)
          : undefined
        const log = plan && { server: this.#changeLog, plan }
        return { schema, catalogue, triggers, log }
      },
    )
    return this.#template
  }

  async #clone(template: Template, database: string): Promise<void> {
    await withConnection(this.#server.address, async (connection) => {
      if (this.#server.keepsChangeLog) await connection.run('SET SESSION sql_log_bin = 0')
      await this.#create(connection, database)
      await copySchema(connection, template.catalogue, this.#schema, database)
      if (this.#server.owned)
        // An underscore stands for any character here, unless it is escaped.
        await connection.run(
          `GRANT ALL ON ${quoteName(database.replaceAll('_', '\\_'))}.* TO ${applicationUser}`,
        )
    })
  }

  async #create(connection: Connection, schema: string): Promise<void> {
    await dropSchema(connection, schema, !this.#server.owned)
    this.#made.add(schema)
    await createSchema(connection, schema, !this.#server.owned)
  }

  async #dropDead(connection: Connection): Promise<void> {
    for (const schema of await schemasWithPrefix(connection, this.#server.prefix))
      if ((await schemaState(connection, schema)) === 'dead')
        await dropSchema(connection, schema, true)
  }

  #refused(cause: unknown): PoligonError {
    return new PoligonError('POLIGON_QUERY', {
      what: say`${name(this.system)} refused a statement: ${errorText(cause)}.`,
      remedy: say`Check the statement against the schema of the dump.`,
      cause,
    })
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
