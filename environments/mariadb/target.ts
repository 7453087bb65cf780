import { createHash } from 'node:crypto'
import { PoligonError } from '../../core/errors.ts'
import { name, say } from '../../core/redacted.ts'
import { randomToken } from '../../core/seed.ts'
import { foreignContent, type DatabaseTarget, type TargetOptions } from '../open-database-target.ts'
import { targetMark } from '../owner-mark.ts'
import type { ServerAddress } from '../server.ts'
import { quoteName, quoteText, withConnection, type Connection } from './connect.ts'
import { ledgerTable } from './load-ledger.ts'
import { connectLoader } from './loader.ts'
import { moveSchema, objectNames } from './move-schema.ts'
import { createSchema, markerTable } from './schemas.ts'
import { takeOver } from './take-over.ts'

/**
 * A schema beside the target is filled, then its tables are renamed into the target in one statement.
 * What the target holds from an earlier masking is listed in its marker table; anything else in it
 * means that it is left alone.
 */
export async function openTarget(
  address: ServerAddress,
  schema: string,
  options: TargetOptions,
): Promise<DatabaseTarget> {
  const { log, facts } = options
  let staging = `${schema}__${randomToken(32)}`
  const run = <T>(work: (connection: Connection) => Promise<T>) => withConnection(address, work)
  const dropStaging = () =>
    run((connection) => connection.run(`DROP DATABASE IF EXISTS ${quoteName(staging)}`))
  const goesOn = await run(async (connection) => {
    await waitForOthers(connection, schema)
    await refuseForeignContent(connection, schema)
    const left = await takeOver(connection, schema, options)
    if (left === undefined) await createSchema(connection, staging, true)
    else staging = left
    return left !== undefined
  })
  const inside = { ...address, database: staging }
  const loader = await connectLoader(
    inside,
    log,
    options.jobs === undefined ? {} : { jobs: options.jobs },
    facts && { facts, goesOn },
  ).catch(async (failure: unknown) => {
    await dropStaging()
    throw failure
  })
  return {
    loader,
    async commit() {
      await loader[Symbol.asyncDispose]()
      try {
        await run(async (connection) => {
          await waitForOthers(connection, schema)
          await refuseForeignContent(connection, schema)
          await connection.run(
            `CREATE DATABASE IF NOT EXISTS ${quoteName(schema)} CHARACTER SET utf8mb4`,
          )
          await dropListed(connection, schema)
          for (const own of [markerTable, ledgerTable])
            await connection.run(`DROP TABLE IF EXISTS ${quoteName(staging)}.${own}`)
          await moveSchema(connection, staging, schema)
          await writeList(connection, schema)
        })
      } finally {
        await dropStaging()
      }
    },
    async abort() {
      await loader[Symbol.asyncDispose]()
      await dropStaging()
    },
  }
}

/** In seconds. */
const longestWait = 600

/**
 * Until no other masking looks at the target or fills it, nor will until this connection ends: between its
 * tables and the list of them the target holds what nobody has listed.
 */
async function waitForOthers(connection: Connection, schema: string): Promise<void> {
  // MySQL takes names of at most 64 characters.
  const lock = `poligon-${createHash('sha256').update(schema).digest('hex').slice(0, 32)}`
  const [row] = await connection.rows(
    `SELECT GET_LOCK(${quoteText(lock)}, ${longestWait}) AS taken`,
  )
  if (row?.['taken'] === '1') return
  throw new PoligonError('POLIGON_TARGET', {
    what: say`Another run is filling the database ${name(schema)}.`,
    remedy: say`Wait until it has ended, or name another database.`,
  })
}

async function refuseForeignContent(connection: Connection, schema: string): Promise<void> {
  const listed = new Set(
    (await listedObjects(connection, schema)).map(({ type, name }) => `${type} ${name}`),
  )
  const present = await objectNames(connection, schema)
  if (present.some(({ type, name }) => !listed.has(`${type} ${name}`))) throw foreignContent(schema)
}

async function listedObjects(
  connection: Connection,
  schema: string,
): Promise<{ type: string; name: string }[]> {
  const tables = await connection.rows(`
    SELECT 1 AS present FROM information_schema.TABLES
    WHERE TABLE_SCHEMA = ${quoteText(schema)} AND TABLE_NAME = ${quoteText(markerTable)}
      AND TABLE_COMMENT = ${quoteText(targetMark)}`)
  if (tables.length === 0) return []
  const rows = await connection.rows(`SELECT type, name FROM ${quoteName(schema)}.${markerTable}`)
  return rows.map((row) => ({ type: row['type'] ?? '', name: row['name'] ?? '' }))
}

async function dropListed(connection: Connection, schema: string): Promise<void> {
  const listed = await listedObjects(connection, schema)
  await connection.run('SET SESSION foreign_key_checks = 0')
  for (const { type, name } of listed)
    await connection.run(`DROP ${type} IF EXISTS ${quoteName(schema)}.${quoteName(name)}`)
}

async function writeList(connection: Connection, schema: string): Promise<void> {
  const marker = { type: 'TABLE', name: markerTable }
  const at = `${quoteName(schema)}.${markerTable}`
  const all = [marker, ...(await objectNames(connection, schema))]
  await connection.run(
    `CREATE TABLE ${at} (type VARCHAR(20) NOT NULL, name VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL, PRIMARY KEY (type, name)) COMMENT ${quoteText(targetMark)}`,
  )
  const values = all.map(({ type, name }) => `(${quoteText(type)}, ${quoteText(name)})`).join(', ')
  await connection.run(`INSERT INTO ${at} (type, name) VALUES ${values}`)
}
