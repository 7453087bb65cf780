import { createConnection } from 'mysql2/promise'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PoligonError } from '../core/errors.ts'
import { keyFromBytes } from '../core/key.ts'
import { createLog } from '../core/log.ts'
import {
  serverUrl,
  startServer,
  type DatabaseAddress,
  type SingleServer,
} from '../environments/index.ts'
import { dryRunDatabase, maskDatabase, maskIntoDatabase, verifyDatabases } from './index.ts'

const log = createLog({ quiet: true })
const odd = 'tab\t newline\n quote\' "double" back\\slash 🧪 \\N'

interface Engine {
  readonly family: 'postgres' | 'mariadb'
  readonly version: string
  readonly table: string
  /** A dump with these rows as its own tool writes them. */
  readonly dump: (rows: readonly string[]) => string
  readonly row: (id: number, email: string | null, note: string) => string
  readonly query: (address: DatabaseAddress, sql: string) => Promise<unknown[]>
}

const engines: readonly Engine[] = [
  {
    family: 'postgres',
    version: '15',
    table: 'public.customer',
    dump: (rows) => `-- PostgreSQL database dump
CREATE TABLE public.customer (id integer NOT NULL, email text, note text);
COPY public.customer (id, email, note) FROM stdin;
${rows.join('\n')}
\\.
ALTER TABLE ONLY public.customer ADD CONSTRAINT customer_pkey PRIMARY KEY (id);
`,
    row: (id, email, note) =>
      [
        String(id),
        email ?? '\\N',
        note.replaceAll('\\', '\\\\').replaceAll('\t', '\\t').replaceAll('\n', '\\n'),
      ].join('\t'),
    async query(address, sql) {
      const { host, port, user, database } = address
      const client = new Client({ host, port, user, database, password: address.password.reveal() })
      await client.connect()
      try {
        return (await client.query<Record<string, unknown>>(sql)).rows
      } finally {
        await client.end()
      }
    },
  },
  {
    family: 'mariadb',
    version: '10.11',
    table: 'customer',
    dump: (rows) => `-- MariaDB dump 10.19
/*!40101 SET NAMES utf8mb4 */;
CREATE TABLE \`customer\` (\`id\` int NOT NULL, \`email\` varchar(120), \`note\` text, PRIMARY KEY (\`id\`)) DEFAULT CHARSET=utf8mb4;
LOCK TABLES \`customer\` WRITE;
INSERT INTO \`customer\` VALUES
${rows.join(',\n')};
UNLOCK TABLES;
`,
    row: (id, email, note) =>
      `(${id},${email === null ? 'NULL' : `'${email}'`},'${note.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('\n', '\\n')}')`,
    async query(address, sql) {
      const { host, port, user, database } = address
      const connection = await createConnection({
        host,
        port,
        user,
        database,
        password: address.password.reveal(),
      })
      try {
        return (await connection.query(sql))[0] as unknown[]
      } finally {
        await connection.end()
      }
    },
  },
]

