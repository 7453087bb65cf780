import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createConnection, type RowDataPacket } from 'mysql2/promise'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { keyFromBytes } from '../core/key.ts'
import { createLog } from '../core/log.ts'
import { makeTestFolder } from '../core/test-folder.fixture.ts'
import { serverUrl, startServer, type DatabaseAddress } from '../environments/index.ts'
import { maskIntoDatabase } from './index.ts'
import { postgresShop } from './postgres-shop.fixture.ts'

const log = createLog({ quiet: true })
const key = keyFromBytes(new Uint8Array(32).fill(1))
const folder = makeTestFolder('subset')
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** A cycle of two tables, a tree, a composite key, a partitioned table, and references that may be absent. */
const schema = `
CREATE TABLE staff (id integer PRIMARY KEY, store integer);
CREATE TABLE store (id integer PRIMARY KEY, manager integer NOT NULL REFERENCES staff);
ALTER TABLE staff ADD FOREIGN KEY (store) REFERENCES store;
CREATE TABLE category (id integer PRIMARY KEY, parent integer REFERENCES category);
CREATE TABLE product (id integer PRIMARY KEY, category integer REFERENCES category);
CREATE TABLE picture (product integer REFERENCES product);
CREATE TABLE customer (id serial PRIMARY KEY, email text UNIQUE, store integer REFERENCES store, friend integer REFERENCES customer);
CREATE TABLE orders (shop integer, number integer, customer integer REFERENCES customer, PRIMARY KEY (shop, number));
CREATE TABLE line (shop integer, number integer, product integer REFERENCES product, FOREIGN KEY (shop, number) REFERENCES orders);
CREATE TABLE event (at date, customer integer REFERENCES customer) PARTITION BY RANGE (at);
CREATE TABLE event_2026 PARTITION OF event FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
BEGIN;
SET CONSTRAINTS ALL DEFERRED;
INSERT INTO staff SELECT i, NULL FROM generate_series(1, 20) i;
INSERT INTO store SELECT i, i * 2 FROM generate_series(1, 10) i;
UPDATE staff SET store = 1 + id % 10;
INSERT INTO category SELECT i, NULLIF(i / 3, 0) FROM generate_series(1, 60) i;
INSERT INTO product SELECT i, 1 + i % 60 FROM generate_series(1, 300) i;
INSERT INTO picture SELECT 1 + i % 300 FROM generate_series(1, 500) i;
INSERT INTO customer SELECT i, 'k' || i || '@firma.pl', 1 + i % 7, CASE WHEN i % 4 = 0 THEN i / 2 END FROM generate_series(1, 400) i;
SELECT setval('customer_id_seq', 400);
INSERT INTO orders SELECT i % 3, i, CASE WHEN i % 11 > 0 THEN 1 + i % 400 END FROM generate_series(1, 1500) i;
INSERT INTO line SELECT i % 3, i, 1 + i % 290 FROM generate_series(1, 1500) i;
INSERT INTO event SELECT date '2026-01-01' + i % 300, 1 + i % 400 FROM generate_series(1, 900) i;
COMMIT;
`

const rule = (table: string, columns: string) =>
  `  ${table}: {columns: {"${columns}": {keep: a number}}}\n`

const policy = `policy: 1
purpose: tests of subsets
source: {engine: postgres}
subset: 10% of customer
tables:
  customer: {person: email, columns: {email: email, "id, store, friend": {keep: a number}}}
${rule('staff', 'id, store')}${rule('store', 'id, manager')}${rule('category', 'id, parent')}${rule('picture', 'product')}${rule('product', 'id, category')}${rule('orders', 'shop, number, customer')}${rule('event_2026', 'at, customer')}${rule('line', 'shop, number, product')}`

