import { escapeLiteral, type Client } from 'pg'

/**
 * Which steps of a load are done, kept in the database that is being filled and gone when it is complete. A
 * step is a statement of the dump or the rows of one, counted in the order of the dump, which is the same in
 * every run. What says that a step is done is committed with what the step did.
 */
export class LoadLedger {
  /** Steps from and to, in their order. */
  readonly #done: readonly (readonly [first: number, last: number])[]
  readonly #begun: ReadonlySet<number>
  #at = 0

  private constructor(done: readonly (readonly [number, number])[], begun: ReadonlySet<number>) {
    this.#done = done
    this.#begun = begun
  }

  /** @param facts - what the load is made of. */
  static async begin(client: Client, facts: Readonly<Record<string, string>>): Promise<LoadLedger> {
    await client.query(
      `CREATE SCHEMA ${schema}; CREATE TABLE ${schema}.run (facts text NOT NULL);
       CREATE TABLE ${schema}.done (first integer NOT NULL, last integer NOT NULL);
       CREATE TABLE ${schema}.begun (step integer NOT NULL);
       INSERT INTO ${schema}.run VALUES (${escapeLiteral(JSON.stringify(facts))})`,
    )
    return new LoadLedger([], new Set())
  }

  /** What a load wrote that was broken off; undefined when nobody can go on with it. */
  static async read(client: Client): Promise<LeftLedger | undefined> {
    const { rows: tables } = await client.query(
      `SELECT 1 WHERE pg_catalog.to_regclass('${schema}.run') IS NOT NULL`,
    )
    if (tables.length === 0) return undefined
    const { rows } = await client.query<{ facts: string }>(`SELECT facts FROM ${schema}.run`)
    const [run] = rows
    if (!run) return undefined
    const { rows: done } = await client.query<{ first: string; last: string }>(
      `SELECT first, last FROM ${schema}.done ORDER BY first`,
    )
    const { rows: begun } = await client.query<{ step: string }>(`SELECT step FROM ${schema}.begun`)
    return {
      facts: JSON.parse(run.facts) as Record<string, string>,
      ledger: new LoadLedger(
        done.map(({ first, last }) => [Number(first), Number(last)]),
        new Set(begun.map(({ step }) => Number(step))),
      ),
    }
  }

  /** To be asked of one step after the other. */
  isDone(step: number): boolean {
    while (this.#at < this.#done.length && (this.#done[this.#at]?.[1] ?? 0) < step) this.#at++
    return (this.#done[this.#at]?.[0] ?? Number.POSITIVE_INFINITY) <= step
  }

  /** The statement that says so, for the transaction of these steps. */
  done(first: number, last = first): string {
    return `INSERT INTO ${schema}.done VALUES (${first}, ${last})`
  }

  /** Whether rows of the step may be in their table, which had none before. */
  isBegun(step: number): boolean {
    return this.#begun.has(step)
  }

  /** The statement that says so, for rows that come in several transactions. */
  begun(step: number): string {
    return `INSERT INTO ${schema}.begun VALUES (${step})`
  }

  /** Nobody can go on with this load from now on. */
  async giveUp(client: Client): Promise<void> {
    await client.query(`DELETE FROM ${schema}.run`)
  }

  /** When the load is complete. */
  static async remove(client: Client): Promise<void> {
    await client.query(`DROP SCHEMA IF EXISTS ${schema} CASCADE`)
  }
}

export interface LeftLedger {
  readonly facts: Readonly<Record<string, string>>
  readonly ledger: LoadLedger
}

const schema = 'poligon_load'
