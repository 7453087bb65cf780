import { describe, expect, it } from 'vitest'
import type { DumpPiece } from '../../core/contracts/dump.ts'
import { createLog } from '../../core/log.ts'
import { embeddedServer } from '../embedded-server.fixture.ts'
import { withClient } from './connect.ts'
import { connectLoader } from './loader.ts'
import { openTarget } from './target.ts'

const log = createLog({ quiet: true })

/** As pg_dump orders it: rows, keys, indexes, foreign keys; names need the search path of the dump. */
async function* dump(extra = ''): AsyncGenerator<DumpPiece> {
  const sql = (text: string): DumpPiece => ({ kind: 'statement', bytes: Buffer.from(text) })
  yield sql(`CREATE SCHEMA s; SELECT pg_catalog.set_config('search_path', 's', false);
    CREATE TABLE a (id integer, b integer, name text); CREATE TABLE b (id integer, a integer);
    INSERT INTO a SELECT n, n, 'secret' FROM generate_series(1, 500) n;
    INSERT INTO b SELECT n, n FROM generate_series(1, 500) n;`)
  yield sql(`ALTER TABLE ONLY a
    ADD CONSTRAINT a_key PRIMARY KEY (id);
    ALTER TABLE ONLY b ADD CONSTRAINT b_key PRIMARY KEY (id);
    CREATE INDEX a_name ON a USING btree (name); CREATE INDEX a_b ON a USING btree (b);
    CREATE UNIQUE INDEX b_a ON b USING btree (a);`)
  yield sql(extra)
  yield sql(`ALTER TABLE ONLY a ADD CONSTRAINT a_to_b FOREIGN KEY (b) REFERENCES b(id);
    ALTER TABLE ONLY b ADD CONSTRAINT b_to_a FOREIGN KEY (a) REFERENCES a(id);`)
}

describe('indexes and keys after the rows', () => {
  const server = embeddedServer('postgres')

  const load = async (database: string, pieces: AsyncIterable<DumpPiece>) => {
    await withClient(server.address, (client) => client.query(`CREATE DATABASE ${database}`))
    const loader = await connectLoader({ ...server.address, database }, log)
    try {
      await loader.load(pieces)
    } finally {
      await loader[Symbol.asyncDispose]()
    }
  }

  it('are all there and valid when the load is done', async () => {
    await load('built', dump())
    const { rows } = await withClient({ ...server.address, database: 'built' }, (client) =>
      client.query<{ name: string }>(`
        SELECT relname AS name FROM pg_index JOIN pg_class ON oid = indexrelid
          WHERE relnamespace = 's'::regnamespace AND indisvalid
        UNION SELECT conname FROM pg_constraint WHERE connamespace = 's'::regnamespace AND convalidated
          AND contype <> 'n' ORDER BY 1`),
    )
    expect(rows.map(({ name }) => name)).toEqual([
      'a_b',
      'a_key',
      'a_name',
      'a_to_b',
      'b_a',
      'b_key',
      'b_to_a',
    ])
  })

  it('are known to the planner of a target when it is complete', async () => {
    const target = await openTarget(server.address, 'known', { log })
    await target.loader.load(dump())
    await target.commit()
    const { rows } = await withClient({ ...server.address, database: 'known' }, (client) =>
      client.query<{ name: string }>(
        `SELECT relname AS name FROM pg_class WHERE relnamespace = 's'::regnamespace AND reltuples = 500
         AND relkind = 'r' ORDER BY 1`,
      ),
    )
    expect(rows.map(({ name }) => name)).toEqual(['a', 'b'])
  })

  it('stop the load when one cannot be built, without the value', async () => {
    const loading = load('unbuilt', dump('CREATE UNIQUE INDEX twice ON a USING btree (name);'))
    await expect(loading).rejects.toMatchObject({ code: 'POLIGON_LOAD' })
    await expect(loading).rejects.toThrow(/must be unique is there twice/)
    await expect(loading).rejects.not.toThrow(/secret/)
  })
})
