import { quoteName, quoteText, type Connection } from './connect.ts'
import { createViews } from './copy-schema.ts'
import {
  eventDefinitions,
  routineDefinitions,
  runStoredCode,
  triggerDefinitions,
  viewDefinition,
} from './definitions.ts'

export interface NamedObject {
  /** As DROP wants it: `TABLE`, `VIEW`, `SEQUENCE`, `PROCEDURE`, `FUNCTION`, `EVENT`. */
  readonly type: string
  readonly name: string
}

/** Everything that stands in a schema by itself; triggers go with their tables. */
export async function objectNames(connection: Connection, schema: string): Promise<NamedObject[]> {
  const at = quoteText(schema)
  const rows = await connection.rows(`
    SELECT CASE TABLE_TYPE WHEN 'VIEW' THEN 'VIEW' WHEN 'SEQUENCE' THEN 'SEQUENCE' ELSE 'TABLE' END AS type, TABLE_NAME AS name
    FROM information_schema.TABLES WHERE TABLE_SCHEMA = ${at}
    UNION ALL SELECT ROUTINE_TYPE, ROUTINE_NAME FROM information_schema.ROUTINES WHERE ROUTINE_SCHEMA = ${at}
    UNION ALL SELECT 'EVENT', EVENT_NAME FROM information_schema.EVENTS WHERE EVENT_SCHEMA = ${at}`)
  return rows.map((row) => ({ type: row['type'] ?? '', name: row['name'] ?? '' }))
}

/**
 * Moves everything from one schema into another one of the same server. Tables and sequences are
 * renamed, all in one statement; code and views cannot be, and are made again.
 */
export async function moveSchema(connection: Connection, from: string, to: string): Promise<void> {
  await connection.run(`USE ${quoteName(from)}`)
  const objects = await objectNames(connection, from)
  const tables = objects.filter(({ type }) => type === 'TABLE' || type === 'SEQUENCE')
  const views: string[] = []
  for (const { type, name } of objects)
    if (type === 'VIEW') views.push(await viewDefinition(connection, name))
  const routines = await routineDefinitions(connection, from)
  const triggers = await triggerDefinitions(connection, from)
  const events = await eventDefinitions(connection, from)
  for (const { drop } of triggers) await connection.run(drop)
  const renames = tables.map(
    ({ name }) => `${quoteName(from)}.${quoteName(name)} TO ${quoteName(to)}.${quoteName(name)}`,
  )
  if (renames.length > 0) await connection.run(`RENAME TABLE ${renames.join(', ')}`)
  await connection.run(`USE ${quoteName(to)}`)
  for (const routine of routines) await runStoredCode(connection, routine)
  await createViews(connection, views)
  for (const code of [...triggers, ...events]) await runStoredCode(connection, code)
}
