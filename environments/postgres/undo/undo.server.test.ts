import { array, assert, asyncProperty, constantFrom, integer, tuple } from 'fast-check'
import { Client } from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { DumpPiece } from '../../../core/contracts/dump.ts'
import { createLog } from '../../../core/log.ts'
import type { OpenDatabase } from '../../engine.ts'
import embedded from '../../providers/embedded.ts'
import type { DatabaseServer } from '../../server.ts'
import { withClient as withConnection } from '../connect.ts'
import { PostgresDatabase } from '../database.ts'

/** `npm run soak` tries as many as the figures in docs/reference speak of. */
const sequences = process.env['POLIGON_SOAK'] ? 1000 : 40
/** Most of these end in a copy of the template, which takes longer. */
const mixed = process.env['POLIGON_SOAK'] ? 1000 : 10

/** What makes putting rows back hard, table by table. */
const schema = `
CREATE TYPE public.state AS ENUM ('new', 'it''s paid');
CREATE TYPE public.pair AS (a int, "B b" text);
CREATE DOMAIN public.code AS char(6);
CREATE TABLE public."Odd ""name" (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, "Is it?" boolean, c "char", f float8, r real, i interval, ts timestamptz, d date,
  j json, jb jsonb, x xml, b bytea, n numeric(20,4), tags text[], many int[][], p public.pair, st public.state, co public.code, ip inet, bits bit varying(9), spot point, span int4range, vec tsvector,
  doubled int GENERATED ALWAYS AS (id * 2) STORED);
INSERT INTO public."Odd ""name" ("Is it?", c, f, r, i, ts, d, j, jb, x, b, n, tags, many, p, st, co, ip, bits, spot, span, vec)
SELECT n % 2 = 0, 'x', 1.0 / n, 0.1, '1 mon -3 days', '2024-03-31 02:30+01', 'infinity', '{"a":  1, "a": 2}', '{"k": [1, null]}', '<a>ż</a>', '\\x00ff5c', n / 3.0,
  ARRAY['a,b', NULL, '"', ''], '{{1,2},{3,NULL}}', ROW(n, NULL)::public.pair, 'it''s paid', 'a', '10.0.0.1/8', '101', '(1,2)', '[1,5)', 'cat:3 fat' FROM generate_series(1, 20) n;
CREATE TABLE public.parent (id int PRIMARY KEY, name text UNIQUE DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE public.child (a int, b text, parent int REFERENCES public.parent ON DELETE CASCADE ON UPDATE CASCADE, large text, PRIMARY KEY (b, a));
CREATE TABLE public.grandchild (id serial PRIMARY KEY, child_b text, child_a int, FOREIGN KEY (child_b, child_a) REFERENCES public.child ON DELETE SET NULL ON UPDATE CASCADE);
INSERT INTO public.parent SELECT n, 'p' || n FROM generate_series(1, 20) n;
INSERT INTO public.child SELECT n, 'b' || n, n, repeat(md5(n::text), 2000) FROM generate_series(1, 20) n;
INSERT INTO public.grandchild (child_b, child_a) SELECT 'b' || n, n FROM generate_series(1, 20) n;
CREATE TABLE public.heap (a int, j json, t text);
INSERT INTO public.heap SELECT n % 3, '{}', CASE WHEN n % 4 = 0 THEN NULL ELSE '' END FROM generate_series(1, 40) n;
CREATE TABLE public.base (id int PRIMARY KEY, v text);
CREATE TABLE public.derived (w text) INHERITS (public.base);
INSERT INTO public.base VALUES (1, 'one'); INSERT INTO public.derived VALUES (1, 'other one', 'w');
CREATE TABLE public.part (id int, k int, v text, PRIMARY KEY (id, k)) PARTITION BY LIST (k);
CREATE TABLE public.part_even PARTITION OF public.part FOR VALUES IN (0);
CREATE TABLE public.part_odd PARTITION OF public.part FOR VALUES IN (1);
INSERT INTO public.part SELECT n, n % 2, 'v' FROM generate_series(1, 40) n;
CREATE TABLE public.audit (entry text, at timestamptz DEFAULT now());
CREATE FUNCTION public.audit() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN INSERT INTO public.audit (entry) VALUES (TG_OP); RETURN COALESCE(NEW, OLD); END$$;
CREATE TRIGGER audit BEFORE INSERT OR UPDATE OR DELETE ON public.parent FOR EACH ROW EXECUTE FUNCTION public.audit();
CREATE UNLOGGED TABLE public.fleeting (n int);
CREATE TABLE public.always (n int PRIMARY KEY);
CREATE TRIGGER always AFTER INSERT OR DELETE ON public.always FOR EACH ROW EXECUTE FUNCTION public.audit();
ALTER TABLE public.always ENABLE ALWAYS TRIGGER always;
CREATE TABLE public.nothing ();
CREATE SEQUENCE public.down INCREMENT -5;
CREATE MATERIALIZED VIEW public.names AS SELECT name FROM public.parent;
`