describe.each(engines)('masking into a $family database', (engine) => {
  let server: SingleServer
  let folder = ''

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'poligon-target-'))
    server = await startServer(engine.family, {
      provider: 'embedded',
      version: engine.version,
      database: 'shop',
      log,
    })
  })
  afterAll(async () => {
    await server?.[Symbol.asyncDispose]()
    rmSync(folder, { recursive: true, force: true })
  })

  /** A database that does not exist yet: what we made, we may replace. */
  const target = () => ({ ...server.address, database: 'shop_test' })
  const mask = (dump: string, url = serverUrl(target(), 'with password')) => {
    writeFileSync(join(folder, 'dump.sql'), dump)
    writeFileSync(
      join(folder, 'policy.yaml'),
      `
policy: 1
purpose: tests of database targets
source: {engine: ${engine.family}}
tables:
  ${engine.table}:
    columns:
      id: {keep: a number}
      email: {mask: email}
      note: {keep: not personal}
`,
    )
    return maskIntoDatabase({
      source: join(folder, 'dump.sql'),
      policy: join(folder, 'policy.yaml'),
      key: keyFromBytes(new Uint8Array(32).fill(1)),
      target: url,
      log,
    })
  }
  const rows = () => engine.query(target(), 'SELECT id, email, note FROM customer ORDER BY id')
  const masked = expect.stringMatching(/^[a-z.]+[a-z2-7]{13}@[a-z]+\.example$/) as string

  it('loads every row, masked, every other value as it was', async () => {
    const report = await mask(
      engine.dump([
        engine.row(1, 'jan@firma.pl', odd),
        engine.row(2, null, ''),
        engine.row(3, 'jan@firma.pl', odd),
      ]),
    )
    const found = (await rows()) as { email: string }[]
    expect(found).toEqual([
      { id: 1, email: masked, note: odd },
      { id: 2, email: null, note: '' },
      { id: 3, email: masked, note: odd },
    ])
    expect(found[0]?.email).toBe(found[2]?.email)
    expect(report.tables).toEqual([
      { table: engine.table, rows: 3, rowsIn: 3, maskedColumns: ['email'] },
    ])
    expect(report.target).not.toContain(server.address.password.reveal())
  })

  it('reports what of the dump the database does not get', async () => {
    const statement =
      engine.family === 'postgres'
        ? 'ALTER TABLE public.customer OWNER TO production;\n'
        : 'CREATE DEFINER=`boss`@`%` VIEW v AS SELECT 1 AS one;\n'
    const report = await mask(engine.dump([engine.row(1, null, '')]) + statement)
    expect(report.notes).toEqual([
      expect.stringContaining(engine.family === 'postgres' ? '1 owners' : '1 definers'),
    ])
  })

  it('takes the place of what it put there before', async () => {
    await mask(engine.dump([engine.row(7, 'eva@firma.pl', 'new')]))
    expect(await rows()).toEqual([{ id: 7, email: masked, note: 'new' }])
  })

  it('lets runs that fill it at the same time take turns', async () => {
    const dump = engine.dump([engine.row(8, 'eva@firma.pl', 'new')])
    await Promise.all([mask(dump), mask(dump), mask(dump)])
    expect(await rows()).toEqual([{ id: 8, email: masked, note: 'new' }])
    const beside = await engine.query(
      target(),
      engine.family === 'postgres'
        ? "SELECT datname FROM pg_database WHERE starts_with(datname, 'shop_test__')"
        : "SELECT schema_name FROM information_schema.schemata WHERE schema_name LIKE 'shop\\_test\\_\\_%'",
    )
    expect(beside).toEqual([])
  })

  it('leaves the database as it was when a row or the policy stops it', async () => {
    const before = await rows()
    const twice = engine.dump([engine.row(1, 'a@b.pl', 'one'), engine.row(1, 'c@d.pl', 'two')])
    const uncovered = engine
      .dump([engine.row(1, 'a@b.pl', 'one')])
      .replace('CREATE TABLE', 'CREATE TABLE x (a int);\nCREATE TABLE')
      .replace(/"?note"? text|`note` text/, '$&, phone text')
    const failures = []
    for (const dump of [twice, uncovered])
      failures.push(
        await mask(dump).then(
          () => 'none',
          (failure: PoligonError) => failure.code,
        ),
      )
    expect(failures).toEqual(['POLIGON_LOAD', 'POLIGON_POLICY_UNCOVERED'])
    expect(await rows()).toEqual(before)
  })

  it('leaves the database as it was when an original is left', async () => {
    const before = await rows()
    const leaking = engine.dump([
      engine.row(1, 'jan@firma.pl', 'one'),
      engine.row(2, null, 'ask JAN@firma.pl'),
    ])
    const failure = await mask(leaking).catch((error: PoligonError) => error)
    expect(failure).toMatchObject({ code: 'POLIGON_LEAK', exitCode: 1 })
    expect((failure as PoligonError).message).toContain(`${engine.table}.note (email, 1 row)`)
    expect(await rows()).toEqual(before)
  })

  it('looks at a database that another tool filled', async () => {
    const original = engine.dump([engine.row(1, 'jan@firma.pl', 'one'), engine.row(2, null, 'two')])
    await mask(original)
    const compare = () =>
      verifyDatabases({
        masked: serverUrl(target(), 'with password'),
        original: join(folder, 'dump.sql'),
        policy: join(folder, 'policy.yaml'),
        log,
      })
    expect(await compare()).toMatchObject({ leaks: [], checked: { rows: 2 } })
    await engine.query(target(), "UPDATE customer SET note = 'Jan@Firma.pl, two' WHERE id = 2")
    const { leaks } = await compare()
    expect(leaks).toEqual([{ table: engine.table, column: 'note', kind: 'email', rows: 1 }])
  })

  it('refuses a database of another kind before it looks at it', async () => {
    const other = engine.family === 'postgres' ? 'mysql' : 'postgres'
    const failure = await mask(
      engine.dump([engine.row(1, 'a@b.pl', '')]),
      `${other}://root@127.0.0.1:1/shop`,
    ).catch((error: PoligonError) => error)
    expect(failure).toMatchObject({ code: 'POLIGON_TARGET' })
  })

  it('reads a live database, and says where it is without the password', async () => {
    await mask(engine.dump([engine.row(1, 'jan@firma.pl', odd), engine.row(2, null, '')]))
    const source = serverUrl(target(), 'with password')
    const [first] = (await rows()) as { email: string }[]
    const copy = { ...server.address, database: 'shop_copy' }
    const options = {
      source,
      policy: join(folder, 'policy.yaml'),
      key: keyFromBytes(new Uint8Array(32).fill(1)),
      log,
    }
    const report = await maskIntoDatabase({ ...options, target: serverUrl(copy, 'with password') })
    expect(report).toMatchObject({
      source: serverUrl(target(), 'without password'),
      tables: [{ table: engine.table, rows: 2, rowsIn: 2, maskedColumns: ['email'] }],
    })
    expect(await engine.query(copy, 'SELECT id, email, note FROM customer ORDER BY id')).toEqual([
      { id: 1, email: masked, note: odd },
      { id: 2, email: null, note: '' },
    ])
    await maskDatabase({ ...options, target: join(folder, 'live.sql') })
    const written = readFileSync(join(folder, 'live.sql'), 'utf8')
    expect(written).toMatch(/[a-z2-7]{13}@[a-z]+\.example/)
    expect(written).not.toContain(first?.email)
    const dry = await dryRunDatabase(options)
    expect(dry.stops).toEqual([])
    expect(JSON.stringify(dry.tables)).toMatch(/[a-z2-7]{13}@[a-z]+\.example/)
    expect(JSON.stringify(dry.tables)).not.toContain(first?.email)
  })

  it('refuses to read and write one database, and one that is not there', async () => {
    const url = serverUrl(target(), 'with password')
    const options = {
      policy: join(folder, 'policy.yaml'),
      key: keyFromBytes(new Uint8Array(32).fill(1)),
      log,
    }
    await expect(
      maskIntoDatabase({ ...options, source: url, target: url.replace('127.0.0.1', 'localhost') }),
    ).rejects.toMatchObject({ code: 'POLIGON_TARGET' })
    const nowhere = serverUrl({ ...server.address, database: 'nowhere' }, 'with password')
    await expect(
      maskDatabase({ ...options, source: nowhere, target: join(folder, 'nowhere.sql') }),
    ).rejects.toMatchObject({ code: 'POLIGON_UNREACHABLE' })
    expect(existsSync(join(folder, 'nowhere.sql'))).toBe(false)
  })
})
