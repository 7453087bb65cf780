import { availableParallelism } from 'node:os'
import type { Client } from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import type { LoadedTable, Loader, RowSource } from '../../core/contracts/dump.ts'
import { PoligonError } from '../../core/errors.ts'
import type { Log } from '../../core/log.ts'
import { name, say, type Redacted } from '../../core/redacted.ts'
import type { OpenLoader } from '../engine.ts'
import type { DatabaseAddress } from '../running.ts'
import { Builds, readBuild } from './builds.ts'
import { connect } from './connect.ts'
import { copyPosition, errorText } from './error-text.ts'
import { leftOut } from './leave-out.ts'
import { addRows, beginInsert, createInserts, type Insert } from './inserts.ts'
import { refused } from './refused.ts'
import { splitStatements, withoutLeadingComments, type Statement } from './split-statements.ts'

/** Builds of indexes that run beside each other, each with its share of the memory. */
const mostBuilds = Math.min(4, availableParallelism())
const loading = `SET synchronous_commit = off; SET maintenance_work_mem = '${256 / mostBuilds}MB'`

export async function connectLoader(address: DatabaseAddress, log: Log): Promise<OpenLoader> {
  const open = async () => {
    const client = await connect(address)
    await client.query(loading)
    return client
  }
  const client = await open()
  return {
    async load(pieces, signal) {
      await using builds = new Builds(mostBuilds, open, statementRefused)
      return await loadPieces(client, builds, pieces, log, signal)
    },
    [Symbol.asyncDispose]: () => client.end().catch(() => {}),
  }
}

/** Loads over a connection that the caller keeps, within its transaction if it has begun one. */
export function loaderOn(client: Client, log: Log): Loader {
  return { load: (pieces, signal) => loadPieces(client, undefined, pieces, log, signal) }
}

interface Copy {
  readonly table: string
  readonly stream: ReturnType<typeof copyFrom>
  readonly done: Promise<void>
  rows: number
}

async function loadPieces(
  client: Client,
  builds: Builds | undefined,
  pieces: RowSource,
  log: Log,
  signal?: AbortSignal,
): Promise<readonly LoadedTable[]> {
  const loaded = new Map<string, number>()
  const omitted = new Map<string, number>()
  const settings = await knownSettings(client)
  let copy: Copy | undefined
  let insert: Insert | undefined
  const inserts = createInserts(client, loaded)
  try {
    for await (const piece of pieces) {
      signal?.throwIfAborted()
      switch (piece.kind) {
        case 'statement':
          await inserts.send()
          for (const statement of splitStatements(textOf(piece.bytes)))
            await runStatement(client, builds, statement, settings, omitted)
          break
        case 'rows-begin':
          await builds?.settle()
          if (piece.syntax === 'pg-values') {
            insert = beginInsert(piece.table, textOf(piece.bytes))
            break
          }
          if (piece.syntax !== 'pg-copy-text')
            throw refused(say`rows are written as ${name(piece.syntax)}`, { table: piece.table })
          await inserts.send()
          copy = beginCopy(client, piece.table, textOf(piece.bytes))
          break
        case 'rows':
          if (copy) await sendRows(copy, piece.bytes, piece.rows)
          else if (insert) addRows(insert, textOf(piece.bytes), piece.rows)
          break
        case 'rows-end':
          if (copy) {
            await endCopy(copy)
            loaded.set(copy.table, (loaded.get(copy.table) ?? 0) + copy.rows)
          } else if (insert) await inserts.add(insert, textOf(piece.bytes))
          copy = undefined
          insert = undefined
      }
    }
    await inserts.send()
    await builds?.settle()
  } catch (failure) {
    copy?.stream.destroy()
    throw failure
  }
  if (omitted.size > 0)
    log.info(
      say`Left out of the load, because it belongs to the original server: ${name([...omitted].map(([what, count]) => `${count} ${what}`).join(', '))}.`,
    )
  return [...loaded].map(([table, rows]) => ({ table, rows }))
}

