import type { Log } from '../../core/log.ts'
import { say } from '../../core/redacted.ts'
import type { DatabaseAddress } from '../running.ts'
import { checkTaken, rowsOf, type RowRange } from './check-taken.ts'
import type { Connection } from './connect.ts'
import { openDataStream, refusesLocal, type DataStream } from './data-stream.ts'
import { errorText } from './error-text.ts'
import { holdTriggers, type GiveBack } from './held-triggers.ts'
import type { LoadLedger } from './load-ledger.ts'
import { planLoadData, readSession, type LoadDataPlan } from './load-data-plan.ts'
import { loadDataText, roomFor } from './load-data-text.ts'
import { generatesQuietly } from './quiet-generation.ts'
import { refused } from './refused.ts'
import { TableStatistics } from './table-statistics.ts'

/** One INSERT of the dump, or several with the same head. */
interface Bulk {
  readonly table: string
  /** `INSERT INTO … VALUES`, as the dump says it. */
  readonly head: string
  readonly plan: LoadDataPlan | undefined
  /** Its first blocks, while it is not known whether the table is a large one. */
  first: FirstBlocks | undefined
  /** That one statement may load. */
  mostRows: number
  bytes: number
}

interface FirstBlocks {
  readonly blocks: { readonly bytes: Uint8Array; readonly rows: number }[]
  bytes: number
  /** The table's statistics may rest if it is. */
  readonly rests: boolean
}

/** Tables that get more than this much are large; for the others it costs more than it saves to have their statistics rest. */
export const largeTable = 2_000_000

/** What was sent since the last check. */
interface Running {
  readonly stream: DataStream
  readonly first: number
  rows: number
}

/** What all connections of a load share. */
export interface RowLoading {
  readonly address: DatabaseAddress
  readonly log: Log
  readonly ledger: LoadLedger | undefined
  /** Rows that the server took, by table. */
  readonly loaded: Map<string, number>
  /** Tables whose statistics were asked for. */
  readonly seen: Set<string>
  /** Whether the server takes LOAD DATA LOCAL, as far as is known. */
  readonly local: { allowed: boolean }
}

/**
 * Puts rows into tables over one connection: by LOAD DATA LOCAL, over the borders of INSERT statements, and by INSERT what
 * LOAD DATA might understand otherwise or where the server does not allow it.
 */
export class RowLoader {
  readonly #connection: Connection
  readonly #loading: RowLoading
  #bulk: Bulk | undefined
  #running: Running | undefined
  /** For the text of one block, again and again. */
  #room = new Uint8Array(0)
  readonly #statistics: TableStatistics
  readonly #triggers: GiveBack[] = []

  constructor(connection: Connection, loading: RowLoading) {
    this.#connection = connection
    this.#loading = loading
    this.#statistics = new TableStatistics(connection, loading.seen)
  }