describe('a subset of PostgreSQL', () => {
  const shop = postgresShop(schema)
  const { query } = shop
  beforeAll(() => writeFileSync(join(folder, 'policy.yaml'), policy))

  it('meets every constraint of the schema, and is the same from every form of dump', async () => {
    const counts: unknown[] = []
    for (const [form, ...options] of [
      ['plain'],
      ['custom', '-Fc'],
      ['inserts', '--rows-per-insert=7'],
    ] as const) {
      const source = join(folder, form)
      await shop.program('pg_dump', ...options, '-f', source, 'shop')
      // The dump adds its constraints after the rows: the server refuses them when a row is missing.
      const report = await maskIntoDatabase({
        source,
        policy: join(folder, 'policy.yaml'),
        key,
        target: serverUrl({ ...shop.address, database: form }, 'with password'),
        log,
      })
      const [valid] = await query(
        form,
        "SELECT count(*) AS keys FROM pg_constraint WHERE contype = 'f' AND convalidated",
      )
      expect(valid).toEqual(
        (await query('shop', "SELECT count(*) AS keys FROM pg_constraint WHERE contype = 'f'"))[0],
      )
      expect(await query(form, "SELECT nextval('customer_id_seq')")).toEqual([{ nextval: '401' }])
      counts.push(Object.fromEntries(report.tables.map(({ table, rows }) => [table, rows])))
    }
    const [plain, ...others] = counts
    expect(others).toEqual([plain, plain])
    const rows = new Map(Object.entries(plain as Record<string, number>))
    expect(rows.get('public.customer')).toBeGreaterThan(20)
    expect(rows.get('public.customer')).toBeLessThan(200)
    expect(rows.get('public.line')).toBeLessThan(700)
    expect(rows.get('public.picture')).toBeGreaterThan(0)
  })
})

const mariadbDump = `-- MariaDB dump 10.19
/*!40014 SET @OLD_FOREIGN_KEY_CHECKS=@@FOREIGN_KEY_CHECKS, FOREIGN_KEY_CHECKS=0 */;
CREATE TABLE \`customer\` (\`id\` int NOT NULL AUTO_INCREMENT, \`email\` varchar(99), \`friend\` int, PRIMARY KEY (\`id\`), CONSTRAINT a FOREIGN KEY (\`friend\`) REFERENCES \`customer\` (\`id\`)) AUTO_INCREMENT=401;
INSERT INTO \`customer\` VALUES ${Array.from({ length: 400 }, (_, i) => `(${i + 1},'k${i + 1}@firma.pl',${i % 5 === 0 ? 'NULL' : 400 - i})`).join(',\n')};
CREATE TABLE \`orders\` (\`id\` int NOT NULL, \`customer\` int, \`mail\` varchar(99) CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci, PRIMARY KEY (\`id\`), CONSTRAINT b FOREIGN KEY (\`customer\`) REFERENCES \`customer\` (\`id\`));
INSERT INTO \`orders\` VALUES ${Array.from({ length: 900 }, (_, i) => `(${i},${1 + (i % 400)},'K${1 + ((i * 7) % 400)}@FIRMA.PL')`).join(',')};
/*!40014 SET FOREIGN_KEY_CHECKS=@OLD_FOREIGN_KEY_CHECKS */;
`
const mariadbPolicy = `policy: 1
purpose: tests of subsets
source: {engine: mariadb}
relations: [{from: orders.mail, to: customer.email, children: leave}]
tables:
  customer: {columns: {"id, friend, email": {keep: a test}}}
  orders: {columns: {"id, customer, mail": {keep: a test}}}
`

describe('a subset of MariaDB', () => {
  it('has no row that refers to one that is not there, by keys and by relations of the policy', async () => {
    await using server = await startServer('mariadb', {
      provider: 'embedded',
      version: '10.11',
      database: 'shop',
      log,
    })
    const source = join(folder, 'mariadb.sql')
    writeFileSync(source, mariadbDump)
    writeFileSync(join(folder, 'mariadb.yaml'), mariadbPolicy)
    await maskIntoDatabase({
      source,
      policy: join(folder, 'mariadb.yaml'),
      subset: ['5% of customer', 'orders where id between 10 and 12'],
      key,
      target: serverUrl({ ...server.address, database: 'small' }, 'with password'),
      log,
    })
    const missing = (child: string, column: string, parent: string) =>
      `(SELECT count(*) FROM ${child} c WHERE c.${column} IS NOT NULL AND NOT EXISTS (SELECT 1 FROM customer p WHERE p.${parent} = c.${column}))`
    const [found] = await rowsOf(
      { ...server.address, database: 'small' },
      `SELECT ${missing('customer', 'friend', 'id')} + ${missing('orders', 'customer', 'id')} + ${missing('orders', 'mail', 'email')} AS missing, (SELECT count(*) FROM orders) AS orders`,
    )
    expect(found?.['missing']).toBe(0)
    expect(found?.['orders']).toBeGreaterThan(3)
    expect(found?.['orders']).toBeLessThan(900)
  })
})

async function rowsOf(address: DatabaseAddress, sql: string): Promise<RowDataPacket[]> {
  const { host, port, user, database } = address
  const connection = await createConnection({
    host,
    port,
    user,
    database,
    password: address.password.reveal(),
    bigNumberStrings: false,
  })
  try {
    return (await connection.query<RowDataPacket[]>(sql))[0]
  } finally {
    await connection.end()
  }
}
