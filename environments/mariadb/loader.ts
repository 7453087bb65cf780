import type { DumpPiece, LoadedTable, RowSource } from '../../core/contracts/dump.ts'
import type { Log } from '../../core/log.ts'
import { name, say, type Redacted } from '../../core/redacted.ts'
import type { OpenLoader } from '../engine.ts'
import type { DatabaseAddress } from '../running.ts'
import { mostWarnings } from './check-taken.ts'
import { connect, type Connection } from './connect.ts'
import { errorText } from './error-text.ts'
import { leftOut, plainStart, withoutDefiner } from './leave-out.ts'
import { RowLoader, textOf } from './load-rows.ts'
import { refused } from './refused.ts'
import { splitStatements } from './split-statements.ts'

export async function connectLoader(address: DatabaseAddress, log: Log): Promise<OpenLoader> {
  const connection = await connect(address, { raw: true })
  await connection.run(
    `SET NAMES utf8mb4, foreign_key_checks = 0, unique_checks = 0, time_zone = '+00:00', max_error_count = ${mostWarnings}`,
  )
  return {
    load: (pieces, signal) => loadPieces(connection, address, pieces, log, signal),
    [Symbol.asyncDispose]: () => connection[Symbol.asyncDispose](),
  }
}

async function loadPieces(
  connection: Connection,
  address: DatabaseAddress,
  pieces: RowSource,
  log: Log,
  signal?: AbortSignal,
): Promise<readonly LoadedTable[]> {
  const omitted = new Map<string, number>()
  const rows = new RowLoader(connection, address, log)
  let framing: Uint8Array = new Uint8Array()
  try {
    for await (const piece of pieces) {
      signal?.throwIfAborted()
      switch (piece.kind) {
        case 'statement':
          await rows.settle()
          framing = new Uint8Array()
          for (const statement of splitStatements(textOf(piece.bytes)))
            await runStatement(connection, statement, omitted)
          break
        case 'rows-begin':
          if (piece.syntax !== 'mysql-values')
            throw refused(say`rows are written as ${name(piece.syntax)}`, { table: piece.table })
          // A dump repeats the head for every row or every megabyte.
          if (Buffer.compare(framing, piece.bytes) === 0) break
          framing = Uint8Array.from(piece.bytes)
          await beginRows(connection, rows, piece, omitted)
          break
        case 'rows':
          await rows.send(piece.bytes, piece.rows)
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

async function runStatement(
  connection: Connection,
  statement: string,
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
  try {
    await connection.run(own)
  } catch (failure) {
    throw refused(say`${describe(statement)}: ${errorText(failure)}`, {}, failure)
  }
}

/** The framing ends with `INSERT INTO … VALUES`; a switch of the same table can stand before it. */
async function beginRows(
  connection: Connection,
  rows: RowLoader,
  piece: Extract<DumpPiece, { kind: 'rows-begin' }>,
  omitted: Map<string, number>,
): Promise<void> {
  const statements = splitStatements(textOf(piece.bytes))
  if (statements.length > 1) await rows.settle()
  for (const statement of statements.slice(0, -1))
    await runStatement(connection, statement, omitted)
  await rows.begin(piece.table, `${statements.at(-1) ?? ''} `, piece.columns)
}

/** The first words, which are keywords and names. */
function describe(sql: string): Redacted {
  return name(
    /^\s*([A-Za-z]+(?:\s+[A-Za-z]+){0,2}(?:\s+`[^`]*`)?)/
      .exec(plainStart(sql))?.[1]
      ?.slice(0, 80) ?? 'a statement',
  )
}
