import type { Client } from 'pg'

/** What a table lets a load do with it; see copy-beside.ts. */
export interface FillableTable {
  /** It can be filled while others are: there is nothing in the database by which one looks at the other. */
  readonly beside: boolean
  readonly empty: boolean
}

/** @param table - as the dump writes it. */
export async function lookAtTable(client: Client, table: string): Promise<FillableTable> {
  const { rows } = await client.query(
    `SELECT 1 FROM pg_catalog.pg_class AS t
     WHERE t.oid = $1::pg_catalog.regclass AND relkind = 'r' AND relpersistence = 'p'
       AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_constraint
         WHERE contype = 'f' AND (confrelid = t.oid OR conrelid = t.oid))
       AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_constraint AS c JOIN pg_catalog.pg_depend AS d
           ON d.classid = 'pg_catalog.pg_constraint'::pg_catalog.regclass AND d.objid = c.oid
             AND d.refclassid = 'pg_catalog.pg_proc'::pg_catalog.regclass
         WHERE c.conrelid = t.oid OR c.contypid IN (SELECT atttypid FROM pg_catalog.pg_attribute WHERE attrelid = t.oid))`,
    [table],
  )
  if (rows.length === 0) return { beside: false, empty: false }
  const { rows: old } = await client.query(`SELECT 1 FROM ONLY ${table} LIMIT 1`)
  return { beside: true, empty: old.length === 0 }
}
