import { PoligonError } from '../../core/errors.ts'
import type { TableName } from '../../core/contracts/dump.ts'
import { name, say } from '../../core/redacted.ts'
import type { LoadFacts } from '../open-database-target.ts'
import { quoteName, quoteText, type Connection } from './connect.ts'

/** Stands in the schema that is being filled, until the load is complete. */
export const ledgerTable = 'poligon_load'

/** Less than that is sooner loaded again than written down: each note waits for the server's disk. */
const worthNoting = 8_000_000

/**
 * How far a load has come, as the schema that is being filled tells it. A step is a statement of the dump or
 * the rows of several with one head, counted in the order of the dump, which is the same in every run. The
 * server commits each definition by itself, so that only ends of rows are noted: a run that goes on does
 * again what comes after the last of them, and what of that is there already is no fault.
 */
export class LoadLedger {
  readonly #connection: Connection
  /** Steps up to this one are done. */
  readonly #done: number
  /** Tables whose statistics the run before had rest. */
  readonly #paused: ReadonlySet<string>
  /** Tables with rows of steps that are done. */
  readonly #filled = new Set<TableName>()
  /** Tables that this run has begun to fill. */
  readonly #begun = new Set<TableName>()
  /** Since the last note. */
  #bytes = 0

  private constructor(connection: Connection, done: number, paused: ReadonlySet<string>) {
    this.#connection = connection
    this.#done = done
    this.#paused = paused
  }

  /** @param facts - what the load is made of. */
  static async begin(connection: Connection, facts: LoadFacts): Promise<LoadLedger> {
    await connection.run(
      `CREATE TABLE ${ledgerTable} (id INT NOT NULL AUTO_INCREMENT PRIMARY KEY, step INT NOT NULL, state VARCHAR(10) NOT NULL, said TEXT)`,
    )
    const ledger = new LoadLedger(connection, -1, new Set())
    await ledger.#write(0, 'facts', JSON.stringify(facts))
    return ledger
  }

  /** What a load wrote into `schema` that was broken off; undefined when nobody can go on with it. */
  static async factsIn(connection: Connection, schema: string): Promise<LoadFacts | undefined> {
    const tables = await connection.rows(
      `SELECT 1 AS present FROM information_schema.TABLES
       WHERE TABLE_SCHEMA = ${quoteText(schema)} AND TABLE_NAME = ${quoteText(ledgerTable)}`,
    )
    if (tables.length === 0) return undefined
    const [row] = await connection.rows(
      `SELECT said FROM ${quoteName(schema)}.${ledgerTable} WHERE state = 'facts'`,
    )
    return row ? (JSON.parse(row['said'] ?? '{}') as LoadFacts) : undefined
  }

  /** Of the schema that the connection is in. */
  static async goOn(connection: Connection): Promise<LoadLedger> {
    const rows = await connection.rows(`SELECT step, state, said FROM ${ledgerTable}`)
    const of = (state: string) => rows.filter((row) => row['state'] === state)
    const done = Math.max(0, ...of('done').map((row) => Number(row['step'])))
    return new LoadLedger(connection, done, new Set(of('paused').map((row) => row['said'] ?? '')))
  }

  isDone(step: number): boolean {
    return step <= this.#done
  }

  /** Whether steps that nobody noted may be done all the same. */
  get goesOn(): boolean {
    return this.#done >= 0
  }

  /** Rows of steps that are done. */
  passOver(table: TableName): void {
    this.#filled.add(table)
  }

  /**
   * Before the first rows of a table: what the run before had loaded of them is taken out.
   *
   * @throws POLIGON_RESUME when other rows of the table are there that stay.
   */
  async beginRows(table: TableName): Promise<void> {
    if (!this.goesOn || this.#begun.has(table)) return
    if (this.#filled.has(table)) throw mixed(table)
    this.#begun.add(table)
    const at = quoteName(table)
    const rows = await this.#connection.rows(`SELECT 1 AS present FROM ${at} LIMIT 1`)
    if (rows.length > 0) await this.#empty(table)
    if (this.#paused.has(table))
      await this.#connection.run(`ALTER TABLE ${at} STATS_AUTO_RECALC = DEFAULT`)
  }

  /** As it was made, with the counter that the dump gave it. */
  async #empty(table: TableName): Promise<void> {
    const at = quoteName(table)
    const [counter] = await this.#connection.rows(
      `SELECT AUTO_INCREMENT AS next FROM information_schema.TABLES
       WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = ${quoteText(table)}`,
    )
    await this.#connection.run(`TRUNCATE TABLE ${at}`)
    const next = counter?.['next']
    if (next) await this.#connection.run(`ALTER TABLE ${at} AUTO_INCREMENT = ${BigInt(next)}`)
  }

  /** The table's statistics rest until its rows are complete. */
  async paused(table: string): Promise<void> {
    await this.#write(0, 'paused', table)
  }

  /** The rows are in their table. */
  async endRows(step: number, bytes: number): Promise<void> {
    this.#bytes += bytes
    if (this.#bytes < worthNoting) return
    this.#bytes = 0
    await this.#write(step, 'done')
  }

  async #write(step: number, state: 'facts' | 'paused' | 'done', said = ''): Promise<void> {
    await this.#connection.run(
      `INSERT INTO ${ledgerTable} (step, state, said) VALUES (${step}, '${state}', ${quoteText(said)})`,
    )
  }
}

const mixed = (table: TableName) =>
  new PoligonError('POLIGON_RESUME', {
    what: say`The load that was broken off cannot be gone on with: rows of ${name(table)} stand in several places of the dump.`,
    remedy: say`Run it without --resume to begin at the beginning.`,
  })