async function runStatement(
  client: Client,
  builds: Builds | undefined,
  statement: Statement,
  settings: ReadonlySet<string>,
  omitted: Map<string, number>,
): Promise<void> {
  const omit = (what: string) => void omitted.set(what, (omitted.get(what) ?? 0) + 1)
  const reason = leftOut(statement)
  if (reason !== undefined) return omit(reason)
  const text = withoutLeadingComments(statement.text)
  if (statement.kind === 'client')
    throw refused(
      say`${name(text.split(/\s/)[0] ?? '')} is a command of psql that is not understood`,
      {},
    )
  // A newer pg_dump sets what an older server does not know (transaction_timeout of 17).
  const setting = /^SET\s+(?:SESSION\s+|LOCAL\s+)?(\w+)\s*(?:=|TO\b)/i.exec(text)?.[1]
  if (setting !== undefined && !settings.has(setting.toLowerCase())) return omit('settings')
  const build = builds && readBuild(text)
  if (build) return builds.begin(build)
  await builds?.settle()
  try {
    await client.query(text)
  } catch (failure) {
    throw statementRefused(text, failure)
  }
  if (setting !== undefined || setsConfiguration.test(text)) builds?.remember(text)
}

/** How pg_dump empties the search path. */
const setsConfiguration = /^SELECT\s+pg_catalog\.set_config\(/i

function statementRefused(text: string, failure: unknown): PoligonError {
  if (failure instanceof PoligonError) return failure
  return refused(say`${describe(text)}: ${errorText(failure)}`, {}, failure)
}

async function knownSettings(client: Client): Promise<ReadonlySet<string>> {
  const { rows } = await client.query<{ name: string }>(
    'SELECT lower(name) AS name FROM pg_settings',
  )
  return new Set(rows.map(({ name }) => name))
}

/** The first words, which are keywords and names: `CREATE TABLE public.orders`. */
function describe(sql: string): Redacted {
  return name(
    /^\s*([A-Za-z]+(?:\s+[A-Za-z]+){0,3}(?:\s+"?[\w.]+"?)?)/.exec(sql)?.[1]?.slice(0, 80) ??
      'a statement',
  )
}

function beginCopy(client: Client, table: string, framing: string): Copy {
  const statement = withoutLeadingComments(framing).trim()
  const stream = client.query(copyFrom(statement))
  const done = new Promise<void>((resolve, reject) => {
    stream.once('finish', resolve)
    stream.once('error', reject)
  })
  done.catch(() => {})
  return { table, stream, done, rows: 0 }
}

async function sendRows(copy: Copy, bytes: Uint8Array, rows: number): Promise<void> {
  copy.rows += rows
  if (copy.stream.write(bytes)) return
  const drained = new Promise<void>((resolve) => copy.stream.once('drain', resolve))
  await Promise.race([drained, copy.done]).catch((failure: unknown) => {
    throw copyRefused(copy, failure)
  })
}

async function endCopy(copy: Copy): Promise<void> {
  copy.stream.end()
  await copy.done.catch((failure: unknown) => {
    throw copyRefused(copy, failure)
  })
  if (copy.stream.rowCount !== copy.rows)
    throw refused(say`${copy.rows} rows were sent and ${copy.stream.rowCount ?? 0} were taken`, {
      table: copy.table,
    })
}

function copyRefused(copy: Copy, failure: unknown): PoligonError {
  const { line, column } = copyPosition(failure)
  return refused(
    errorText(failure),
    {
      table: copy.table,
      ...(line === undefined ? {} : { row: line }),
      ...(column === undefined ? {} : { field: column }),
    },
    failure,
  )
}

const utf8 = new TextDecoder('utf-8', { fatal: true })

function textOf(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes)
  } catch {
    throw refused(say`a statement outside of the rows is not UTF-8`, {})
  }
}
