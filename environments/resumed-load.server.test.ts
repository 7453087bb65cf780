import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { DumpPiece } from '../core/contracts/dump.ts'
import { createLog } from '../core/log.ts'
import { withConnection } from './mariadb/connect.ts'
import { fingerprint as mariadbFingerprint } from './mariadb/fingerprint.ts'
import { openDatabaseTarget, type LoadFacts } from './open-database-target.ts'
import { withClient } from './postgres/connect.ts'
import { fingerprint as postgresFingerprint } from './postgres/fingerprint.ts'
import { serverUrl } from './server-url.ts'
import { startServer, type SingleServer } from './start-server.ts'

const said: string[] = []
const log = {
  ...createLog({ quiet: true }),
  info: (text: { toString(): string }) => void said.push(String(text)),
}
const facts: LoadFacts = { key: 'k', source: 's' }
/** More than is loaded again rather than written down. */
const filling = 'x'.repeat(8_100_000)

const statement = (sql: string): DumpPiece => ({ kind: 'statement', bytes: Buffer.from(sql) })
const copy = (table: string, columns: string, blocks: readonly string[]): DumpPiece[] => [
  {
    kind: 'rows-begin',
    bytes: Buffer.from(`COPY public.${table} (${columns}) FROM stdin;\n`),
    table: `public.${table}`,
    columns: columns.split(', '),
    syntax: 'pg-copy-text',
  },
  ...blocks.map((block): DumpPiece => ({ kind: 'rows', bytes: Buffer.from(block), rows: 1 })),
  { kind: 'rows-end', bytes: Buffer.from('\\.\n') },
]
const insert = (table: string, columns: string, blocks: readonly string[]): DumpPiece[] => [
  {
    kind: 'rows-begin',
    bytes: Buffer.from(`INSERT INTO \`${table}\` VALUES `),
    table,
    columns: columns.split(', '),
    syntax: 'mysql-values',
  },
  ...blocks.map((block, index): DumpPiece => ({
    kind: 'rows',
    bytes: Buffer.from(index === 0 ? block : `,${block}`),
    rows: 1,
  })),
  { kind: 'rows-end', bytes: Buffer.from(';\n') },
]

const dumps = {
  postgres: [
    statement("SELECT pg_catalog.set_config('search_path', '', false);"),
    statement('CREATE TABLE public.a (id integer NOT NULL, name text);'),
    statement('CREATE TABLE public.b (id integer NOT NULL, a integer, name text);'),
    statement('CREATE SEQUENCE public.a_id_seq OWNED BY public.a.id;'),
    ...copy('a', 'id, name', ['1\tone\n', '2\ttwo\n']),
    ...copy('b', 'id, a, name', ['1\t1\tone\n', `2\t2\t${filling.slice(0, 300_000)}\n`]),
    statement('CREATE TABLE public.d (id integer, name text);'),
    ...copy(
      'd',
      'id, name',
      [1, 2, 3, 4].map((id) => `${id}\t${filling.slice(0, 2_100_000)}\n`),
    ),
    statement("SELECT pg_catalog.setval('public.a_id_seq', 41, true);"),
    {
      kind: 'rows-begin',
      bytes: Buffer.from('INSERT INTO public.a VALUES '),
      table: 'public.a',
      columns: ['id', 'name'],
      syntax: 'pg-values',
    },
    { kind: 'rows', bytes: Buffer.from("(3, 'three')"), rows: 1 },
    { kind: 'rows-end', bytes: Buffer.from(';\n') },
    statement('ALTER TABLE ONLY public.a\n    ADD CONSTRAINT a_key PRIMARY KEY (id);'),
    statement('CREATE INDEX b_a ON public.b USING btree (a);'),
    statement(
      'CREATE FUNCTION public.up() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RETURN NULL; END$$;',
    ),
    statement(
      'CREATE TRIGGER up AFTER INSERT ON public.a FOR EACH ROW EXECUTE FUNCTION public.up();',
    ),
    statement(
      'ALTER TABLE ONLY public.b ADD CONSTRAINT b_to_a FOREIGN KEY (a) REFERENCES public.a(id);',
    ),
    statement('CREATE VIEW public.v AS SELECT id FROM public.a;'),
    statement('VACUUM public.a;'),
    statement('CREATE TABLE public.c (id integer UNIQUE DEFERRABLE);\nBEGIN;'),
    statement('SET CONSTRAINTS ALL DEFERRED;'),
    ...copy('c', 'id', ['1\n', '1\n']),
    statement('UPDATE public.c SET id = 2 WHERE ctid = (SELECT max(ctid) FROM public.c);'),
    statement('COMMIT;'),
  ],
  mariadb: [
    statement(`/*M!999999\\- enable the sandbox mode */ \n-- MariaDB dump 10.19
/*!40101 SET @OLD_CHARACTER_SET_CLIENT=@@CHARACTER_SET_CLIENT */;\n/*!40101 SET NAMES utf8mb4 */;
/*!40101 SET SQL_MODE='NO_AUTO_VALUE_ON_ZERO' */;`),
    statement('DROP TABLE IF EXISTS `a`;'),
    statement(
      'CREATE TABLE `a` (`id` int AUTO_INCREMENT PRIMARY KEY, `name` text) AUTO_INCREMENT=100;',
    ),
    ...insert('a', 'id, name', ["(1,'one')", "(41,'two')"]),
    statement('CREATE TRIGGER up BEFORE INSERT ON `a` FOR EACH ROW SET NEW.name = 1;'),
    statement(
      'CREATE TABLE `b` (`id` int PRIMARY KEY, `a` int, `name` longtext, KEY (`a`), CONSTRAINT b_to_a FOREIGN KEY (`a`) REFERENCES `a` (`id`));',
    ),
    ...insert('b', 'id, a, name', ["(1,1,'one')", `(2,41,'${filling}')`]),
    statement('CREATE TABLE `c` (`id` int);'),
    ...insert('c', 'id', ['(1)', '(2)']),
    statement('ALTER TABLE `c` ADD PRIMARY KEY (`id`);'),
    statement('CREATE VIEW v AS SELECT id FROM `a`;'),
    statement('/*!40101 SET CHARACTER_SET_CLIENT=@OLD_CHARACTER_SET_CLIENT */;'),
  ],
} satisfies Record<string, DumpPiece[]>

