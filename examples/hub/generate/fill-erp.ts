import { readFileSync } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Client } from 'pg'
import { from } from 'pg-copy-streams'
import type { DatabaseAddress } from 'poligon/environments'
import { copyLine } from './copy-text.ts'
import type { TableRows } from './tables.ts'

const schemaFile = new URL('../schemas/erp.sql', import.meta.url)

/** Documents that the generator numbers itself, and the sequences that go on from there. */
const numbered = [
  ['erp.partners', 'erp.partner_code_seq'],
  ['erp.sales_orders', 'erp.sales_order_number_seq'],
  ['erp.sales_orders', 'erp.delivery_number_seq'],
] as const

/** Creates the ERP's schema in an empty PostgreSQL database and copies `tables` in. Resolves with rows per table. */
export async function fillErp(
  { host, port, user, password, database }: DatabaseAddress,
  tables: readonly TableRows[],
  progress: (rows: number) => void,
): Promise<Readonly<Record<string, number>>> {
  const client = new Client({ host, port, user, password: password.reveal(), database })
  await client.connect()
  try {
    await client.query("SET TIME ZONE 'UTC'")
    await client.query(readFileSync(schemaFile, 'utf8'))
    // Rows of the past were booked already: the triggers are for what comes.
    await client.query('SET session_replication_role = replica')
    const counts: Record<string, number> = {}
    for (const { table, columns, rows } of tables) {
      let count = 0
      const lines = function* () {
        for (const row of rows) {
          count++
          if (count % 1000 === 0) progress(1000)
          yield copyLine(row)
        }
        progress(count % 1000)
      }
      const copy = client.query(from(`COPY ${table} (${columns.join(', ')}) FROM STDIN`))
      await pipeline(Readable.from(lines()), copy)
      counts[table] = count
    }
    await continueNumbers(client)
    return counts
  } finally {
    await client.end()
  }
}

async function continueNumbers(client: Client): Promise<void> {
  const { rows } = await client.query<{ table: string }>(
    `SELECT format('%I.%I', table_schema, table_name) AS table FROM information_schema.columns
     WHERE is_identity = 'YES' AND column_name = 'id' AND table_schema IN ('erp', 'hr')`,
  )
  const identities = rows.map(
    ({ table }) => [table, `pg_get_serial_sequence('${table}', 'id')`] as const,
  )
  for (const [table, sequence] of [
    ...identities,
    ...numbered.map(([table, sequence]) => [table, `'${sequence}'`] as const),
  ])
    await client.query(`SELECT setval(${sequence}, coalesce(max(id), 0) + 1, false) FROM ${table}`)
}
