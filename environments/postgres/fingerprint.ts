import type { Client } from 'pg'

/**
 * Content of a database as one line per table and sequence. The checksum of a table is the sum of
 * its rows' MD5 halves, so that the order of rows does not matter and their number does.
 */
export async function fingerprint(client: Client): Promise<ReadonlyMap<string, string>> {
  const tables = await client.query<{ name: string }>(`
    SELECT format('%I.%I', n.nspname, c.relname) AS name
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'm') AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'
    ORDER BY 1`)
  const result = new Map<string, string>()
  for (const { name } of tables.rows) {
    const { rows } = await client.query<{ sum: string }>(`
      SELECT count(*) || ':' || coalesce(sum(('x' || left(md5(t::text), 16))::bit(64)::bigint::numeric), 0) AS sum
      FROM ${name} t`)
    result.set(name, rows[0]?.sum ?? '')
  }
  for (const [name, value] of await sequenceValues(client)) result.set(name, value)
  return result
}

async function sequenceValues(client: Client): Promise<ReadonlyMap<string, string>> {
  const { rows } = await client.query<{ name: string; value: string }>(`
    SELECT format('%I.%I', schemaname, sequencename) AS name, coalesce(last_value::text, 'unused') AS value
    FROM pg_sequences ORDER BY 1`)
  return new Map(rows.map(({ name, value }) => [name, value]))
}
