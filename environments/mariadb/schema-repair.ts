import type { Table } from './catalogue.ts'
import { quoteName, type Connection } from './connect.ts'
import { copySequence } from './copy-schema.ts'
import { runStoredCode } from './definitions.ts'
import type { Template } from './slot.ts'

/** A trigger would run again for rows that a repair removes and adds; it changes none. */
export async function withoutTriggers<T>(
  connection: Connection,
  { triggers }: Template,
  tables: readonly Table[],
  work: () => Promise<T>,
): Promise<T> {
  const names = new Set(tables.filter(({ hasTriggers }) => hasTriggers).map(({ name }) => name))
  const concerned = triggers.filter(
    ({ table, event }) => names.has(table ?? '') && event !== 'UPDATE',
  )
  const [mode] = concerned.length > 0 ? await connection.rows('SELECT @@sql_mode AS mode') : []
  try {
    for (const { drop } of concerned) await connection.run(drop)
    return await work()
  } finally {
    for (const trigger of concerned) {
      await connection.run(trigger.drop)
      await runStoredCode(connection, trigger)
    }
    if (mode) await connection.run(`SET SESSION sql_mode = '${mode['mode']}'`)
  }
}

/** Names of sequences that do not stand where the template's do. */
export async function movedSequences(
  connection: Connection,
  { catalogue, schema }: Template,
  database: string,
): Promise<string[]> {
  const moved: string[] = []
  for (const name of catalogue.sequences) {
    const of = async (schema: string) =>
      (
        await connection.rows(
          `SELECT next_not_cached_value AS next FROM ${quoteName(schema)}.${quoteName(name)}`,
        )
      )[0]?.['next']
    if ((await of(schema)) !== (await of(database))) moved.push(name)
  }
  return moved
}

export async function putSequencesBack(
  connection: Connection,
  { schema }: Template,
  database: string,
  sequences: readonly string[],
): Promise<void> {
  for (const name of sequences) await copySequence(connection, schema, database, name)
}

export function counterStatement(table: string, next: string): string {
  return `ALTER TABLE ${quoteName(table)} AUTO_INCREMENT = ${BigInt(next)}`
}
