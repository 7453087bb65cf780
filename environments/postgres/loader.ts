import type { Client } from 'pg'
import type { LoadedTable, Loader, RowSource } from '../../core/contracts/dump.ts'
import type { Log } from '../../core/log.ts'
import { name, say } from '../../core/redacted.ts'
import type { LoaderOptions, OpenLoader } from '../engine.ts'
import type { DatabaseAddress } from '../running.ts'
import { usualJobs } from '../usual-jobs.ts'
import { Builds, readBuild } from './builds.ts'
import { connect } from './connect.ts'
import { CopyLanes } from './copy-lanes.ts'
import { CopyLoader } from './copy-rows.ts'
import { HeldTriggers } from './held-triggers.ts'
import { leftOut } from './leave-out.ts'
import { addRows, beginInsert, createInserts, type Insert } from './inserts.ts'
import { LoadLedger } from './load-ledger.ts'
import { makeRoles, rolesOfPolicy, unknownRoles } from './policy-roles.ts'
import { refused } from './refused.ts'
import { statementRefused } from './statement-refused.ts'
import { Sessions } from './sessions.ts'
import { splitStatements, withoutLeadingComments, type Statement } from './split-statements.ts'

/** For all builds of indexes together that run beside each other. */
const buildMemory = 256

export async function connectLoader(
  address: DatabaseAddress,
  log: Log,
  { jobs, owned = false }: LoaderOptions = {},
  run?: LoadRun,
): Promise<OpenLoader> {
  const most = usualJobs(jobs)
  const memory = Math.max(16, Math.floor(buildMemory / most))
  const open = async () => {
    const client = await connect(address)
    await client.query(`SET synchronous_commit = off; SET maintenance_work_mem = '${memory}MB'`)
    return client
  }
  const client = await open()
  const ledger = run && (run.left ?? (await LoadLedger.begin(client, run.facts)))
  const close = () => client.end().catch(() => {})
  return {
    async load(pieces, signal) {
      await using sessions = new Sessions(open)
      await using builds = new Builds(most, sessions, statementRefused)
      const beside = { sessions, builds, lanes: new CopyLanes(sessions, most) }
      // Statements that run are not waited for: closing cuts their connections off.
      const stop = () => {
        builds.stop()
        void Promise.all([close(), sessions[Symbol.asyncDispose]()])
      }
      signal?.addEventListener('abort', stop, { once: true })
      try {
        return await loadPieces({ client, beside, owned, log, ledger }, pieces, signal)
      } catch (failure) {
        signal?.throwIfAborted()
        throw failure
      } finally {
        signal?.removeEventListener('abort', stop)
      }
    },
    [Symbol.asyncDispose]: close,
  }
}

/** Loads over a connection that the caller keeps, within its transaction if it has begun one. */
export function loaderOn(client: Client, log: Log): Loader {
  const loading = { client, beside: undefined, owned: false, log, ledger: undefined }
  return { load: (pieces, signal) => loadPieces(loading, pieces, signal) }
}

/** What works on other connections. */
interface Beside {
  readonly sessions: Sessions
  readonly builds: Builds
  readonly lanes: CopyLanes
}

interface Loading {
  readonly client: Client
  /** Undefined within the caller's transaction, which other connections do not see. */
  readonly beside: Beside | undefined
  /** See {@link LoaderOptions.owned}. */
  readonly owned: boolean
  readonly log: Log
  readonly ledger: LoadLedger | undefined
}

/** A load that another run may go on with. */
export interface LoadRun {
  readonly facts: Readonly<Record<string, string>>
  /** Of the run that this one goes on with. */
  readonly left: LoadLedger | undefined
}

