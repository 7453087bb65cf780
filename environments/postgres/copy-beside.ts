import type { CopyLanes } from './copy-lanes.ts'
import { CopyStream, type CopyBlock } from './copy-stream.ts'
import type { LoadLedger } from './load-ledger.ts'
import type { Session } from './sessions.ts'

/** For less than that a file of its own costs more than it saves. */
const worthFile = 200_000

/** A table with more than that goes over several connections. */
const worthSeveral = 4_000_000

/** Rows of one COPY statement of a dump. */
export interface CopyOfTable {
  readonly table: string
  /** See load-ledger.ts. */
  readonly step: number
  /** `COPY … FROM stdin`, as the dump says it. */
  readonly statement: string
  /** The same with `FREEZE`. */
  readonly frozen: string
  /** The table's name in it. */
  readonly written: string
  /** It has no rows. */
  readonly empty: boolean
}

/**
 * - `file`: in one transaction with a new file of the table, in which rows can be written as PostgreSQL
 *   leaves them after a VACUUM (`FREEZE`): whoever reads them first does not have to write all of them
 *   again. And a server with `wal_level=minimal` writes them once, not twice (PostgreSQL manual, 14.4.7).
 * - `rows`: over one connection.
 * - `shared`: over as many connections as the server is slower than the rows come; blocks of rows mix then.
 */
type Way = 'file' | 'rows' | 'shared'

/** Fills one table while those before it may still be filled. */
export class CopyBeside {
  readonly #copy: CopyOfTable
  readonly #lanes: CopyLanes
  readonly #ledger: LoadLedger | undefined
  /** The first rows, while it is not known whether there are many. */
  #held: CopyBlock[] = []
  #bytes = 0
  #way: Way | undefined
  readonly #streams: { readonly stream: CopyStream; readonly session: Session }[] = []

  constructor(copy: CopyOfTable, lanes: CopyLanes, ledger: LoadLedger | undefined) {
    this.#copy = copy
    this.#lanes = lanes
    this.#ledger = ledger
  }

  /** @throws POLIGON_LOAD when the server is known to have refused a row. */
  async send({ bytes, ...block }: CopyBlock): Promise<void> {
    const own = { ...block, bytes: Buffer.from(bytes) }
    if (this.#way) return this.#spread(own)
    this.#held.push(own)
    this.#bytes += bytes.length
    const several = this.#lanes.most > 1
    if (this.#bytes < (several ? worthSeveral : worthFile)) return
    // What is noted as done must have come to be at once, or can be taken out again.
    const canShare = several && (this.#ledger === undefined || this.#copy.empty)
    await this.#begin(canShare ? 'shared' : this.#copy.empty ? 'file' : 'rows')
    for (const one of this.#held.splice(0)) await this.#spread(one)
  }

  /** Begins what is needed; the rest goes on behind {@link CopyLanes.settle}. */
  async end(): Promise<void> {
    if (!this.#way)
      await this.#begin(this.#copy.empty && this.#bytes >= worthFile ? 'file' : 'rows')
    this.#lanes.leave(this.#finish())
  }

  async #finish(): Promise<void> {
    for (const block of this.#held.splice(0)) await this.#spread(block)
    await Promise.all(this.#streams.map(({ stream }) => stream.end()))
    const done = this.#ledger ? [this.#ledger.done(this.#copy.step)] : []
    const closing = this.#isTransaction ? [...done, 'COMMIT'] : done
    const [first] = this.#streams
    if (first && closing.length > 0) await first.session.client.query(closing.join('; '))
    for (const { session } of this.#streams) this.#lanes.give(session)
  }

  async #begin(way: Way): Promise<void> {
    const { written, statement, frozen, step } = this.#copy
    this.#way = way
    const session = await this.#lanes.take()
    if (way === 'shared') {
      if (this.#ledger) await session.client.query(this.#ledger.begun(step))
      return this.#open(session, statement)
    }
    if (way === 'file') await session.client.query(`BEGIN; TRUNCATE ONLY ${written}`)
    else if (this.#isTransaction) await session.client.query('BEGIN')
    this.#open(session, way === 'file' ? frozen : statement)
  }

  get #isTransaction(): boolean {
    return this.#way === 'file' || (this.#way === 'rows' && this.#ledger !== undefined)
  }

  #open(session: Session, statement: string): void {
    const stream = new CopyStream(session.client, this.#copy.table, statement)
    this.#streams.push({ stream, session })
  }

  /** To a connection that has room; to one more when none has. */
  async #spread(block: CopyBlock): Promise<void> {
    for (;;) {
      const free = this.#streams.find(({ stream }) => stream.room === undefined)
      if (free) return free.stream.write(block)
      const more = this.#way === 'shared' ? this.#lanes.takeFree() : undefined
      if (more) this.#open(await more, this.#copy.statement)
      else await Promise.race(this.#streams.flatMap(({ stream }) => stream.room ?? []))
    }
  }
}
