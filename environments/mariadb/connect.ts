import type { Readable } from 'node:stream'
import type { Connection as CoreConnection } from 'mysql2'
import mysql from 'mysql2/promise'
import { PoligonError } from '../../core/errors.ts'
import { name, say } from '../../core/redacted.ts'
import type { ServerAddress } from '../server.ts'

export type Row = Record<string, string | null>

/** One connection as the rest of this folder uses it. Every value comes as the server's text. */
export interface Connection extends AsyncDisposable {
  rows(sql: string): Promise<Row[]>
  /** Runs it and says what the server counted. `infile` gives what LOAD DATA LOCAL asks for. */
  run(sql: string, infile?: () => Readable): Promise<Taken>
  /** Several statements in one turn; the first that fails ends it. Needs a connection opened for `batches`. */
  batch(statements: readonly string[]): Promise<void>
  /** The first column of all rows, as the server sends it, some rows at a time and no faster than they are taken. */
  values(sql: string): AsyncIterable<readonly (Uint8Array | null)[]>
  /** Closes it without waiting for what runs. */
  destroy(): void
}

export interface Taken {
  readonly affected: number
  readonly warnings: number
}

/**
 * Opens a connection. `raw`: a statement is a string of bytes (latin1) that reaches the server as
 * those bytes whatever character set it was told, so that dumps pass unconverted. `batches`: a text may
 * hold several statements.
 *
 * @throws POLIGON_UNREACHABLE with host and port.
 */
export async function connect(
  address: ServerAddress & { readonly database?: string },
  options: { raw?: boolean; batches?: boolean } = {},
): Promise<Connection> {
  let connection: mysql.Connection
  try {
    connection = await mysql.createConnection({
      ...clientOptions(address),
      multipleStatements: options.batches === true,
      // Without session tracking mysql2 does not follow SET NAMES, and keeps the bytes as they are.
      ...(options.raw ? { charset: 'BINARY', flags: ['-SESSION_TRACK'] } : {}),
    })
  } catch (cause) {
    throw unreachable(address, cause)
  }
  // An error on an idle connection would end the process; the next query on it fails instead.
  connection.on('error', () => {})
  return {
    async rows(sql) {
      const [rows] = await connection.query(sql)
      return rows as unknown as Row[]
    },
    async run(sql, infile) {
      const [header] = await connection.query<mysql.ResultSetHeader>({
        sql,
        ...(infile ? { infileStreamFactory: infile } : {}),
      })
      return { affected: header.affectedRows ?? 0, warnings: header.warningStatus ?? 0 }
    },
    async batch(statements) {
      if (statements.length > 0) await connection.query(statements.join(';\n'))
    },
    values: (sql) => valuesOf(connection, sql),
    destroy: () => connection.destroy(),
    async [Symbol.asyncDispose]() {
      await connection.end().catch(() => connection.destroy())
    },
  }
}

async function* valuesOf(connection: mysql.Connection, sql: string) {
  // Only the connection behind the promises streams; its types do not tell of it.
  const core = (connection as unknown as { readonly connection: CoreConnection }).connection
  const stream = core
    .query({ sql, rowsAsArray: true, typeCast: (field) => field.buffer() })
    .stream({ highWaterMark: 512 })
  let batch: (Uint8Array | null)[] = []
  for await (const row of stream as AsyncIterable<readonly (Uint8Array | null)[]>) {
    batch.push(row[0] ?? null)
    if (batch.length < 256) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}

/** Connections that come and go as they are needed, for queries of steps. */
export interface Pool {
  rows(sql: string): Promise<Row[]>
  close(): Promise<void>
}

export function openPool(address: ServerAddress & { readonly database: string }): Pool {
  const pool = mysql.createPool({ ...clientOptions(address), connectionLimit: 4 })
  return {
    async rows(sql) {
      const [rows] = await pool.query(sql)
      return Array.isArray(rows) ? (rows as unknown as Row[]) : []
    },
    close: () => pool.end(),
  }
}

export function clientOptions(
  address: ServerAddress & { readonly database?: string },
): mysql.ConnectionOptions {
  return {
    host: address.host,
    port: address.port,
    user: address.user,
    password: address.password.reveal(),
    ...(address.database === undefined ? {} : { database: address.database }),
    connectTimeout: 10_000,
    supportBigNumbers: true,
    typeCast: (field) => field.string(),
  }
}

export async function withConnection<T>(
  address: ServerAddress & { readonly database?: string },
  work: (connection: Connection) => Promise<T>,
): Promise<T> {
  const connection = await connect(address)
  try {
    return await work(connection)
  } finally {
    await connection[Symbol.asyncDispose]()
  }
}

export function quoteName(identifier: string): string {
  return `\`${identifier.replaceAll('`', '``')}\``
}

export const quoteText: (text: string) => string = (text) => mysql.escape(text)

function unreachable(address: ServerAddress, cause: unknown): PoligonError {
  const { code } = cause as { code?: string }
  const because =
    code === 'ER_ACCESS_DENIED_ERROR'
      ? 'the password is wrong'
      : `no connection (${code ?? 'no code'})`
  return new PoligonError('POLIGON_UNREACHABLE', {
    what: say`${address.family === 'mysql' ? say`MySQL` : say`MariaDB`} at ${name(address.host)}:${address.port} cannot be used: ${name(because)}.`,
    remedy: say`Check that it runs, and its address.`,
    cause,
  })
}
