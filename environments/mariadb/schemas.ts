import { PoligonError } from '../../core/errors.ts'
import { name, say } from '../../core/redacted.ts'
import { markState, ownerMark, type MarkState } from '../owner-mark.ts'
import { quoteName, quoteText, type Connection } from './connect.ts'

/** Holds one row that says who made the schema; only on servers that are not ours. */
export const markerTable = 'poligon_marker'

export async function createSchema(
  connection: Connection,
  schema: string,
  marked: boolean,
): Promise<void> {
  await connection.run(`CREATE DATABASE ${quoteName(schema)} CHARACTER SET utf8mb4`)
  if (!marked) return
  const marker = `${quoteName(schema)}.${markerTable}`
  await connection.run(
    `CREATE TABLE ${marker} (mark VARCHAR(300) NOT NULL, PRIMARY KEY (mark(60))) COMMENT 'made by Poligon: may be dropped with its database'`,
  )
  await markSchema(connection, schema)
}

/** From now on this process is who made it. */
export async function markSchema(connection: Connection, schema: string): Promise<void> {
  const marker = `${quoteName(schema)}.${markerTable}`
  await connection.run(`DELETE FROM ${marker}`)
  await connection.run(`INSERT INTO ${marker} VALUES (${quoteText(ownerMark())})`)
}

/** `undefined` when there is no such schema. */
export async function schemaState(
  connection: Connection,
  schema: string,
): Promise<MarkState | undefined> {
  const present = await connection.rows(
    `SELECT 1 AS present FROM information_schema.SCHEMATA WHERE SCHEMA_NAME = ${quoteText(schema)}`,
  )
  if (present.length === 0) return undefined
  try {
    const [row] = await connection.rows(`SELECT mark FROM ${quoteName(schema)}.${markerTable}`)
    return markState(row?.['mark'])
  } catch {
    return 'foreign'
  }
}

/** @throws POLIGON_TARGET when it is there and we did not make it. */
export async function dropSchema(
  connection: Connection,
  schema: string,
  marked: boolean,
): Promise<void> {
  const state = await schemaState(connection, schema)
  if (state === undefined) return
  if (marked && state === 'foreign')
    throw new PoligonError('POLIGON_TARGET', {
      what: say`The database ${name(schema)} was not made by Poligon.`,
      remedy: say`It is left alone. Name another system or server, or drop it yourself.`,
    })
  await connection.run(`DROP DATABASE ${quoteName(schema)}`)
}

export async function schemasWithPrefix(connection: Connection, prefix: string): Promise<string[]> {
  const rows = await connection.rows(
    `SELECT SCHEMA_NAME AS name FROM information_schema.SCHEMATA WHERE LEFT(SCHEMA_NAME, ${prefix.length}) = ${quoteText(prefix)}`,
  )
  return rows.map((row) => row['name'] ?? '')
}
