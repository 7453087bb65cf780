import type { Client } from 'pg'
import { messagePrefix } from './pgoutput.ts'

/** Its rows are told by the server's log and can be put back. */
export interface UndoTable {
  /** Quoted and with its schema. */
  readonly name: string
  /** Columns of its primary key; none when it has none. */
  readonly key: readonly string[]
  /** Type of each column, as a cast takes it. */
  readonly types: ReadonlyMap<string, string>
  /** Its rows are not to be put back one by one: it has no columns, or a trigger that runs even then. */
  readonly refused: boolean
}

/** What a database holds that a reset must bring back; the same in a template and its copies. */
export interface UndoPlan {
  /** By the table's oid, which a file-level copy keeps. */
  readonly tables: ReadonlyMap<number, UndoTable>
  /** Quoted names; the log does not tell of sequences. */
  readonly sequences: readonly string[]
  /** Quoted names of tables that the log does not tell of. */
  readonly untold: readonly string[]
}

export const publication = 'poligon_undo'

/** Text of the message that stands for a change of the schema. */
export const reshapedMessage = 'reshaped'

const ownTables = `c.relkind = 'r' AND n.nspname <> 'pg_catalog' AND n.nspname <> 'information_schema' AND n.nspname !~ '^pg_(toast|temp)'`

/**
 * Makes the server's log tell whole rows of all tables of this database, and every change of its
 * schema as a message (temporary tables are nobody else's business). Tables that come later are not
 * published: a table without a key could not be updated any more. Runs in the caller's transaction.
 */
export async function prepareUndo(client: Client): Promise<UndoPlan> {
  // So that types are named with their schema.
  await client.query('SET LOCAL search_path = pg_catalog')
  await client.query(`DO $do$
DECLARE
  one record;
  list text;
BEGIN
  FOR one IN SELECT format('%I.%I', n.nspname, c.relname) AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
             WHERE ${ownTables} AND c.relpersistence = 'p' LOOP
    EXECUTE 'ALTER TABLE ONLY ' || one.name || ' REPLICA IDENTITY FULL';
    list := concat_ws(', ', list, 'ONLY ' || one.name);
  END LOOP;
  EXECUTE 'CREATE PUBLICATION ${publication}' || coalesce(' FOR TABLE ' || list, '');
END $do$`)
  await client.query(`
CREATE SCHEMA ${publication};
CREATE FUNCTION ${publication}.tell() RETURNS event_trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $f$
DECLARE
  lasting boolean;
BEGIN
  IF TG_EVENT = 'sql_drop' THEN
    lasting := EXISTS (SELECT FROM pg_event_trigger_dropped_objects() WHERE NOT is_temporary);
  ELSE
    lasting := EXISTS (SELECT FROM pg_event_trigger_ddl_commands() WHERE schema_name IS DISTINCT FROM 'pg_temp');
  END IF;
  IF lasting THEN
    PERFORM pg_logical_emit_message(true, '${messagePrefix}', '${reshapedMessage}');
  END IF;
END $f$;
CREATE EVENT TRIGGER ${publication}_made ON ddl_command_end EXECUTE FUNCTION ${publication}.tell();
CREATE EVENT TRIGGER ${publication}_dropped ON sql_drop EXECUTE FUNCTION ${publication}.tell();
ALTER EVENT TRIGGER ${publication}_made ENABLE ALWAYS;
ALTER EVENT TRIGGER ${publication}_dropped ENABLE ALWAYS`)
  return readUndoPlan(client)
}

async function readUndoPlan(client: Client): Promise<UndoPlan> {
  const tables = await client.query<Record<'oid' | 'name' | 'key' | 'types' | 'refused', string>>(`
    SELECT c.oid, format('%I.%I', n.nspname, c.relname) AS name,
      (SELECT coalesce(json_agg(a.attname ORDER BY k.place), '[]') FROM pg_index i, unnest(i.indkey) WITH ORDINALITY k(number, place), pg_attribute a
       WHERE i.indrelid = c.oid AND i.indisprimary AND a.attrelid = c.oid AND a.attnum = k.number) AS key,
      (SELECT coalesce(json_agg(json_build_array(a.attname, format_type(a.atttypid, a.atttypmod))), '[]') FROM pg_attribute a
       WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped) AS types,
      EXISTS (SELECT FROM pg_trigger t WHERE t.tgrelid = c.oid AND NOT t.tgisinternal AND t.tgenabled IN ('A', 'R')) AS refused
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE ${ownTables} AND c.relpersistence = 'p'`)
  const named = async (condition: string) => {
    const { rows } = await client.query<{ name: string }>(`
      SELECT format('%I.%I', n.nspname, c.relname) AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE ${condition} ORDER BY 1`)
    return rows.map(({ name }) => name)
  }
  return {
    tables: new Map(
      tables.rows.map(({ oid, name, key, types, refused }) => [
        Number(oid),
        {
          name,
          key: JSON.parse(key) as string[],
          types: new Map(JSON.parse(types) as [string, string][]),
          refused: refused === 't' || types === '[]',
        },
      ]),
    ),
    sequences: await named(`c.relkind = 'S' AND c.relpersistence <> 't'`),
    untold: [
      ...(await named(`${ownTables} AND c.relpersistence = 'u'`)),
      'pg_catalog.pg_largeobject',
      'pg_catalog.pg_largeobject_metadata',
    ],
  }
}
