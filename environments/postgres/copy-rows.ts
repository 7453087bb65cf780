import type { Client } from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import type { PoligonError } from '../../core/errors.ts'
import { say } from '../../core/redacted.ts'
import { copyPosition, errorText } from './error-text.ts'
import type { LoadLedger } from './load-ledger.ts'
import { refused } from './refused.ts'
import { withoutLeadingComments } from './split-statements.ts'

/** For less than that a file of its own costs more than it saves. */
const largeTable = 200_000

/** A block of so many bytes is with the server when its stream says that it has room again; what is smaller may lie somewhere yet. */
const waitedFor = 256 * 1024

interface Copy {
  readonly table: string
  /** See load-ledger.ts. */
  readonly step: number
  /** `COPY … FROM stdin`, as the dump says it. */
  readonly statement: string
  readonly within: boolean
  /** The table's name in it. */
  readonly written: string
  running?: Running
}

interface Running {
  readonly stream: ReturnType<typeof copyFrom>
  readonly done: Promise<void>
  readonly inTransaction: boolean
  rows: number
}

/**
 * Puts the rows of COPY statements into tables, one after the other.
 *
 * Where nobody else can see the database (`alone`), a table that has no rows yet gets a new file in the
 * transaction that fills it. Then rows can be written as PostgreSQL leaves them after a VACUUM
 * (`FREEZE`): whoever reads them first does not have to write all of them again. And a server with
 * `wal_level=minimal` writes them once, not twice (PostgreSQL manual, 14.4.7).
 */
export class CopyLoader {
  readonly #client: Client
  readonly #alone: boolean
  readonly #loaded: Map<string, number>
  readonly #ledger: LoadLedger | undefined
  readonly #bytes = new Map<string, number>()
  #copy: Copy | undefined

  /** @param loaded - told how many rows of each table the server took. */
  constructor(
    client: Client,
    alone: boolean,
    loaded: Map<string, number>,
    ledger: LoadLedger | undefined,
  ) {
    this.#client = client
    this.#alone = alone
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
    this.#copy = { table, step, statement, within, written: copyHead.exec(statement)?.[1] ?? '' }
  }

  /** @throws POLIGON_LOAD with table and row when the server refuses one that it has seen. */
  async send(bytes: Uint8Array, rows: number): Promise<void> {
    const copy = this.#copy
    if (!copy) throw new Error('rows before their statement')
    const running = (copy.running ??= await this.#start(copy, bytes.length))
    running.rows += rows
    this.#bytes.set(copy.written, (this.#bytes.get(copy.written) ?? 0) + bytes.length)
    if (running.stream.write(bytes.length < waitedFor ? Uint8Array.from(bytes) : bytes)) return
    const drained = new Promise<void>((resolve) => running.stream.once('drain', resolve))
    await Promise.race([drained, running.done]).catch((failure: unknown) => {
      throw copyRefused(copy.table, failure)
    })
  }

  /** @throws POLIGON_LOAD when not every row was taken. */
  async end(): Promise<void> {
    const copy = this.#copy
    this.#copy = undefined
    if (!copy) return
    const { table, step, running } = copy
    const before = this.#loaded.get(table) ?? 0
    this.#loaded.set(table, before + (running?.rows ?? 0))
    if (!running) return
    running.stream.end()
    await running.done.catch((failure: unknown) => {
      throw copyRefused(table, failure)
    })
    const taken = running.stream.rowCount ?? 0
    if (taken !== running.rows)
      throw refused(say`${running.rows} rows were sent and ${taken} were taken`, { table })
    const done = this.#ledger ? [this.#ledger.done(step)] : []
    const closing = running.inTransaction ? [...done, 'COMMIT'] : done
    if (closing.length > 0) await this.#client.query(closing.join('; '))
  }

  abandon(): void {
    this.#copy?.running?.stream.destroy()
  }

  async #start({ table, statement, written, within }: Copy, bytes: number): Promise<Running> {
    const first = this.#alone && !within && bytes >= largeTable && !this.#loaded.has(table)
    const renewed = first && written !== '' && (await this.#renewFile(written))
    const noted = this.#ledger !== undefined && !within
    if (!renewed && noted) await this.#client.query('BEGIN')
    const inTransaction = renewed || noted
    const stream = this.#client.query(
      copyFrom(renewed ? statement.replace(copyHead, '$& WITH (FREEZE)') : statement),
    )
    const done = new Promise<void>((resolve, reject) => {
      stream.once('finish', resolve)
      stream.once('error', reject)
    })
    done.catch(() => {})
    return { stream, done, inTransaction, rows: 0 }
  }

  /** @returns whether a transaction was begun in which the table is new. */
  async #renewFile(table: string): Promise<boolean> {
    const { rows } = await this.#client.query(
      `SELECT 1 FROM pg_catalog.pg_class AS t
       WHERE t.oid = $1::pg_catalog.regclass AND relkind = 'r' AND relpersistence = 'p' AND NOT EXISTS
         (SELECT 1 FROM pg_catalog.pg_constraint WHERE contype = 'f' AND confrelid = t.oid AND conrelid <> confrelid)`,
      [table],
    )
    if (rows.length === 0) return false
    const { rows: old } = await this.#client.query(`SELECT 1 FROM ONLY ${table} LIMIT 1`)
    if (old.length > 0) return false
    await this.#client.query(`BEGIN; TRUNCATE ONLY ${table}`)
    return true
  }
}

/** As pg_dump writes it, with all of the statement; what has options of its own is left as it is. */
const copyHead =
  /^COPY ((?:"(?:[^"]|"")+"|[\w$]+)(?:\.(?:"(?:[^"]|"")+"|[\w$]+))?)(?: \([^]*\))? FROM stdin(?=;?$)/

function copyRefused(table: string, failure: unknown): PoligonError {
  const { line, column } = copyPosition(failure)
  return refused(
    errorText(failure),
    {
      table,
      ...(line === undefined ? {} : { row: line }),
      ...(column === undefined ? {} : { field: column }),
    },
    failure,
  )
}
