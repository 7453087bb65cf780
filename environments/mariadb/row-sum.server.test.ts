import { describe, expect, it } from 'vitest'
import { embeddedServer } from '../embedded-server.fixture.ts'
import { withConnection } from './connect.ts'
import { fingerprint } from './fingerprint.ts'

const columns =
  'id int PRIMARY KEY, n int, name varchar(40), amount decimal(12,2), small float, large double, bits bit(3), bytes longblob, place point, day datetime(6), kind enum("a","b"), twice int AS (id * 2) STORED'
const row = (id: number) =>
  `(${id}, ${id % 3 === 0 ? 'NULL' : id}, 'Kot ${id % 5}', ${id}.25, ${id} / 3, ${id} / 7, b'101', REPEAT(x'00ff27', ${id}), POINT(1, ${id}), '2026-01-01 10:00:00.5', 'a')`
const insert = (ids: readonly number[]) =>
  `INSERT INTO t (id, n, name, amount, small, large, bits, bytes, place, day, kind) VALUES ${ids.map(row).join(',')}`
const ids = Array.from({ length: 90 }, (_, i) => i + 1)

describe('the fingerprint of a table', () => {
  const server = embeddedServer('mariadb')
  const of = async (...statements: readonly string[]) =>
    withConnection(server.address, async (connection) => {
      for (const statement of [
        'DROP DATABASE IF EXISTS sums',
        'CREATE DATABASE sums',
        'USE sums',
        `CREATE TABLE t (${columns})`,
        ...statements,
      ])
        await connection.rows(statement)
      return (await fingerprint(connection, 'sums')).get('t')
    })

  it('is one for equal rows, however they came', async () => {
    const whole = await of(insert(ids))
    expect(await of(insert(ids.slice(60)), insert(ids.slice(0, 60)))).toBe(whole)
    expect(await of(insert(ids), 'DELETE FROM t WHERE id > 20', insert(ids.slice(20)))).toBe(whole)
    expect(await of(insert(ids), 'UPDATE t SET n = 7', 'DELETE FROM t', insert(ids))).toBe(whole)
  })

  it.each([
    'n = NULL WHERE id = 1',
    'n = 0 WHERE id = 3',
    "name = 'kot 1' WHERE id = 1",
    "name = 'Kot 1 ' WHERE id = 1",
    'amount = 1.26 WHERE id = 1',
    'small = 0.3333334 WHERE id = 1',
    'large = large + 1e-15 WHERE id = 1',
    "bits = b'100' WHERE id = 1",
    "bytes = x'00ff28' WHERE id = 1",
    'place = POINT(1, 2) WHERE id = 1',
    "day = '2026-01-01 10:00:00.500001' WHERE id = 1",
    "kind = 'b' WHERE id = 1",
    'id = 1000 WHERE id = 1',
  ])('is another one after UPDATE t SET %s', async (change) => {
    const whole = await of(insert(ids))
    expect(await of(insert(ids), `UPDATE t SET ${change}`)).not.toBe(whole)
  })

  it('counts rows that there are twice', async () => {
    const twice = 'CREATE OR REPLACE TABLE t (a int)'
    const sums = [
      await of(twice),
      await of(twice, 'INSERT INTO t VALUES (1), (1)'),
      await of(twice, 'INSERT INTO t VALUES (2), (2)'),
      await of(twice, 'INSERT INTO t VALUES (1), (2)'),
    ]
    expect(new Set(sums).size).toBe(4)
  })
})
