import { quoteName, quoteText, type Connection, type Row } from './connect.ts'
import { withoutDefiner } from './leave-out.ts'

/** A trigger, routine or event: what makes it, and the mode in which its text is understood. */
export interface StoredCode {
  readonly create: string
  readonly sqlMode: string
  /** Of a trigger: its table, and what fires it (`INSERT`, `UPDATE`, `DELETE`). */
  readonly table?: string
  readonly event?: string
  readonly drop: string
}

/** Reads with `schema` as the current one, so that the text does not name it. */
export async function tableDefinition(connection: Connection, table: string): Promise<string> {
  return await shown(connection, `SHOW CREATE TABLE ${quoteName(table)}`, 'Create Table')
}

export async function viewDefinition(connection: Connection, view: string): Promise<string> {
  return withoutDefiner(
    await shown(connection, `SHOW CREATE VIEW ${quoteName(view)}`, 'Create View'),
  )
}

export async function triggerDefinitions(
  connection: Connection,
  schema: string,
): Promise<StoredCode[]> {
  // The order matters where a table has several of one kind.
  const triggers = await connection.rows(`
    SELECT TRIGGER_NAME AS name, EVENT_OBJECT_TABLE AS tableName, EVENT_MANIPULATION AS event
    FROM information_schema.TRIGGERS WHERE TRIGGER_SCHEMA = ${quoteText(schema)} ORDER BY EVENT_OBJECT_TABLE, ACTION_TIMING, ACTION_ORDER`)
  return eachInTurn(triggers, async ({ name, tableName, event }) => ({
    ...(await storedCode(connection, 'TRIGGER', name ?? '', 'SQL Original Statement')),
    table: tableName ?? '',
    event: event ?? '',
  }))
}

export async function routineDefinitions(
  connection: Connection,
  schema: string,
): Promise<StoredCode[]> {
  const routines = await connection.rows(`
    SELECT ROUTINE_NAME AS name, ROUTINE_TYPE AS type FROM information_schema.ROUTINES
    WHERE ROUTINE_SCHEMA = ${quoteText(schema)} AND ROUTINE_TYPE IN ('PROCEDURE', 'FUNCTION') ORDER BY 1`)
  return eachInTurn(routines, ({ name, type }) =>
    storedCode(
      connection,
      type ?? '',
      name ?? '',
      type === 'FUNCTION' ? 'Create Function' : 'Create Procedure',
    ),
  )
}

export async function eventDefinitions(
  connection: Connection,
  schema: string,
): Promise<StoredCode[]> {
  const events = await connection.rows(
    `SELECT EVENT_NAME AS name FROM information_schema.EVENTS WHERE EVENT_SCHEMA = ${quoteText(schema)}`,
  )
  return eachInTurn(events, ({ name }) =>
    storedCode(connection, 'EVENT', name ?? '', 'Create Event'),
  )
}

export async function runStoredCode(connection: Connection, code: StoredCode): Promise<void> {
  await connection.run(`SET SESSION sql_mode = ${quoteText(code.sqlMode)}`)
  await connection.run(code.create)
}

async function storedCode(
  connection: Connection,
  type: string,
  name: string,
  field: string,
): Promise<StoredCode> {
  const [row] = await connection.rows(`SHOW CREATE ${type} ${quoteName(name)}`)
  return {
    create: withoutDefiner(row?.[field] ?? ''),
    sqlMode: row?.['sql_mode'] ?? '',
    drop: `DROP ${type} IF EXISTS ${quoteName(name)}`,
  }
}

async function shown(connection: Connection, sql: string, field: string): Promise<string> {
  const [row] = await connection.rows(sql)
  return row?.[field] ?? ''
}

async function eachInTurn<T>(rows: readonly Row[], read: (row: Row) => Promise<T>): Promise<T[]> {
  const all: T[] = []
  for (const row of rows) all.push(await read(row))
  return all
}
