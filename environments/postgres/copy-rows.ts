import type { Client } from 'pg'
import { CopyBeside } from './copy-beside.ts'
import type { CopyLanes } from './copy-lanes.ts'
import { CopyStream, type CopyBlock } from './copy-stream.ts'
import { lookAtTable } from './fillable-table.ts'
import type { LoadLedger } from './load-ledger.ts'
import { withoutLeadingComments } from './split-statements.ts'

/** A block of so many bytes is with the server when its stream says that it has room again; what is smaller may lie somewhere yet. */
const waitedFor = 256 * 1024

interface Copy {
  readonly table: string
  /** See load-ledger.ts. */
  readonly step: number
  /** `COPY … FROM stdin`, as the dump says it. */
  readonly statement: string
  readonly within: boolean
  /** The table's name in it; empty when it is written in an unknown form. */
  readonly written: string
  rows: number
  /** Undefined before the first rows. */
  way?: CopyInPlace | CopyBeside
}

/** Puts the rows of COPY statements into tables. */
export class CopyLoader {
  readonly #client: Client
  readonly #lanes: CopyLanes | undefined
  readonly #loaded: Map<string, number>
  readonly #ledger: LoadLedger | undefined
  readonly #bytes = new Map<string, number>()
  #copy: Copy | undefined

  /**
   * @param client - the connection that runs the dump's statements.
   * @param lanes - undefined where others can see the database: tables are filled one after the other then.
   * @param loaded - told how many rows of each table were sent; that the server took them is known after {@link settle}.
   */
  constructor(
    client: Client,
    lanes: CopyLanes | undefined,
    loaded: Map<string, number>,
    ledger: LoadLedger | undefined,
  ) {
    this.#client = client
    this.#lanes = lanes
    this.#loaded = loaded
    this.#ledger = ledger
  }

  /** Bytes of the rows that a table got, by its name as the dump writes it. */
  get bytes(): ReadonlyMap<string, number> {
    return this.#bytes
  }

  /** @param within - a transaction of the dump's own is under way. */
  begin(table: string, framing: string, step: number, within: boolean): void {
    const statement = withoutLeadingComments(framing).trim()
    const written = copyHead.exec(statement)?.[1] ?? ''
    this.#copy = { table, step, statement, within, written, rows: 0 }
  }

  /** @throws POLIGON_LOAD with table and row when the server refuses one that it has seen. */
  async send(bytes: Uint8Array, rows: number): Promise<void> {
    const copy = this.#copy
    if (!copy) throw new Error('rows before their statement')
    const way = (copy.way ??= await this.#wayOf(copy))
    const first = copy.rows + 1
    copy.rows += rows
    this.#bytes.set(copy.written, (this.#bytes.get(copy.written) ?? 0) + bytes.length)
    await way.send({ bytes, rows, first })
  }

  /** @throws POLIGON_LOAD when it is known that not every row was taken. */
  async end(): Promise<void> {
    const copy = this.#copy
    if (!copy) return
    await copy.way?.end()
    this.#copy = undefined
    this.#loaded.set(copy.table, (this.#loaded.get(copy.table) ?? 0) + copy.rows)
  }

  /** All rows are in their tables. @throws POLIGON_LOAD with table and row. */
  async settle(): Promise<void> {
    await this.#lanes?.settle()
  }

  /** So that the connection can be used again; the others are closed. */
  abandon(): void {
    const way = this.#copy?.way
    if (way instanceof CopyInPlace) way.abandon()
  }

  async #wayOf(copy: Copy): Promise<CopyInPlace | CopyBeside> {
    const { table, written, within, statement, step } = copy
    if (this.#lanes && !within && written !== '' && !this.#loaded.has(table)) {
      if (this.#ledger?.isBegun(step)) await this.#client.query(`TRUNCATE ONLY ${written}`)
      const { beside, empty } = await lookAtTable(this.#client, written)
      const frozen = statement.replace(copyHead, '$& WITH (FREEZE)')
      if (beside)
        return new CopyBeside(
          { table, step, statement, frozen, written, empty },
          this.#lanes,
          this.#ledger,
        )
    }
    await this.settle()
    const closing = this.#ledger ? [this.#ledger.done(step)] : []
    if (this.#ledger && !within) {
      await this.#client.query('BEGIN')
      closing.push('COMMIT')
    }
    return new CopyInPlace(this.#client, table, statement, closing)
  }
}

/** Over the connection that runs the dump's statements. */
class CopyInPlace {
  readonly #client: Client
  readonly #closing: readonly string[]
  readonly #stream: CopyStream

  constructor(client: Client, table: string, statement: string, closing: readonly string[]) {
    this.#client = client
    this.#closing = closing
    this.#stream = new CopyStream(client, table, statement)
  }

  async send({ bytes, ...block }: CopyBlock): Promise<void> {
    const kept = bytes.length < waitedFor ? Buffer.from(bytes) : bytes
    this.#stream.write({ ...block, bytes: kept })
    await this.#stream.room
  }

  async end(): Promise<void> {
    await this.#stream.end()
    if (this.#closing.length > 0) await this.#client.query(this.#closing.join('; '))
  }

  abandon(): void {
    this.#stream.abandon()
  }
}

/** As pg_dump writes it, with all of the statement; what has options of its own is left as it is. */
const copyHead =
  /^COPY ((?:"(?:[^"]|"")+"|[\w$]+)(?:\.(?:"(?:[^"]|"")+"|[\w$]+))?)(?: \([^]*\))? FROM stdin(?=;?$)/