/** As a server may be set to tell values, which loses some of them. */
const lossy = [
  'extra_float_digits = -9',
  `datestyle = 'SQL, DMY'`,
  `intervalstyle = 'sql_standard'`,
  'bytea_output = escape',
]

/** `$1` is a number from 1 to 40. None of them needs more than rows to be put back. */
const changes = [
  `INSERT INTO "Odd ""name" (f, n) VALUES ('NaN', $1), ('-Infinity', NULL)`,
  `UPDATE "Odd ""name" SET f = f * 3, r = r * 7, ts = now(), tags = tags || 'x'::text, p = ROW(1, 'z')::pair, j = '[]', x = '<b/>', spot = NULL WHERE id <= $1`,
  `UPDATE "Odd ""name" SET b = NULL, c = NULL, "Is it?" = NOT "Is it?" WHERE id = $1`,
  `DELETE FROM "Odd ""name" WHERE id > $1`,
  `INSERT INTO parent SELECT 1000 + $1, 'new'`,
  `DELETE FROM parent WHERE id = $1`,
  `UPDATE parent SET id = id + 1000 WHERE id <= $1`,
  `UPDATE parent SET name = CASE id WHEN $1 THEN 'p1' ELSE 'p' || $1 END WHERE id IN ($1, 1)`,
  `UPDATE child SET parent = NULL WHERE a = $1`,
  `UPDATE child SET a = -a, large = 'short' WHERE a = $1`,
  `UPDATE child SET b = 'same size' WHERE a = $1`,
  `DELETE FROM child WHERE a > $1`,
  `INSERT INTO heap SELECT 1, '{}', '' FROM generate_series(1, $1)`,
  `INSERT INTO heap VALUES ($1, NULL, NULL), (NULL, NULL, NULL)`,
  `UPDATE heap SET t = 'x' WHERE a = $1 % 3`,
  `UPDATE heap SET t = '' WHERE t IS NULL AND $1 > 0`,
  `DELETE FROM heap WHERE a = $1 % 3 AND t IS NULL`,
  `UPDATE base SET v = v || $1`,
  `INSERT INTO derived VALUES ($1, 'd', NULL)`,
  `DELETE FROM ONLY base WHERE id < $1`,
  `UPDATE part SET k = 1 - k WHERE id <= $1`,
  `DELETE FROM part WHERE id = $1`,
  `INSERT INTO part VALUES (100 + $1, $1 % 2, NULL)`,
  `SELECT nextval('down') + $1`,
  `SELECT setval('down', -$1, false)`,
  `SELECT setval('grandchild_id_seq', $1)`,
  `WITH gone AS (DELETE FROM grandchild WHERE id <= $1 RETURNING *) INSERT INTO grandchild SELECT * FROM gone`,
  `CREATE TEMPORARY TABLE IF NOT EXISTS own AS SELECT $1::int AS n`,
]

/** Each needs more than rows; so does everything together with it. */
const upheavals = [
  'TRUNCATE heap',
  'ALTER TABLE heap ADD COLUMN more int DEFAULT 7',
  'DROP TABLE audit CASCADE',
  'CREATE TABLE made (n int)',
  'CREATE INDEX ON heap (a)',
  'REFRESH MATERIALIZED VIEW names',
  'GRANT SELECT ON heap TO PUBLIC',
  'COMMENT ON TABLE heap IS NULL',
  'CREATE OR REPLACE VIEW seen AS SELECT 1 AS one',
  'ALTER TABLE parent DISABLE TRIGGER audit',
  'INSERT INTO fleeting VALUES (1)',
  'INSERT INTO always VALUES (1)',
  'INSERT INTO nothing DEFAULT VALUES',
  `SELECT lo_from_bytea(0, 'abc')`,
  `ALTER SEQUENCE down INCREMENT 3`,
  'ALTER DATABASE shop_1 SET work_mem = 64',
]

