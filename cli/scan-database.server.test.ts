import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createConnection } from 'mysql2/promise'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { createLog } from '../core/log.ts'
import {
  findDriftOfDatabase,
  scanDatabase,
  settingsOfDatabase,
  writePolicyOfDatabase,
} from '../runs/index.ts'
import { serverUrl, startServer, type SingleServer } from '../environments/index.ts'

const definitions = {
  postgres: `
CREATE TABLE customers (id integer PRIMARY KEY, email text NOT NULL, twice integer GENERATED ALWAYS AS (id * 2) STORED, x7 text);
COMMENT ON COLUMN customers.x7 IS 'nazwisko';
INSERT INTO customers (id, email, x7) SELECT i, 'anna' || i || '@poczta.example', CASE WHEN i % 2 = 0 THEN 'Abba' END FROM generate_series(1, 90000) i;
CREATE TABLE orders (id integer PRIMARY KEY, customer_id integer);
INSERT INTO orders SELECT i, i FROM generate_series(1, 100) i;
CREATE TABLE nothing ();
ANALYZE;`,
  mariadb: `
CREATE TABLE customers (id int PRIMARY KEY, email varchar(90) NOT NULL, twice int AS (id * 2) STORED, x7 varchar(90) COMMENT 'nazwisko');
INSERT INTO customers (id, email, x7) SELECT seq, CONCAT('anna', seq, '@poczta.example'), IF(seq % 2 = 0, 'Abba', NULL) FROM seq_1_to_9000;
CREATE TABLE orders (id int PRIMARY KEY, customer_id int);
INSERT INTO orders SELECT seq, seq FROM seq_1_to_100;
CREATE TRIGGER warn AFTER INSERT ON orders FOR EACH ROW SET @told = 'jan@poczta.example';
ANALYZE TABLE customers;`,
}

const log = createLog({ quiet: true })

describe.each(['postgres', 'mariadb'] as const)('scanning a live database of %s', (family) => {
  let server: SingleServer
  let folder = ''
  let url = ''

  const run = async (sql: string) => {
    const { host, port, user, database } = server.address
    const password = server.address.password.reveal()
    if (family === 'postgres') {
      const client = new Client({ host, port, user, database, password })
      await client.connect()
      try {
        await client.query(sql)
      } finally {
        await client.end()
      }
    } else {
      const connection = await createConnection({
        host,
        port,
        user,
        database,
        password,
        multipleStatements: true,
      })
      try {
        await connection.query(sql)
      } finally {
        await connection.end()
      }
    }
  }
  const poligon = (...args: string[]) =>
    new Promise<{ code: number; stdout: string; stderr: string }>((resolve) => {
      const env = {
        ...process.env,
        POLIGON_CACHE: join(folder, 'cache'),
        TERM: 'dumb',
        NO_COLOR: '1',
      }
      const main = join(import.meta.dirname, 'main.ts')
      execFile(
        process.execPath,
        ['--conditions=poligon-source', main, ...args],
        { env },
        (failure, stdout, stderr) =>
          resolve({ code: failure === null ? 0 : Number(failure.code), stdout, stderr }),
      )
    })
  const customers = family === 'postgres' ? 'public.customers' : 'customers'

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'poligon-scan-'))
    server = await startServer(family, { provider: 'embedded', version: '', database: 'shop', log })
    url = serverUrl(server.address, 'with password')
    await run(definitions[family])
  })
  afterAll(async () => {
    await server?.[Symbol.asyncDispose]()
    rmSync(folder, { recursive: true, force: true })
  })

  it('looks at some rows of each table, and says how many there are', async () => {
    const result = await scanDatabase({ source: url, log })
    const { columns, relations, definitions: found, checked } = result
    expect(columns.map(({ table, column, kind }) => [table, column, kind])).toEqual([
      [customers, 'email', 'email'],
      [customers, 'x7', 'last_name'],
    ])
    expect(relations).toMatchObject([{ from: { column: 'customer_id' }, to: { table: customers } }])
    if (family === 'mariadb')
      expect(found).toContainEqual({ definition: 'trigger', name: 'warn', holds: 'email' })
    expect(checked.lookedAt).toBe(2100)
    expect(checked.rows).toBeGreaterThan(family === 'postgres' ? 80_000 : 5_000)
    const said = JSON.stringify(result)
    expect(said).not.toContain(server.address.password.reveal())
    expect(said).not.toContain('poczta.example')
  })

  it('writes a policy, and ends with exit code 3 when the database is no longer what it was', async () => {
    const policy = join(folder, 'shop.yaml')
    await writePolicyOfDatabase({ source: url, policy, log })
    expect(readFileSync(policy, 'utf8')).toContain('email: email')
    expect((await findDriftOfDatabase({ source: url, policy, log })).changes).toEqual([])
    await run('ALTER TABLE customers ADD COLUMN phone varchar(20)')
    const { code, stdout } = await poligon('scan', url, '--policy', policy, '--quiet')
    expect(code).toBe(3)
    expect(parse(stdout)).toMatchObject({
      source: { reviewed: expect.stringMatching(/^sha256:/) },
      tables: { [customers]: { columns: { phone: 'phone' } } },
    })
  })

  it('tells the settings of its server', async () => {
    const found = await settingsOfDatabase(url)
    expect(found).toMatchObject({ family, version: expect.stringMatching(/^\d+\./) })
    expect(Object.keys(found.settings)).toEqual(
      expect.arrayContaining(
        family === 'postgres'
          ? ['server_encoding', 'lc_collate', 'TimeZone', 'work_mem']
          : ['character_set_database', 'collation_database', 'sql_mode', 'time_zone'],
      ),
    )
  })
})
