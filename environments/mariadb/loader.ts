import type { DumpPiece, LoadedTable, RowSource } from '../../core/contracts/dump.ts'
import type { Log } from '../../core/log.ts'
import { name, say, type Redacted } from '../../core/redacted.ts'
import type { LoaderOptions, OpenLoader } from '../engine.ts'
import type { LoadFacts } from '../open-database-target.ts'
import type { DatabaseAddress } from '../running.ts'
import { usualJobs } from '../usual-jobs.ts'
import { mostWarnings } from './check-taken.ts'
import { connect, type Connection } from './connect.ts'
import { errorNumber, errorText } from './error-text.ts'
import { leftOut, plainStart, withoutDefiner } from './leave-out.ts'
import { LoadLedger } from './load-ledger.ts'
import { textOf } from './load-rows.ts'
import { refused } from './refused.ts'
import { RowLanes } from './row-lanes.ts'
import { splitStatements } from './split-statements.ts'

/** @param run - of a load that a later run may go on with, or that goes on with an earlier one. */
export async function connectLoader(
  address: DatabaseAddress,
  log: Log,
  { jobs }: Pick<LoaderOptions, 'jobs'> = {},
  run?: { readonly facts: LoadFacts; readonly goesOn: boolean },
): Promise<OpenLoader> {
  const open = async () => {
    const connection = await connect(address, { raw: true })
    await connection.run(
      `SET NAMES utf8mb4, foreign_key_checks = 0, unique_checks = 0, time_zone = '+00:00', max_error_count = ${mostWarnings}`,
    )
    return connection
  }
  const connection = await open()
  const ledger =
    run &&
    (run.goesOn ? await LoadLedger.goOn(connection) : await LoadLedger.begin(connection, run.facts))
  return {
    async load(pieces, signal) {
      const shared = { loaded: new Map(), seen: new Set<string>(), local: { allowed: true } }
      await using rows = new RowLanes(open, usualJobs(jobs), { address, log, ledger, ...shared })
      return await loadPieces({ connection, rows, log, ledger }, pieces, signal)
    },
    [Symbol.asyncDispose]: () => connection[Symbol.asyncDispose](),
  }
}

interface Loading {
  readonly connection: Connection
  readonly rows: RowLanes
  readonly log: Log
  readonly ledger: LoadLedger | undefined
}

/** In the dump: see load-ledger.ts. */
interface Place {
  step: number
  /** The rows are in their table, by the run that this one goes on with. */
  passing: boolean
}

async function loadPieces(
  loading: Loading,
  pieces: RowSource,
  signal?: AbortSignal,
): Promise<readonly LoadedTable[]> {
  const { rows, log } = loading
  const omitted = new Map<string, number>()
  const place: Place = { step: 0, passing: false }
  let framing: Uint8Array = new Uint8Array()
  try {
    for await (const piece of pieces) {
      signal?.throwIfAborted()
      switch (piece.kind) {
        case 'statement':
          framing = new Uint8Array()
          for (const statement of splitStatements(textOf(piece.bytes)))
            await runStatement(loading, statement, ++place.step, omitted)
          break
        case 'rows-begin':
          if (piece.syntax !== 'mysql-values')
            throw refused(say`rows are written as ${name(piece.syntax)}`, { table: piece.table })
          // A dump repeats the head for every row or every megabyte.
          if (Buffer.compare(framing, piece.bytes) === 0) break
          framing = Uint8Array.from(piece.bytes)
          await beginRows(loading, piece, place, omitted)
          break
        case 'rows':
          if (!place.passing) await rows.send(piece.bytes, piece.rows)
          break
        case 'rows-end':
      }
    }
    await rows.end()
  } catch (failure) {
    await rows.abandon()
    throw failure
  }
  if (omitted.size > 0)
    log.info(
      say`Left out of the load, because it belongs to the original server: ${name([...omitted].map(([what, count]) => `${count} ${what}`).join(', '))}.`,
    )
  return [...rows.loaded].map(([table, rows]) => ({ table, rows }))
}

/** The framing ends with `INSERT INTO … VALUES`; a switch of the same table can stand before it. */
async function beginRows(
  loading: Loading,
  piece: Extract<DumpPiece, { kind: 'rows-begin' }>,
  place: Place,
  omitted: Map<string, number>,
): Promise<void> {
  const statements = splitStatements(textOf(piece.bytes))
  for (const statement of statements.slice(0, -1))
    await runStatement(loading, statement, ++place.step, omitted)
  place.step++
  place.passing = loading.ledger?.isDone(place.step) ?? false
  if (place.passing) loading.ledger?.passOver(piece.table)
  else
    await loading.rows.begin(piece.table, `${statements.at(-1) ?? ''} `, piece.columns, place.step)
}

async function runStatement(
  { connection, rows, ledger }: Loading,
  statement: string,
  step: number,
  omitted: Map<string, number>,
): Promise<void> {
  // Nobody else uses the database yet, and a lock would keep its triggers from being taken away.
  if (/^(UN)?LOCK\s+TABLES?\b/i.test(plainStart(statement))) return
  const reason = leftOut(statement)
  if (reason !== undefined) {
    omitted.set(reason, (omitted.get(reason) ?? 0) + 1)
    return
  }
  const own = withoutDefiner(statement)
  if (own !== statement) omitted.set('definers', (omitted.get('definers') ?? 0) + 1)
  if (ledger?.isDone(step) && !isDoneAgain(statement)) return
  const run = async (on: Connection) => {
    try {
      await on.run(own)
    } catch (failure) {
      if (ledger?.goesOn && isThere.has(errorNumber(failure) ?? 0)) return
      throw refused(say`${describe(statement)}: ${errorText(failure)}`, {}, failure)
    }
  }
  const plain = plainStart(statement)
  const keyed = enablesKeys.exec(plain)?.[1]
  if (keyed !== undefined && rows.close(keyed, run)) return
  if (isOfTables(plain)) rows.leave()
  else await rows.settle()
  await run(connection)
  if (/^SET\b/i.test(plain)) rows.remember(own)
}

/** As mysqldump writes it behind the rows of each table. */
const enablesKeys = /^ALTER\s+TABLE\s+`([^`]+)`\s+ENABLE\s+KEYS\b/i

/** What stands between the rows of two tables and looks at no rows. The server itself waits where it concerns a table that is being filled. */
function isOfTables(plain: string): boolean {
  if (/^SET\b/i.test(plain)) return !/\bSELECT\b/i.test(plain)
  if (/^CREATE\s+TABLE\b/i.test(plain)) return !/\bSELECT\b/i.test(plain)
  return /^(DROP\s+TABLE\b|ALTER\s+TABLE\s+`[^`]+`\s+DISABLE\s+KEYS\b)/i.test(plain)
}

/** What belongs to the session, and triggers, which a load takes away and gives back at its end. */
function isDoneAgain(statement: string): boolean {
  return /^(SET\b|CREATE\b[^;]{0,200}?\bTRIGGER\b)/i.test(plainStart(statement))
}

/** Numbers of errors that say that a table, key, column, constraint, routine, trigger or event is there already. */
const isThere: ReadonlySet<number> = new Set([1050, 1060, 1061, 1068, 1304, 1359, 1537, 1826, 3822])

/** The first words, which are keywords and names. */
function describe(sql: string): Redacted {
  return name(
    /^\s*([A-Za-z]+(?:\s+[A-Za-z]+){0,2}(?:\s+`[^`]*`)?)/
      .exec(plainStart(sql))?.[1]
      ?.slice(0, 80) ?? 'a statement',
  )
}
