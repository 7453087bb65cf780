import type { TableName } from '../../core/contracts/dump.ts'
import type { Connection } from './connect.ts'
import { RowLoader, type RowLoading } from './load-rows.ts'

/** A connection that takes rows, with how many of the dump's settings it has. */
interface Lane {
  readonly connection: Connection
  readonly rows: RowLoader
  settings: number
}

/** Runs a statement on the connection that has put the rows into their table. */
type Closing = (connection: Connection) => Promise<void>

/** Rows of statements with one head. */
interface Bulk {
  readonly table: TableName
  readonly head: string
  /** See load-ledger.ts. */
  readonly step: number
  readonly lane: Lane
  /** What is to be done with the table behind its rows. */
  readonly closing: Closing[]
  bytes: number
}

/**
 * Puts rows into tables over several connections: while the server still builds the indexes of one table, which
 * InnoDB does at the end of a load into an empty one and which takes as long as reading the rows, the next
 * table gets its rows. Rows of one table stay on one connection: InnoDB locks a table that it fills in bulk.
 */
export class RowLanes implements AsyncDisposable {
  readonly #open: () => Promise<Connection>
  readonly #most: number
  readonly #loading: RowLoading
  readonly #settings: string[] = []
  readonly #lanes: Lane[] = []
  readonly #idle: Lane[] = []
  readonly #ending = new Map<TableName, Promise<void>>()
  #bulk: Bulk | undefined
  /** Everything that was noted, or will be, up to the last table. */
  #noted: Promise<void> = Promise.resolve()
  #failure: { readonly cause: unknown } | undefined

  /** @param open - a connection as the one of the dump's statements was before the first of them. */
  constructor(open: () => Promise<Connection>, most: number, loading: RowLoading) {
    this.#open = open
    this.#most = most
    this.#loading = loading
  }

  /** Rows that the server took, by table; complete after {@link settle}. */
  get loaded(): ReadonlyMap<string, number> {
    return this.#loading.loaded
  }

  /** A statement that changes what later ones mean. */
  remember(setting: string): void {
    this.#settings.push(setting)
  }

  /** @throws POLIGON_LOAD of an earlier table, POLIGON_RESUME */
  async begin(
    table: TableName,
    head: string,
    columns: readonly string[],
    step: number,
  ): Promise<void> {
    if (this.#bulk?.head === head) return
    this.leave()
    await this.#ending.get(table)
    const lane = await this.#take()
    this.#bulk = { table, head, step, lane, closing: [], bytes: 0 }
    await this.#loading.ledger?.beginRows(table)
    await lane.rows.begin(table, head, columns)
  }

  /** @throws POLIGON_LOAD, of an earlier table too. */
  async send(bytes: Uint8Array, rows: number): Promise<void> {
    if (!this.#bulk) throw new Error('rows before their statement')
    this.#check()
    this.#bulk.bytes += bytes.length
    await this.#bulk.lane.rows.send(bytes, rows)
  }

  /** @returns whether it will be run behind the last rows: they are the table's. */
  close(table: TableName, closing: Closing): boolean {
    if (this.#bulk?.table !== table) return false
    this.#bulk.closing.push(closing)
    return true
  }

  /** No more rows for the last table; what the server has to do for it goes on. */
  leave(): void {
    const bulk = this.#bulk
    this.#bulk = undefined
    if (!bulk) return
    const { table, step, bytes } = bulk
    const done = this.#finish(bulk).catch((cause: unknown) => void (this.#failure ??= { cause }))
    this.#ending.set(
      table,
      done.finally(() => this.#ending.delete(table)),
    )
    // A note is true of all rows that came before.
    this.#noted = Promise.all([this.#noted, done]).then(() =>
      this.#failure ? undefined : this.#loading.ledger?.endRows(step, bytes),
    )
    this.#noted.catch((cause: unknown) => void (this.#failure ??= { cause }))
  }

  /** Before a statement that may look at rows: everything that was sent is in the tables. @throws POLIGON_LOAD */
  async settle(): Promise<void> {
    this.leave()
    await Promise.all(this.#ending.values())
    this.#check()
    await this.#noted
  }

  /** After the last statement: triggers are there again. */
  async end(): Promise<void> {
    await this.settle()
    for (const { rows } of this.#lanes) await rows.giveBackTriggers()
  }

  async abandon(): Promise<void> {
    await this.#bulk?.lane.rows.abandon()
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const lanes = this.#lanes.splice(0)
    await Promise.all(lanes.map(({ connection }) => connection[Symbol.asyncDispose]()))
  }

  async #finish({ lane, closing }: Bulk): Promise<void> {
    await lane.rows.settle()
    for (const close of closing) await close(lane.connection)
    await lane.connection.run('COMMIT')
    this.#idle.push(lane)
  }

  /** @throws what a table before failed with. */
  async #take(): Promise<Lane> {
    while (this.#idle.length === 0 && this.#lanes.length >= this.#most && !this.#failure)
      await Promise.race(this.#ending.values())
    this.#check()
    const lane = this.#idle.pop() ?? (await this.#add())
    for (; lane.settings < this.#settings.length; lane.settings++)
      await lane.connection.run(this.#settings[lane.settings] ?? '')
    return lane
  }

  async #add(): Promise<Lane> {
    const connection = await this.#open()
    const lane: Lane = { connection, rows: new RowLoader(connection, this.#loading), settings: 0 }
    this.#lanes.push(lane)
    return lane
  }

  #check(): void {
    if (this.#failure) throw this.#failure.cause
  }
}