describe('undo of what a scenario wrote to PostgreSQL', () => {
  let server: DatabaseServer
  let database: OpenDatabase

  beforeAll(async () => {
    const log = createLog({ quiet: true })
    const request = {
      family: 'postgres',
      version: '',
      system: 'shop',
      changeLog: true,
      log,
    } as const
    server = await embedded.start(request, {})
    database = await PostgresDatabase.open(server, 'shop', log)
    async function* dump(): AsyncGenerator<DumpPiece> {
      yield { kind: 'statement', bytes: Buffer.from(schema) }
    }
    await database.load(dump())
    await withConnection(server.address, async (client) => {
      for (const setting of lossy) await client.query(`ALTER SYSTEM SET ${setting}`)
      await client.query('SELECT pg_reload_conf()')
    })
    await database.copy('1')
    await database.copy('2')
  })
  afterAll(async () => {
    await database?.[Symbol.asyncDispose]()
    await server?.[Symbol.asyncDispose]()
  })
  beforeEach(async () => {
    await database.reset('1')
  })

  const run = (sql: string, ...parameters: number[]) => database.query('1', sql, parameters)
  const rung = async () => (await database.reset('1')).rung
  const same = { equal: true, differing: [] }

  /** A client of the subject: it stays connected across resets. */
  async function withClient(work: (client: Client) => Promise<void>): Promise<void> {
    const { host, port, user, password, database: name } = database.address('1')
    const client = new Client({ host, port, user, password: password.reveal(), database: name })
    client.on('error', () => {})
    await client.connect()
    try {
      await work(client)
    } finally {
      await client.end()
    }
  }

  it.each(changes)('puts back by rows alone: %s', async (sql) => {
    await run(sql.replaceAll('$1', '7'))
    expect(['undo', 'nothing-changed']).toContain(await rung())
    expect(await database.resetProof('1')).toEqual(same)
  })

  it('puts back any sequence of changes by rows alone', { timeout: 3_600_000 }, async () => {
    const change = tuple(constantFrom(...changes), integer({ min: 1, max: 40 }))
    await assert(
      asyncProperty(array(change, { minLength: 1, maxLength: 12 }), async (list) => {
        // One that breaks a rule of the schema changes nothing, or a sequence.
        for (const [sql, n] of list) await run(sql.replaceAll('$1', String(n))).catch(() => {})
        expect(['undo', 'nothing-changed']).toContain(await rung())
        expect(await database.resetProof('1')).toEqual(same)
      }),
      { numRuns: sequences, endOnFailure: true },
    )
  })

  it(
    'brings everything back after any sequence, whatever it takes',
    { timeout: 3_600_000 },
    async () => {
      const any = constantFrom(...changes, ...changes, ...upheavals)
      await assert(
        asyncProperty(
          array(tuple(any, integer({ min: 1, max: 40 })), { minLength: 1, maxLength: 8 }),
          async (list) => {
            for (const [sql, n] of list) await run(sql.replaceAll('$1', String(n))).catch(() => {})
            await database.reset('1')
            expect(await database.resetProof('1')).toEqual(same)
          },
        ),
        { numRuns: mixed, endOnFailure: true },
      )
    },
  )

  it.each(upheavals)('copies the template after: %s', async (sql) => {
    await run(changes[3]!.replaceAll('$1', '7'))
    await run(sql)
    expect(await rung()).toBe('clone')
    expect(await database.resetProof('1')).toEqual(same)
    expect(await rung()).toBe('nothing-changed')
    await run('DELETE FROM parent')
    expect(await rung()).toBe('undo')
  })

  it('undoes nothing of what was rolled back', async () => {
    await withClient(async (client) => {
      await client.query('BEGIN; DELETE FROM parent; DROP TABLE heap; ROLLBACK')
      await client.query(
        `BEGIN; INSERT INTO heap VALUES (5); SAVEPOINT s; DELETE FROM part; ROLLBACK TO s; COMMIT`,
      )
    })
    expect(await rung()).toBe('undo')
    expect(await database.resetProof('1')).toEqual(same)
  })

  it('sees what was committed without waiting for the log to be written', async () => {
    await withClient(async (client) => {
      await client.query('SET synchronous_commit = off')
      await client.query('DELETE FROM parent WHERE id < 5')
      expect(await rung()).toBe('undo')
    })
    expect(await database.resetProof('1')).toEqual(same)
  })

  it('keeps the connections of the subject', async () => {
    await withClient(async (client) => {
      await client.query('DELETE FROM heap')
      expect(await rung()).toBe('undo')
      const { rows } = await client.query('SELECT count(*)::int AS n FROM heap')
      expect(rows).toEqual([{ n: 40 }])
    })
  })

  it('cuts off who is still writing', async () => {
    await withClient(async (client) => {
      await client.query('BEGIN; DELETE FROM parent WHERE id = 3')
      expect(await rung()).toBe('clone')
      await expect(client.query('COMMIT')).rejects.toThrow()
    })
    expect(await database.resetProof('1')).toEqual(same)
  })

  it('takes what another slot wrote for its own business', async () => {
    await database.query('2', 'DELETE FROM parent')
    expect(await rung()).toBe('nothing-changed')
    expect((await database.query('2', 'SELECT count(*) AS n FROM parent'))[0]?.['n']).toBe('0')
    expect((await database.reset('2')).rung).toBe('undo')
  })

  it('tells which rows are not as they were, cascades and triggers included, and still undoes them', async () => {
    await run(`UPDATE parent SET name = 'x' WHERE id = 2`)
    await run(`UPDATE parent SET name = 'y' WHERE id = 2`)
    await run(`INSERT INTO part VALUES (500, 0, 'came')`)
    await run(`DELETE FROM part WHERE id = 500`)
    await run(`DELETE FROM parent WHERE id = 3`)
    const changes = (await database.changes('1')) ?? []
    const short = changes.map(({ table, change, key }) => [
      table,
      change,
      Object.values(key).join(),
    ])
    expect(short.filter(([table]) => table !== 'public.audit')).toEqual([
      ['public.parent', 'update', '2'],
      ['public.parent', 'delete', '3'],
      ['public.child', 'delete', 'b3,3'],
      ['public.grandchild', 'update', '3'],
    ])
    expect(short.filter(([table]) => table === 'public.audit')).toHaveLength(3)
    expect(changes.find(({ key }) => key['id'] === '2')).toMatchObject({
      before: { name: 'p2' },
      after: { name: 'y' },
    })
    await run(`UPDATE parent SET name = 'p2' WHERE id = 2`)
    expect((await database.changes('1'))?.some(({ key }) => key['id'] === '2')).toBe(false)
    expect(await rung()).toBe('undo')
    expect(await database.changes('1')).toEqual([])
    expect(await database.resetProof('1')).toEqual(same)
  })

  it('does not tell rows when rows are not all', async () => {
    await run('TRUNCATE heap')
    expect(await database.changes('1')).toBeUndefined()
    expect(await rung()).toBe('clone')
  })

  it('copies the template when the log was lost', async () => {
    await run('DELETE FROM heap')
    await withConnection(server.address, async (client) => {
      await client.query(
        `SELECT pg_terminate_backend(active_pid) FROM pg_replication_slots WHERE database = $1`,
        [database.address('1').database],
      )
    })
    expect(await rung()).toBe('clone')
    expect(await database.resetProof('1')).toEqual(same)
    await run('DELETE FROM heap')
    expect(await rung()).toBe('undo')
  })

  it('puts back a row of many megabytes', async () => {
    await run(`UPDATE child SET large = repeat('ż', 9000000) WHERE a < 3`)
    await run(`UPDATE child SET parent = NULL WHERE a < 3`)
    expect(await rung()).toBe('undo')
    expect(await database.resetProof('1')).toEqual(same)
  })

  it('lets a table without key that comes later be changed', async () => {
    await run('CREATE TABLE made (n int)')
    await run('INSERT INTO made VALUES (1)')
    await run('UPDATE made SET n = 2')
    expect(await rung()).toBe('clone')
  })
})