/** Loads all the pieces, and stays before the last one. */
const program = `
import { openDatabaseTarget } from ${JSON.stringify(join(import.meta.dirname, 'open-database-target.ts'))}
import { createLog } from ${JSON.stringify(join(import.meta.dirname, '../core/log.ts'))}
const url = process.argv[2]
const pieces = JSON.parse(process.env.PIECES)
async function* stream() {
  for (const piece of pieces) yield { ...piece, bytes: Buffer.from(piece.bytes, 'latin1') }
  process.stdout.write('loading')
  await new Promise(() => setInterval(() => {}, 1000))
}
const target = await openDatabaseTarget(url, { log: createLog({ quiet: true }), facts: ${JSON.stringify(facts)} })
await target.loader.load(stream())
`

describe.each(['postgres', 'mariadb'] as const)('a load into %s that goes on', (family) => {
  let server: SingleServer
  const folder = mkdtempSync(join(tmpdir(), 'poligon-resumed-'))
  const pieces = dumps[family]
  beforeAll(async () => {
    server = await startServer(family, { provider: 'embedded', version: '', database: 'x', log })
  })
  afterAll(async () => {
    await server?.[Symbol.asyncDispose]()
    rmSync(folder, { recursive: true })
  })

  const url = (database: string) => serverUrl({ ...server.address, database }, 'with password')
  const run = async (database: string, sql: string): Promise<string[]> => {
    const address = { ...server.address, database }
    const rows =
      family === 'postgres'
        ? await withClient(address, async (client) => (await client.query(sql)).rows as unknown[])
        : await withConnection(address, async (connection) => {
            const answer: unknown = await connection.rows(sql)
            return Array.isArray(answer) ? (answer as unknown[]) : []
          })
    return rows.map((row) => String(Object.values(row as object)[0]))
  }
  const databases = async (database: string) =>
    (
      await run('x', family === 'postgres' ? 'SELECT datname FROM pg_database' : 'SHOW DATABASES')
    ).filter((name) => name.startsWith(`${database}__`) || name === database)
  /** Rows, counters, and names of all that stands in the database. */
  const state = async (database: string) => {
    const rows =
      family === 'postgres'
        ? await withClient({ ...server.address, database }, postgresFingerprint)
        : await withConnection(server.address, (one) => mariadbFingerprint(one, database))
    const queries =
      family === 'postgres'
        ? [
            "SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1",
            "SELECT conname::text || convalidated::text FROM pg_constraint WHERE connamespace = 'public'::regnamespace ORDER BY 1",
            'SELECT tgname::text || tgenabled::text FROM pg_trigger WHERE NOT tgisinternal',
            "SELECT nspname FROM pg_namespace WHERE nspname LIKE 'poligon%'",
            "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace ORDER BY 1",
          ]
        : [
            `SELECT CONCAT(TABLE_NAME, TABLE_TYPE) FROM information_schema.TABLES WHERE TABLE_SCHEMA = '${database}' ORDER BY 1`,
            `SELECT CONCAT(TABLE_NAME, INDEX_NAME) FROM information_schema.STATISTICS WHERE TABLE_SCHEMA = '${database}' ORDER BY 1`,
            `SELECT CONCAT(TABLE_NAME, CONSTRAINT_NAME) FROM information_schema.TABLE_CONSTRAINTS WHERE TABLE_SCHEMA = '${database}' ORDER BY 1`,
            `SELECT TRIGGER_NAME FROM information_schema.TRIGGERS WHERE TRIGGER_SCHEMA = '${database}'`,
            `SELECT CONCAT(TABLE_NAME, CREATE_OPTIONS) FROM information_schema.TABLES WHERE TABLE_SCHEMA = '${database}' AND TABLE_TYPE = 'BASE TABLE' ORDER BY 1`,
          ]
    const names: string[][] = []
    for (const query of queries) names.push(await run(database, query))
    return { rows: [...rows], names }
  }
  async function* stream(end = Number.POSITIVE_INFINITY): AsyncGenerator<DumpPiece> {
    for (const [index, piece] of pieces.entries()) {
      if (index === end) throw new Error('broken off')
      yield piece
    }
  }
  const whole = async (database: string, resume?: (left: LoadFacts) => void) => {
    const target = await openDatabaseTarget(url(database), {
      log,
      facts,
      ...(resume ? { resume } : {}),
    })
    await target.loader.load(stream())
    await target.commit()
  }
  /** As if its process had been killed before that piece. */
  const broken = async (database: string, end: number) => {
    const target = await openDatabaseTarget(url(database), { log, facts })
    await expect(target.loader.load(stream(end))).rejects.toThrow('broken off')
    const [staging = ''] = (await databases(database)).filter((name) => name !== database)
    const mark = `poligon 1 999999999@0 ${hostname()}`
    if (family === 'postgres') await run('x', `COMMENT ON DATABASE "${staging}" IS '${mark}'`)
    else await run('x', `UPDATE \`${staging}\`.poligon_marker SET mark = '${mark}'`)
  }

  it('ends as one that was not broken off, wherever that was', async () => {
    if (family === 'mariadb') await run('x', 'SET GLOBAL innodb_stats_auto_recalc = ON')
    await whole('reference')
    const expected = await state('reference')
    const ends = pieces.map((_, index) => index).filter((end) => end % 3 === 2)
    for (const end of ends) {
      await broken('gone', end)
      said.length = 0
      await whole('gone', () => {})
      expect(said.join(), `after ${end} pieces`).toContain('Goes on')
      const found = await state('gone')
      expect(JSON.stringify(found).replaceAll('gone', 'reference'), `after ${end} pieces`).toBe(
        JSON.stringify(expected),
      )
      expect(await databases('gone')).toEqual(['gone'])
    }
  })

  it('passes over tables that are complete', async () => {
    const last = pieces.findLastIndex(({ kind }) => kind === 'rows-end')
    // The statement behind the rows waits for all of them.
    await broken('passing', last + 2)
    const target = await openDatabaseTarget(url('passing'), { log, facts, resume: () => {} })
    // Rows that were taken once more would be refused: they are others now.
    async function* spoilt(): AsyncGenerator<DumpPiece> {
      for (const piece of pieces) {
        const large = piece.kind === 'rows' && piece.bytes.length > 100_000
        yield large ? { ...piece, bytes: Buffer.from('(no row') } : piece
      }
    }
    await target.loader.load(spoilt())
    await target.commit()
    expect(await run('passing', 'SELECT count(*) FROM b')).toEqual(['2'])
  })

  it.runIf(family === 'postgres')(
    'when some of a table came over several connections',
    async () => {
      const large = pieces.findLastIndex(
        ({ kind, bytes }) => kind === 'rows' && bytes.length > 2_000_000,
      )
      await broken('shared', large)
      const [staging = ''] = await databases('shared')
      await run(staging, "INSERT INTO public.d VALUES (1, 'of a connection that was done')")
      await whole('shared', () => {})
      expect((await state('shared')).rows).toEqual((await state('reference')).rows)
    },
  )

  it('after kill -9', async () => {
    const file = join(folder, 'load.mjs')
    writeFileSync(file, program)
    const some = pieces
      .slice(0, 6)
      .map((piece) => ({ ...piece, bytes: Buffer.from(piece.bytes).toString('latin1') }))
    const child = spawn(process.execPath, [file, url('killed')], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, PIECES: JSON.stringify(some) },
    })
    await once(child.stdout, 'data')
    child.kill('SIGKILL')
    await once(child, 'close')
    const [left] = await databases('killed')
    await whole('killed', () => {})
    expect(left).toMatch(/^killed__/)
    expect(await databases('killed')).toEqual(['killed'])
    expect((await state('killed')).rows.map(([, sum]) => sum)).toEqual(
      (await state('reference')).rows.map(([, sum]) => sum),
    )
  })

  it('is refused where it is another one, and nothing is touched', async () => {
    await broken('other', 5)
    const before = await databases('other')
    const refuse = () => {
      throw new Error('another one')
    }
    await expect(whole('other', refuse)).rejects.toThrow('another one')
    expect(await databases('other')).toEqual(before)
    said.length = 0
    await whole('other')
    expect(said.join()).toContain('Removes what a load left')
    expect(await databases('other')).toEqual(['other'])
  })

  it('begins at the beginning where nothing is left, and says so', async () => {
    said.length = 0
    await whole('fresh', () => {})
    expect(said.join()).toContain('nothing to go on with')
  })
})
