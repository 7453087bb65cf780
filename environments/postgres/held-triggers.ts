import { escapeIdentifier as quoted, type Client } from 'pg'
import type { LoadLedger } from './load-ledger.ts'

/** How `ALTER TABLE` says the state in which a trigger was. */
const states: Readonly<Record<string, string>> = { O: 'ENABLE', A: 'ENABLE ALWAYS' }

/**
 * Keeps triggers from firing while rows are loaded as they are in the dump: a whole dump has its triggers
 * after the rows, but the rows can come in a dump of their own. Foreign keys are checked all the same.
 */
export class HeldTriggers {
  readonly #client: Client
  readonly #ledger: LoadLedger | undefined
  readonly #seen = new Set<string>()
  readonly #giveBack: string[] = []

  /** @param ledger - of a load that a later run may go on with; it would not know which triggers to give back. */
  constructor(client: Client, ledger: LoadLedger | undefined) {
    this.#client = client
    this.#ledger = ledger
  }

  /** @param statement - `COPY` or `INSERT` into the table; the first one counts. */
  async hold(table: string, statement: string): Promise<void> {
    if (this.#seen.has(table)) return
    this.#seen.add(table)
    const target = intoTable.exec(statement)?.[1]
    if (target === undefined) return
    const { rows } = await this.#client.query<{ name: string; state: string }>(
      `SELECT tgname AS name, tgenabled AS state FROM pg_catalog.pg_trigger
       WHERE tgrelid = $1::pg_catalog.regclass AND NOT tgisinternal AND tgenabled IN ('O', 'A')`,
      [target],
    )
    for (const { name, state } of rows) {
      await this.#ledger?.giveUp(this.#client)
      await this.#client.query(`ALTER TABLE ${target} DISABLE TRIGGER ${quoted(name)}`)
      this.#giveBack.push(`ALTER TABLE ${target} ${states[state]} TRIGGER ${quoted(name)}`)
    }
  }

  /** After the last row. */
  async giveBack(): Promise<void> {
    for (const statement of this.#giveBack.splice(0)) await this.#client.query(statement)
  }
}

const intoTable =
  /^(?:COPY|INSERT INTO)\s+((?:"(?:[^"]|"")+"|[\w$]+)(?:\.(?:"(?:[^"]|"")+"|[\w$]+))?)/i