  async begin(table: string, head: string, columns: readonly string[]): Promise<void> {
    const session = await readSession(this.#connection)
    const held =
      session.hasTriggers && (await holdTriggers(this.#connection, this.#loading.address))
    if (held) this.#triggers.push(held)
    const plan = this.#loading.local.allowed
      ? await planLoadData(this.#connection, session, head, columns)
      : undefined
    const rests = plan !== undefined && (await this.#statistics.mayRest(plan.table))
    const waits = rests || (plan !== undefined && Number.isFinite(plan.mostRows))
    const first = waits ? { blocks: [], bytes: 0, rests } : undefined
    this.#bulk = { table, head, plan, first, mostRows: plan?.mostRows ?? 0, bytes: 0 }
    this.#loading.loaded.set(table, this.#loading.loaded.get(table) ?? 0)
  }

  /** @throws POLIGON_LOAD */
  async send(bytes: Uint8Array, rows: number): Promise<void> {
    const bulk = this.#bulk
    if (!bulk) throw new Error('rows before their statement')
    bulk.bytes += bytes.length
    const { first } = bulk
    if (!first) return this.#sendNow(bulk, bytes, rows)
    first.blocks.push({ bytes: Uint8Array.from(bytes), rows })
    first.bytes += bytes.length
    if (first.bytes < largeTable) return
    const { plan } = bulk
    if (plan && Number.isFinite(bulk.mostRows)) {
      const blocks = first.blocks.map((block) => block.bytes)
      const isQuiet = await generatesQuietly(this.#connection, plan, blocks)
      if (isQuiet) bulk.mostRows = Number.POSITIVE_INFINITY
    }
    if (plan && first.rests) {
      await this.#loading.ledger?.paused(plan.table)
      await this.#statistics.pause(plan.table)
    }
    await this.#sendFirst(bulk)
  }

  async #sendFirst(bulk: Bulk): Promise<void> {
    const { first } = bulk
    bulk.first = undefined
    for (const { bytes, rows } of first?.blocks ?? []) await this.#sendNow(bulk, bytes, rows)
  }

  async #sendNow(bulk: Bulk, bytes: Uint8Array, rows: number): Promise<void> {
    const text =
      bulk.plan && this.#loading.local.allowed
        ? loadDataText(bytes, bulk.plan.fields, this.#roomFor(bytes))
        : undefined
    // What is claimed and what was read must agree; the server then counts what it is given.
    if (bulk.plan && text?.rows === rows && (await this.#stream(bulk, bulk.plan, text.bytes, rows)))
      return
    await this.#finish()
    await this.#insert(bulk, bytes, rows)
  }

  /** Everything that was sent is in the table, or it throws. */
  async settle(): Promise<void> {
    const bulk = this.#bulk
    if (!bulk) return
    await this.#sendFirst(bulk)
    await this.#finish()
    this.#bulk = undefined
    await this.#statistics.resume()
  }

  async giveBackTriggers(): Promise<void> {
    for (const giveBack of this.#triggers.splice(0)) await giveBack()
  }

  async abandon(): Promise<void> {
    await this.#running?.stream.abandon()
    this.#running = undefined
  }

  async #stream(bulk: Bulk, plan: LoadDataPlan, bytes: Uint8Array, rows: number): Promise<boolean> {
    if (this.#running && this.#running.rows + rows > bulk.mostRows) await this.#finish()
    const first = this.#next(bulk)
    try {
      this.#running ??= {
        stream: await openDataStream(this.#connection, plan.into(plan.table)),
        first,
        rows: 0,
      }
      this.#running.rows += rows
      this.#loading.loaded.set(bulk.table, first + rows - 1)
      await this.#running.stream.write(bytes)
      return true
    } catch (failure) {
      if (this.#running || !refusesLocal(failure))
        throw this.#failed({ table: bulk.table, first, last: first + rows - 1 }, failure)
      if (this.#loading.local.allowed)
        this.#loading.log.info(
          say`The server refuses LOAD DATA LOCAL (local_infile is off): rows are inserted, which takes several times as long.`,
        )
      this.#loading.local.allowed = false
      return false
    }
  }

  async #finish(): Promise<void> {
    const [running, bulk] = [this.#running, this.#bulk]
    if (!running || !bulk) return
    const { first } = running
    const range = { table: bulk.table, first, last: first + running.rows - 1 }
    this.#running = undefined
    const taken = await running.stream.end().catch((failure: unknown) => {
      throw this.#failed(range, failure)
    })
    await checkTaken(this.#connection, taken, range)
  }

  /** A block is one statement: the server counts its rows and its warnings, and both must be right. */
  async #insert(bulk: Bulk, bytes: Uint8Array, rows: number): Promise<void> {
    const first = this.#next(bulk)
    const range = { table: bulk.table, first, last: first + rows - 1 }
    this.#loading.loaded.set(bulk.table, range.last)
    const statement = bulk.head + textOf(withoutEdges(bytes))
    const taken = await this.#connection.run(statement).catch((failure: unknown) => {
      throw this.#failed(range, failure)
    })
    await checkTaken(this.#connection, taken, range)
  }

  #roomFor(bytes: Uint8Array): Uint8Array {
    const wanted = roomFor(bytes)
    if (this.#room.length < wanted) this.#room = new Uint8Array(wanted)
    return this.#room
  }

  #next(bulk: Bulk): number {
    return (this.#loading.loaded.get(bulk.table) ?? 0) + 1
  }

  #failed(range: RowRange, failure: unknown) {
    return refused(
      say`${rowsOf(range)}: ${errorText(failure)}`,
      { table: range.table, row: range.first },
      failure,
    )
  }
}

/** A block of a longer list begins or ends with the comma that parts it from its neighbour. */
function withoutEdges(bytes: Uint8Array): Uint8Array {
  const edge = (byte: number | undefined) =>
    byte !== undefined && ' \t\r\n,;'.includes(String.fromCharCode(byte))
  let from = 0
  let to = bytes.length
  while (from < to && edge(bytes[from])) from++
  while (to > from && edge(bytes[to - 1])) to--
  return bytes.subarray(from, to)
}

/** Bytes as latin1: the connection sends them as they are. */
export function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
}
