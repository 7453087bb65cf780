import type { LoadedTable, RowSource } from '../../core/contracts/dump.ts'
import { PoligonError, type Place } from '../../core/errors.ts'
import type { Log } from '../../core/log.ts'
import { name, say, type Redacted } from '../../core/redacted.ts'
import type { OpenLoader } from '../engine.ts'
import type { DatabaseAddress } from '../running.ts'
import { connect, type Connection } from './connect.ts'
import { errorText } from './error-text.ts'
import { leftOut, plainStart, withoutDefiner } from './leave-out.ts'
import { splitStatements } from './split-statements.ts'

export async function connectLoader(address: DatabaseAddress, log: Log): Promise<OpenLoader> {
  const connection = await connect(address, { raw: true })
  await connection.run(
    `SET NAMES utf8mb4, foreign_key_checks = 0, unique_checks = 0, time_zone = '+00:00', max_error_count = ${mostWarnings}`,
  )
  return {
    load: (pieces, signal) => loadPieces(connection, pieces, log, signal),
    [Symbol.asyncDispose]: () => connection[Symbol.asyncDispose](),
  }
}

/** The server counts and keeps no more than this. */
const mostWarnings = 65_535
/**
 * Warnings that are no loss when they concern a generated column: it was worked out with more digits
 * than it keeps, or mariadb-dump wrote its value and the server works it out again
 * (WARN_DATA_TRUNCATED, ER_WARNING_NON_DEFAULT_VALUE_FOR_GENERATED_COLUMN).
 */
const harmlessWhenGenerated: ReadonlySet<string | null | undefined> = new Set(['1265', '1906'])

interface Bulk {
  readonly table: string
  /** `INSERT INTO … VALUES`, as the dump says it. */
  readonly head: string
  rows: number
}

async function loadPieces(
  connection: Connection,
  pieces: RowSource,
  log: Log,
  signal?: AbortSignal,
): Promise<readonly LoadedTable[]> {
  const loaded = new Map<string, number>()
  const omitted = new Map<string, number>()
  let bulk: Bulk | undefined
  for await (const piece of pieces) {
    signal?.throwIfAborted()
    switch (piece.kind) {
      case 'statement':
        for (const statement of splitStatements(textOf(piece.bytes)))
          await runStatement(connection, statement, omitted)
        break
      case 'rows-begin':
        if (piece.syntax !== 'mysql-values')
          throw refused(say`rows are written as ${name(piece.syntax)}`, { table: piece.table })
        bulk = {
          table: piece.table,
          head: await beginBulk(connection, piece.bytes, omitted),
          rows: 0,
        }
        break
      case 'rows':
        if (bulk) await sendRows(connection, bulk, piece.bytes, piece.rows)
        break
      case 'rows-end':
        if (bulk) loaded.set(bulk.table, (loaded.get(bulk.table) ?? 0) + bulk.rows)
        bulk = undefined
    }
  }
  if (omitted.size > 0)
    log.info(
      say`Left out of the load, because it belongs to the original server: ${name([...omitted].map(([what, count]) => `${count} ${what}`).join(', '))}.`,
    )
  return [...loaded].map(([table, rows]) => ({ table, rows }))
}

async function runStatement(
  connection: Connection,
  statement: string,
  omitted: Map<string, number>,
): Promise<void> {
  const reason = leftOut(statement)
  if (reason !== undefined) {
    omitted.set(reason, (omitted.get(reason) ?? 0) + 1)
    return
  }
  try {
    await connection.run(withoutDefiner(statement))
  } catch (failure) {
    throw refused(say`${describe(statement)}: ${errorText(failure)}`, {}, failure)
  }
}

/** The framing ends with `INSERT INTO … VALUES`; a switch of the same table can stand before it. */
async function beginBulk(
  connection: Connection,
  framing: Uint8Array,
  omitted: Map<string, number>,
): Promise<string> {
  const statements = splitStatements(textOf(framing))
  for (const statement of statements.slice(0, -1))
    await runStatement(connection, statement, omitted)
  return `${statements.at(-1) ?? ''} `
}

/** A block is one statement: the server counts its rows and its warnings, and both must be right. */
async function sendRows(
  connection: Connection,
  bulk: Bulk,
  bytes: Uint8Array,
  rows: number,
): Promise<void> {
  const first = bulk.rows + 1
  bulk.rows += rows
  const between = rows === 1 ? say`row ${first}` : say`rows ${first} to ${bulk.rows}`
  let taken: { affected: number; warnings: number }
  try {
    taken = await connection.run(bulk.head + textOf(withoutEdges(bytes)))
  } catch (failure) {
    throw refused(
      say`${between}: ${errorText(failure)}`,
      { table: bulk.table, row: first },
      failure,
    )
  }
  if (taken.affected !== rows)
    throw refused(say`${between}: ${rows} were sent and ${taken.affected} were taken`, {
      table: bulk.table,
      row: first,
    })
  if (taken.warnings > 0) {
    const warning = await seriousWarning(connection, taken.warnings)
    if (warning !== undefined)
      throw refused(
        say`${between}: the server changed or skipped values (warning ${name(warning)})`,
        { table: bulk.table, row: first },
      )
  }
}

/** Number of the first warning that concerns what was sent. */
async function seriousWarning(connection: Connection, count: number): Promise<string | undefined> {
  const warnings = await connection.rows('SHOW WARNINGS')
  if (count === mostWarnings || warnings.length < count) return warnings[0]?.['Code'] ?? 'unknown'
  const columns = await connection.rows(`
    SELECT COLUMN_NAME AS name FROM information_schema.COLUMNS
    WHERE TABLE_SCHEMA = DATABASE() AND COALESCE(GENERATION_EXPRESSION, '') <> ''`)
  const generated = new Set(columns.map((row) => row['name']))
  const serious = warnings.find(({ Code: code, Message: message }) => {
    const column = /column '([^']+)'/.exec(message ?? '')?.[1]
    return !(harmlessWhenGenerated.has(code) && generated.has(column ?? null))
  })
  return serious?.['Code'] ?? undefined
}

/** The first words, which are keywords and names. */
function describe(sql: string): Redacted {
  return name(
    /^\s*([A-Za-z]+(?:\s+[A-Za-z]+){0,2}(?:\s+`[^`]*`)?)/
      .exec(plainStart(sql))?.[1]
      ?.slice(0, 80) ?? 'a statement',
  )
}

function refused(why: Redacted, place: Place, cause?: unknown): PoligonError {
  return new PoligonError('POLIGON_LOAD', {
    what: say`The server did not take the dump: ${why}.`,
    place,
    remedy: say`Compare the version and the settings of this server with those of the original.`,
    cause,
  })
}

/** A block of a longer list begins or ends with the comma that parts it from its neighbour. */
function withoutEdges(bytes: Uint8Array): Uint8Array {
  const edge = (byte: number | undefined) =>
    byte !== undefined && ' \t\r\n,;'.includes(String.fromCharCode(byte))
  let from = 0
  let to = bytes.length
  while (from < to && edge(bytes[from])) from++
  while (to > from && edge(bytes[to - 1])) to--
  return bytes.subarray(from, to)
}

/** Bytes as latin1: the connection sends them as they are. */
function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
}
