import { columnList, type Catalogue } from './catalogue.ts'
import { quoteName, type Connection } from './connect.ts'
import {
  eventDefinitions,
  routineDefinitions,
  runStoredCode,
  tableDefinition,
  triggerDefinitions,
  viewDefinition,
} from './definitions.ts'

/** What a copy or a repair needs of its session: nothing may check, convert or refuse what is there already. */
export const copySession = `SET SESSION foreign_key_checks = 0, unique_checks = 0, sql_mode = 'NO_AUTO_VALUE_ON_ZERO'`

/**
 * Fills the empty schema `to` of the same server with everything that `from` has: tables with their
 * counters, rows, sequences, views, routines, triggers (last, so that they do not fire), events.
 */
export async function copySchema(
  connection: Connection,
  catalogue: Catalogue,
  from: string,
  to: string,
): Promise<void> {
  const source = quoteName(from)
  const target = quoteName(to)
  await connection.run(`USE ${source}`)
  const tables: string[] = []
  for (const { name } of catalogue.tables) tables.push(await tableDefinition(connection, name))
  const sequences: string[] = []
  for (const name of catalogue.sequences) sequences.push(await tableDefinition(connection, name))
  const views: string[] = []
  for (const name of catalogue.views) views.push(await viewDefinition(connection, name))
  const routines = await routineDefinitions(connection, from)
  const triggers = await triggerDefinitions(connection, from)
  const events = await eventDefinitions(connection, from)

  await connection.run(`USE ${target}`)
  await connection.run(copySession)
  for (const create of [...sequences, ...tables]) await connection.run(create)
  for (const name of catalogue.sequences) await copySequence(connection, from, to, name)
  for (const table of catalogue.tables) {
    const columns = columnList(table)
    await connection.run(
      `INSERT INTO ${target}.${quoteName(table.name)} (${columns}) SELECT ${columns} FROM ${source}.${quoteName(table.name)}`,
    )
  }
  for (const routine of routines) await runStoredCode(connection, routine)
  await createViews(connection, views)
  for (const code of [...triggers, ...events]) await runStoredCode(connection, code)
}

export async function copySequence(
  connection: Connection,
  from: string,
  to: string,
  name: string,
): Promise<void> {
  const [row] = await connection.rows(
    `SELECT next_not_cached_value AS next FROM ${quoteName(from)}.${quoteName(name)}`,
  )
  await connection.run(
    `ALTER SEQUENCE ${quoteName(to)}.${quoteName(name)} RESTART WITH ${BigInt(row?.['next'] ?? '1')}`,
  )
}

/** Views read other views: those that fail wait for the next round, until a round brings none. */
export async function createViews(connection: Connection, views: readonly string[]): Promise<void> {
  let waiting = views
  while (waiting.length > 0) {
    const failed: string[] = []
    let failure: unknown
    for (const view of waiting) {
      try {
        await connection.run(view)
      } catch (caught) {
        failed.push(view)
        failure = caught
      }
    }
    if (failed.length === waiting.length) throw failure
    waiting = failed
  }
}
