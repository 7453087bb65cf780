import { inErp, type Databases } from './databases.ts'

/**
 * The hub's own tables, beside the ERP's: what it writes there and what it remembers about it commit
 * together. On its first start the stock cursor begins at the present end of the book; the state
 * before that comes by a full load.
 */
export async function createHubSchema(databases: Databases): Promise<void> {
  await inErp(databases, async (erp) => {
    await erp.query(`
      SELECT pg_advisory_xact_lock(hashtext('hub.schema'));
      CREATE SCHEMA IF NOT EXISTS hub;
      CREATE TABLE IF NOT EXISTS hub.jobs (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        kind text NOT NULL,
        key text NOT NULL,
        state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'done', 'failed')),
        attempts integer NOT NULL DEFAULT 0,
        due_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        last_error text,
        created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        UNIQUE (kind, key)
      );
      CREATE INDEX IF NOT EXISTS jobs_waiting ON hub.jobs (kind, due_at) WHERE state = 'waiting';
      CREATE TABLE IF NOT EXISTS hub.cursors (name text PRIMARY KEY, position bigint NOT NULL);
      CREATE TABLE IF NOT EXISTS hub.carrier_calls (
        delivery_id uuid PRIMARY KEY,
        first_at timestamptz NOT NULL DEFAULT clock_timestamp()
      );
      INSERT INTO hub.cursors (name, position)
        SELECT 'stock_moves', coalesce(max(id), 0) FROM erp.stock_moves
        ON CONFLICT DO NOTHING;
    `)
  })
}
