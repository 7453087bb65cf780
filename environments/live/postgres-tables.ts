import type { Client } from 'pg'

/** A table as pg_dump writes its rows. Names are quoted where they have to be. */
export interface DumpedTable {
  readonly name: string
  /** In their order, without those that the server computes. */
  readonly columns: readonly string[]
  /** Of the rows that are no part of an extension (`pg_extension_config_dump`); empty: all. */
  readonly condition: string
  /** Pages of the table; 0 where it cannot be read by pages. */
  readonly pages: number
}

/** Whose objects pg_dump leaves out. */
const ownSchema = "n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'"

/** Objects that belong to an extension, which brings them itself. */
const ofExtension = `EXISTS (SELECT FROM pg_catalog.pg_depend d
  WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.objid = c.oid AND d.deptype = 'e')`

/** Tables and sequences of extensions whose contents belong to the database. */
const configured = `(SELECT unnest(extconfig) AS oid, unnest(extcondition) AS condition FROM pg_catalog.pg_extension) AS x`

/** All whose rows pg_dump would write: partitions by themselves, nothing of other servers. */
export async function dumpedTables(client: Client): Promise<readonly DumpedTable[]> {
  const { rows } = await client.query<Record<'name' | 'columns' | 'condition' | 'pages', string>>(`
    SELECT quote_ident(n.nspname) || '.' || quote_ident(c.relname) AS name,
      (SELECT json_agg(quote_ident(a.attname) ORDER BY a.attnum) FROM pg_catalog.pg_attribute a
        WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND COALESCE(to_jsonb(a) ->> 'attgenerated', '') = '') AS columns,
      COALESCE(x.condition, '') AS condition,
      CASE WHEN current_setting('server_version_num')::int >= 140000 AND am.amname = 'heap'
        THEN pg_catalog.pg_relation_size(c.oid) / current_setting('block_size')::int ELSE 0 END AS pages
    FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      LEFT JOIN pg_catalog.pg_am am ON am.oid = c.relam LEFT JOIN ${configured} ON x.oid = c.oid
    WHERE c.relkind = 'r' AND c.relpersistence <> 't' AND ${ownSchema} AND (x.oid IS NOT NULL OR NOT ${ofExtension})
    ORDER BY n.nspname COLLATE "C", c.relname COLLATE "C"`)
  return rows.map(({ name, columns, condition, pages }) => ({
    name,
    columns: JSON.parse(columns ?? '[]') as readonly string[],
    condition,
    pages: Number(pages),
  }))
}

/** What brings the counters to where they are. */
export async function sequenceStatements(client: Client): Promise<string> {
  const { rows } = await client.query<{ name: string }>(`
    SELECT quote_ident(n.nspname) || '.' || quote_ident(c.relname) AS name
    FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      LEFT JOIN ${configured} ON x.oid = c.oid
    WHERE c.relkind = 'S' AND c.relpersistence <> 't' AND ${ownSchema} AND (x.oid IS NOT NULL OR NOT ${ofExtension})
    ORDER BY n.nspname COLLATE "C", c.relname COLLATE "C"`)
  const statements: string[] = []
  for (const { name } of rows) {
    const { rows: found } = await client.query<{ statement: string }>(
      `SELECT format('SELECT pg_catalog.setval(%L, %s, %s);', $1::text, last_value, is_called::text) AS statement FROM ${name}`,
      [name],
    )
    statements.push(`${found[0]?.statement ?? ''}\n`)
  }
  return statements.join('')
}

export async function hasLargeObjects(client: Client): Promise<boolean> {
  const { rows } = await client.query('SELECT FROM pg_catalog.pg_largeobject_metadata LIMIT 1')
  return rows.length > 0
}
