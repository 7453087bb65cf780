import type { Client } from 'pg'
import { PoligonError } from '../../core/errors.ts'
import type { Log } from '../../core/log.ts'
import { say } from '../../core/redacted.ts'
import { connect } from '../postgres/connect.ts'
import { errorText } from '../postgres/error-text.ts'
import type { DatabaseAddress } from '../running.ts'
import { inOrder } from './in-order.ts'
import type { ReadOptions } from './read-options.ts'
import { rowParts } from './postgres-rows.ts'
import { dumpedTables, hasLargeObjects, sequenceStatements } from './postgres-tables.ts'

/**
 * A database as pg_dump would write it, with the rows read over several connections that see one and the same
 * snapshot; definitions, large objects and what comes after the rows are written by pg_dump itself.
 *
 * @throws POLIGON_UNREACHABLE, POLIGON_MISSING_PROGRAM, POLIGON_SOURCE with the table that cannot be read.
 */
export async function* readPostgres(
  address: DatabaseAddress,
  { log, signal, jobs, dump }: ReadOptions,
): AsyncGenerator<Uint8Array> {
  const clients = [await connect(address)]
  const close = async () => {
    await Promise.all(clients.splice(0).map((client) => client.end().catch(() => {})))
  }
  const stop = () => void close()
  signal?.addEventListener('abort', stop, { once: true })
  try {
    const [leader] = clients as [Client]
    await leader.query(`BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; ${settings}`)
    const tables = await dumpedTables(leader)
    if (tables.length > 0)
      await leader
        .query(
          `LOCK TABLE ONLY ${tables.map(({ name }) => name).join(', ONLY ')} IN ACCESS SHARE MODE`,
        )
        .catch((failure: unknown) => {
          throw notLocked(failure)
        })
    const snapshot = await exportedSnapshot(leader)
    const sections = (args: readonly string[]) => dump([...args, `--snapshot=${snapshot}`])
    yield* sections(['--section=pre-data'])
    const parts = tables.flatMap(rowParts)
    const others = Math.min(jobs, parts.length) - 1
    clients.push(...(await followers(address, others, snapshot, log)))
    yield* inOrder(parts, [...clients])
    // The server may let in no more than these, and pg_dump needs one.
    await Promise.all(clients.splice(1).map((client) => client.end()))
    yield Buffer.from(await sequenceStatements(leader))
    if (await hasLargeObjects(leader))
      yield* sections(['--section=data', '--exclude-table-data=*.*'])
    yield* sections(['--section=post-data'])
  } catch (failure) {
    signal?.throwIfAborted()
    throw failure
  } finally {
    signal?.removeEventListener('abort', stop)
    await close()
  }
}

/** As pg_dump has them, so that every value is written exactly and all rows are seen or none. */
const settings = `SET LOCAL client_encoding = 'UTF8'; SET LOCAL datestyle = 'ISO'; SET LOCAL intervalstyle = 'postgres';
  SET LOCAL extra_float_digits = 3; SET LOCAL synchronize_seqscans = off; SET LOCAL row_security = off; SET LOCAL statement_timeout = 0;
  SET LOCAL idle_in_transaction_session_timeout = 0; SET LOCAL lock_timeout = '30s'; SET LOCAL search_path = ''`

async function exportedSnapshot(client: Client): Promise<string> {
  const { rows } = await client.query<{ snapshot: string }>(
    'SELECT pg_catalog.pg_export_snapshot() AS snapshot',
  )
  return rows[0]?.snapshot ?? ''
}

/** As many as the server lets in, and one less where that is fewer: others have to work too. */
async function followers(
  address: DatabaseAddress,
  count: number,
  snapshot: string,
  log: Log,
): Promise<readonly Client[]> {
  const clients: Client[] = []
  while (clients.length < count) {
    const client = await connect(address).catch(() => undefined)
    if (!client) {
      await clients.pop()?.end()
      log.info(say`The server lets in no more connections: it is read over ${clients.length + 1}.`)
      break
    }
    clients.push(client)
    await client.query(
      `BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET TRANSACTION SNAPSHOT '${snapshot}'; ${settings}`,
    )
  }
  return clients
}

function notLocked(failure: unknown): PoligonError {
  return new PoligonError('POLIGON_SOURCE', {
    what: say`The tables of the database cannot be kept from being changed while they are read: ${errorText(failure)}.`,
    remedy: say`Give the account the right to read all tables, or wait until nobody alters them.`,
    cause: failure,
  })
}
