import { readFileSync } from 'node:fs'
import { createConnection } from 'mysql2/promise'
import type { DatabaseAddress } from 'poligon/environments'
import type { TableRows, Value } from './tables.ts'

const schemaFile = new URL('../schemas/shop.sql', import.meta.url)
const rowsPerInsert = 400

/** Creates the shop's schema in an empty MariaDB database and inserts `tables`. Resolves with rows per table. */
export async function fillShop(
  { host, port, user, password, database }: DatabaseAddress,
  tables: readonly TableRows[],
  progress: (rows: number) => void,
): Promise<Readonly<Record<string, number>>> {
  const connection = await createConnection({
    host,
    port,
    user,
    password: password.reveal(),
    database,
    multipleStatements: true,
    timezone: 'Z',
    charset: 'utf8mb4_polish_ci',
  })
  try {
    await connection.query(schemaStatements())
    await connection.query('SET unique_checks = 0, foreign_key_checks = 0')
    const counts: Record<string, number> = {}
    for (const { table, columns, rows } of tables) {
      const insert = `INSERT INTO \`${table}\` (${columns.map((column) => `\`${column}\``).join(', ')}) VALUES ?`
      let count = 0
      for (const batch of batches(rows)) {
        await connection.query(insert, [batch])
        count += batch.length
        progress(batch.length)
      }
      counts[table] = count
    }
    return counts
  } finally {
    await connection.end()
  }
}

/** DELIMITER belongs to the command line client: the server finds the ends of trigger bodies itself. */
function schemaStatements(): string {
  return readFileSync(schemaFile, 'utf8')
    .replaceAll(/^DELIMITER .*$/gm, '')
    .replaceAll(';;', ';')
}

function* batches(rows: Iterable<readonly Value[]>): Generator<(readonly Value[])[]> {
  let batch: (readonly Value[])[] = []
  for (const row of rows) {
    batch.push(row)
    if (batch.length < rowsPerInsert) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}
