import { escapeIdentifier as quoted, type Client } from 'pg'
import { randomToken } from '../../core/seed.ts'
import {
  foreignContent,
  loadNotices,
  type DatabaseTarget,
  type TargetOptions,
} from '../open-database-target.ts'
import { ownerMark, targetMark } from '../owner-mark.ts'
import type { ServerAddress } from '../server.ts'
import { usualJobs } from '../usual-jobs.ts'
import { analyzeTables } from './analyze.ts'
import { connect, withClient } from './connect.ts'
import { LoadLedger } from './load-ledger.ts'
import { connectLoader, loaderOn } from './loader.ts'
import { drop, markWith, takeOver } from './take-over.ts'

/**
 * Absent, or made by us: a database beside it is filled and then takes its name. Empty and somebody
 * else's: it is filled in one transaction, and is never dropped.
 */
export async function openTarget(
  address: ServerAddress,
  database: string,
  options: TargetOptions,
): Promise<DatabaseTarget> {
  const state = await withClient(address, (client) => stateOf(client, database))
  if (state === 'foreign') {
    if (!(await withClient({ ...address, database }, isEmpty))) throw foreignContent(database)
    if (options.resume) options.log.info(loadNotices.nothing)
    return fillInPlace(address, database, options)
  }
  return replace(address, database, options)
}

async function stateOf(client: Client, database: string): Promise<'absent' | 'ours' | 'foreign'> {
  const { rows } = await client.query<{ mark: string | null }>(
    `SELECT shobj_description(oid, 'pg_database') AS mark FROM pg_database WHERE datname = $1`,
    [database],
  )
  if (rows.length === 0) return 'absent'
  return rows[0]?.mark === targetMark ? 'ours' : 'foreign'
}

async function isEmpty(client: Client): Promise<boolean> {
  const { rows } = await client.query(`
    SELECT 1 FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema' LIMIT 1`)
  return rows.length === 0
}

async function fillInPlace(
  address: ServerAddress,
  database: string,
  { log, jobs }: TargetOptions,
): Promise<DatabaseTarget> {
  const client = await connect({ ...address, database })
  const end = (how: string) => async () => {
    try {
      await client.query(how)
    } finally {
      await client.end().catch(() => {})
    }
  }
  await client.query('BEGIN')
  const commit = end('COMMIT')
  return {
    loader: loaderOn(client, log),
    async commit() {
      await commit()
      await analyzeTables(() => connect({ ...address, database }), usualJobs(jobs))
    },
    abort: end('ROLLBACK'),
  }
}

async function replace(
  address: ServerAddress,
  database: string,
  options: TargetOptions,
): Promise<DatabaseTarget> {
  const { log, jobs, facts } = options
  const run = (...statements: readonly string[]) =>
    withClient(address, async (client) => {
      for (const statement of statements) await client.query(statement)
    })
  const left = await takeOver(address, database, options)
  const staging = left?.database ?? `${database}__${randomToken(32)}`
  if (!left)
    await run(
      `CREATE DATABASE ${quoted(staging)} TEMPLATE template0`,
      markWith(staging, ownerMark()),
    )
  const inside = { ...address, database: staging }
  const opening = jobs === undefined ? {} : { jobs }
  const loader = await connectLoader(
    inside,
    log,
    opening,
    facts && { facts, left: left?.ledger },
  ).catch(async (failure: unknown) => {
    await run(drop(staging))
    throw failure
  })
  const close = () => loader[Symbol.asyncDispose]()
  return {
    loader,
    async commit() {
      await close()
      try {
        await withClient(inside, (client) => LoadLedger.remove(client))
        await analyzeTables(() => connect(inside), usualJobs(jobs))
        await withClient(address, async (client) => {
          // Until the connection ends, runs that fill the same target take turns.
          await client.query('SELECT pg_advisory_lock(hashtext($1))', [`poligon ${database}`])
          const state = await stateOf(client, database)
          // Somebody can have made a database of that name while we were loading.
          if (state === 'foreign') throw foreignContent(database)
          if (state === 'ours') await client.query(drop(database))
          await client.query(markWith(staging, targetMark))
          await client.query(`ALTER DATABASE ${quoted(staging)} RENAME TO ${quoted(database)}`)
        })
      } catch (failure) {
        await run(drop(staging))
        throw failure
      }
    },
    async abort() {
      await close()
      await run(drop(staging))
    },
  }
}
