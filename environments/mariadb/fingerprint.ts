import { readCatalogue } from './catalogue.ts'
import { quoteName, quoteText, type Connection } from './connect.ts'
import { rowSum } from './row-sum.ts'

/** Content of a schema as one line per table, sequence and counter. The order of rows does not matter. */
export async function fingerprint(
  connection: Connection,
  schema: string,
): Promise<ReadonlyMap<string, string>> {
  const { tables, sequences } = await readCatalogue(connection, schema)
  const result = new Map<string, string>()
  for (const table of tables) result.set(table.name, await rowSum(connection, schema, table))
  for (const name of sequences) {
    const [row] = await connection.rows(
      `SELECT next_not_cached_value AS next FROM ${quoteName(schema)}.${quoteName(name)}`,
    )
    result.set(`sequence ${name}`, row?.['next'] ?? '')
  }
  const counters = await connection.rows(`
    SELECT TABLE_NAME AS name, AUTO_INCREMENT AS next FROM information_schema.TABLES
    WHERE TABLE_SCHEMA = ${quoteText(schema)} AND AUTO_INCREMENT IS NOT NULL`)
  for (const { name, next } of counters) result.set(`counter ${name}`, next ?? '')
  const triggers = await connection.rows(`
    SELECT TRIGGER_NAME AS name, MD5(ACTION_STATEMENT) AS text FROM information_schema.TRIGGERS
    WHERE TRIGGER_SCHEMA = ${quoteText(schema)}`)
  for (const { name, text } of triggers) result.set(`trigger ${name}`, text ?? '')
  return result
}
