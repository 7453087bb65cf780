import { Readable } from 'node:stream'
import { escapeIdentifier, type Client } from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { withConnection } from '../mariadb/connect.ts'
import { connect } from '../postgres/connect.ts'
import type { DatabaseAddress } from '../running.ts'
import { dumpWith, type DumpOptions } from './dump-database.ts'

/** Some rows of every table of a database, as a dump of it. */
export interface DatabaseSample {
  readonly stream: Readable
  /** About how many rows the tables have, as the server's statistics say; without those it knows nothing of. */
  readonly rows: ReadonlyMap<string, number>
}

/** So many rows of each table. */
export const sampledRows = 2000

/**
 * Takes a sample: all definitions, and of each table at most {@link sampledRows} rows, from one consistent
 * snapshot in which nothing can be written. Of large tables of PostgreSQL the rows come from blocks all over
 * them, of MariaDB and MySQL they are the first ones by key. It is written nowhere.
 *
 * @throws POLIGON_MISSING_PROGRAM, POLIGON_UNREACHABLE; also while it is read.
 */
export async function sampleDatabase(
  address: DatabaseAddress,
  options: DumpOptions,
): Promise<DatabaseSample> {
  if (address.family === 'postgres') {
    const { chunks, rows } = await samplePostgres(address, options)
    return { stream: Readable.from(chunks, { objectMode: false }), rows }
  }
  const where = `--where=1 LIMIT ${sampledRows}`
  const chunks = dumpWith(address, [where, '--skip-lock-tables'], options)
  return { stream: Readable.from(chunks, { objectMode: false }), rows: await mysqlRows(address) }
}

async function mysqlRows(address: DatabaseAddress): Promise<ReadonlyMap<string, number>> {
  const rows = await withConnection(address, (connection) =>
    connection.rows(
      "SELECT table_name AS name, table_rows AS count FROM information_schema.tables WHERE table_schema = DATABASE() AND table_type = 'BASE TABLE'",
    ),
  )
  return new Map(rows.map(({ name, count }) => [name ?? '', Number(count)]))
}

interface SampledTable {
  readonly schema: string
  readonly name: string
  /** In their order, without those that the server computes. */
  readonly columns: readonly string[]
  /** Below 0: not known. */
  readonly rows: number
}

async function samplePostgres(address: DatabaseAddress, options: DumpOptions) {
  const client = await connect(address)
  try {
    await client.query('BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY')
    await client.query("SET LOCAL client_encoding = 'UTF8'")
    const tables = await tablesOf(client)
    const { rows: found } = await client.query<{ snapshot: string }>(
      'SELECT pg_export_snapshot() AS snapshot',
    )
    const snapshot = found[0]?.snapshot ?? ''
    return {
      rows: new Map(
        tables.flatMap(({ schema, name, rows }): [string, number][] =>
          rows < 0 ? [] : [[`${schema}.${name}`, rows]],
        ),
      ),
      chunks: chunksOf(client, tables, address, snapshot, options),
    }
  } catch (failure) {
    await client.end().catch(() => {})
    throw failure
  }
}

async function* chunksOf(
  client: Client,
  tables: readonly SampledTable[],
  address: DatabaseAddress,
  snapshot: string,
  options: DumpOptions,
): AsyncGenerator<Buffer> {
  try {
    yield* dumpWith(address, ['--schema-only', `--snapshot=${snapshot}`], options)
    for (const { schema, name, columns, rows } of tables) {
      if (columns.length === 0) continue
      options.signal?.throwIfAborted()
      const table = `${escapeIdentifier(schema)}.${escapeIdentifier(name)}`
      const listed = columns.map(escapeIdentifier).join(', ')
      const share = (sampledRows * 3 * 100) / Math.max(rows, 1)
      const some = share < 20 ? ` TABLESAMPLE SYSTEM (${share.toFixed(6)})` : ''
      yield Buffer.from(`COPY ${table} (${listed}) FROM stdin;\n`)
      yield* client.query(
        copyTo(`COPY (SELECT ${listed} FROM ONLY ${table}${some} LIMIT ${sampledRows}) TO STDOUT`),
      ) as AsyncIterable<Buffer>
      yield Buffer.from('\\.\n\n\n')
    }
  } finally {
    await client.end().catch(() => {})
  }
}

/** What pg_dump would dump rows of: no catalogue, no table of an extension, no other server's. */
async function tablesOf(client: Client): Promise<readonly SampledTable[]> {
  const { rows } = await client.query<Record<'schema' | 'name' | 'columns' | 'rows', string>>(`
    SELECT n.nspname AS schema, c.relname AS name, c.reltuples::bigint AS rows,
      (SELECT json_agg(a.attname ORDER BY a.attnum) FROM pg_attribute a
        WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND COALESCE(to_jsonb(a) ->> 'attgenerated', '') = '') AS columns
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind = 'r' AND c.relpersistence <> 't'
      AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
      AND NOT EXISTS (SELECT FROM pg_depend d
        WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
    ORDER BY 1, 2`)
  return rows.map(({ schema, name, columns, rows: count }) => ({
    schema,
    name,
    columns: JSON.parse(columns ?? '[]') as readonly string[],
    rows: Number(count),
  }))
}
