import { describe, expect, it } from 'vitest'
import { embeddedServer } from '../embedded-server.fixture.ts'
import { analyzeTables } from './analyze.ts'
import { connect, withClient } from './connect.ts'

describe('statistics of a loaded database', () => {
  const server = embeddedServer('postgres')

  it('are there for all columns, for expressions in indexes and for columns together, finer where an index is', async () => {
    await withClient(server.address, async (client) => {
      await client.query(`
        CREATE TABLE "Plain" (id integer PRIMARY KEY, "no index" integer);
        INSERT INTO "Plain" SELECT n, n FROM generate_series(1, 2000) AS n;
        CREATE TABLE special (id integer, name text, place text);
        INSERT INTO special SELECT n, 'n' || n, 'p' || n % 7 FROM generate_series(1, 2000) AS n;
        CREATE INDEX ON special (lower(name));
        CREATE STATISTICS together ON name, place FROM special;
        CREATE TABLE unfilled (id integer)`)
      await analyzeTables(() => connect(server.address), 2)
      const { rows } = await client.query(
        `SELECT tablename || '.' || attname AS column, array_length(histogram_bounds, 1) AS bounds
         FROM pg_stats WHERE schemaname = 'public' ORDER BY 1`,
      )
      expect(rows).toEqual([
        { column: 'Plain.id', bounds: '31' },
        { column: 'Plain.no index', bounds: '11' },
        { column: 'special.id', bounds: '31' },
        { column: 'special.name', bounds: '31' },
        { column: 'special.place', bounds: null },
        { column: 'special_lower_idx.lower', bounds: '31' },
      ])
      const { rows: together } = await client.query('SELECT 1 FROM pg_statistic_ext_data')
      expect(together).toHaveLength(1)
    })
  })
})