async function loadPieces(
  loading: Loading,
  pieces: RowSource,
  signal?: AbortSignal,
): Promise<readonly LoadedTable[]> {
  const { client, beside, log, ledger } = loading
  const loaded = new Map<string, number>()
  const omitted = new Map<string, number>()
  const settings = await knownSettings(client)
  const copies = new CopyLoader(client, beside?.lanes, loaded, ledger)
  const triggers = new HeldTriggers(client, ledger)
  let insert: Insert | undefined
  const inserts = createInserts(client, loaded, ledger)
  const block = { open: false }
  let step = 0
  let done = false
  try {
    for await (const piece of pieces) {
      signal?.throwIfAborted()
      switch (piece.kind) {
        case 'statement':
          await inserts.send()
          await copies.settle()
          for (const statement of splitStatements(textOf(piece.bytes)))
            await runStatement(loading, statement, ++step, {
              settings,
              omitted,
              bytes: copies.bytes,
              block,
            })
          break
        case 'rows-begin':
          step++
          done = ledger?.isDone(step) ?? false
          if (done) break
          await beside?.builds.settle()
          await triggers.hold(piece.table, withoutLeadingComments(textOf(piece.bytes)))
          if (piece.syntax === 'pg-values') {
            await copies.settle()
            insert = beginInsert(piece.table, textOf(piece.bytes), step)
            break
          }
          if (piece.syntax !== 'pg-copy-text')
            throw refused(say`rows are written as ${name(piece.syntax)}`, { table: piece.table })
          await inserts.send()
          copies.begin(piece.table, textOf(piece.bytes), step, block.open)
          break
        case 'rows':
          if (done) break
          if (insert) addRows(insert, textOf(piece.bytes), piece.rows)
          else await copies.send(piece.bytes, piece.rows)
          break
        case 'rows-end':
          if (done) break
          if (insert) await inserts.add(insert, textOf(piece.bytes))
          else await copies.end()
          insert = undefined
      }
    }
    await inserts.send()
    await copies.settle()
    await beside?.builds.settle()
    await triggers.giveBack()
  } catch (failure) {
    copies.abandon()
    throw failure
  }
  if (omitted.size > 0)
    log.info(
      say`Left out of the load, because it belongs to the original server: ${name([...omitted].map(([what, count]) => `${count} ${what}`).join(', '))}.`,
    )
  return [...loaded].map(([table, rows]) => ({ table, rows }))
}

interface Known {
  /** Settings that the server has. */
  readonly settings: ReadonlySet<string>
  /** What was left out so far, and how often. */
  readonly omitted: Map<string, number>
  /** Of the rows that each table got. */
  readonly bytes: ReadonlyMap<string, number>
  /** Whether a transaction of the dump's own is under way. */
  readonly block: { open: boolean }
}

async function runStatement(
  { client, beside, owned, ledger }: Loading,
  statement: Statement,
  step: number,
  { settings, omitted, bytes, block }: Known,
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
  const setsSession = setting !== undefined || setsConfiguration.test(text)
  if (ledger?.isDone(step) && !setsSession) return
  const also = setsSession ? undefined : ledger?.done(step)
  const roles = await unknownRoles(client, rolesOfPolicy(text))
  if (roles.length > 0 && !owned) return omit('policies for roles that are not there')
  await makeRoles(client, roles)
  const build = beside && readBuild(text)
  if (build) {
    const weight = Math.max(
      ...build.locks.concat(build.shares).map((table) => bytes.get(table) ?? 0),
    )
    return beside.builds.begin({ ...build, weight, ...(also === undefined ? {} : { also }) })
  }
  await beside?.builds.settle()
  try {
    await (also === undefined ? client.query(text) : runWith(client, text, also))
  } catch (failure) {
    throw statementRefused(text, failure)
  }
  if (beginsBlock.test(text)) block.open = true
  else if (endsBlock.test(text)) block.open = false
  if (setsSession) beside?.sessions.remember(text)
}

/** Both or none, but for what the server runs outside of transactions only (VACUUM). */
async function runWith(client: Client, text: string, also: string): Promise<void> {
  try {
    await client.query(`${text}\n;${also}`)
  } catch (failure) {
    if ((failure as { code?: string }).code !== '25001') throw failure
    await client.query(text)
    await client.query(also)
  }
}

const beginsBlock = /^(BEGIN|START\s+TRANSACTION)\b/i
const endsBlock = /^(COMMIT|END|ROLLBACK|ABORT)\b(?!\s+(?:TRANSACTION\s+|WORK\s+)?TO\b)/i

/** How pg_dump empties the search path. */
const setsConfiguration = /^SELECT\s+pg_catalog\.set_config\(/i

async function knownSettings(client: Client): Promise<ReadonlySet<string>> {
  const { rows } = await client.query<{ name: string }>(
    'SELECT lower(name) AS name FROM pg_settings',
  )
  return new Set(rows.map(({ name }) => name))
}

const utf8 = new TextDecoder('utf-8', { fatal: true })

function textOf(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes)
  } catch {
    throw refused(say`a statement outside of the rows is not UTF-8`, {})
  }
}
