import { text } from 'node:stream/consumers'
import { beforeAll, describe, expect, it } from 'vitest'
import { createLog } from '../../core/log.ts'
import { Secret } from '../../core/secrets.ts'
import { embeddedServer } from '../embedded-server.fixture.ts'
import { withClient } from '../postgres/connect.ts'
import { dumpWith, streamDump } from '../programs/dump-database.ts'

const said: string[] = []
const log = {
  ...createLog({ quiet: true }),
  info: (line: { toString(): string }) => void said.push(String(line)),
}

/** Everything that a reader of rows could write otherwise than pg_dump does. */
const schema = `
  CREATE SCHEMA "Odd ""Name";
  CREATE TYPE public.mood AS ENUM ('happy', 'it''s "so" so');
  CREATE DOMAIN public.code AS varchar(4) CHECK (VALUE ~ '^[A-Z]+$');
  CREATE TABLE public.kinds (id integer GENERATED ALWAYS AS IDENTITY, small smallint, big bigint, exact numeric, real4 real, real8 double precision,
    flag boolean, words text, fixed character(5), bytes bytea, list integer[], nested text[][], mood public.mood, code public.code, at timestamptz, day date, span interval,
    net inet, id128 uuid, doc json, bin jsonb, bits bit varying, geo point, range int4range, xml xml, gone integer, twice integer GENERATED ALWAYS AS (small * 2) STORED);
  ALTER TABLE public.kinds DROP COLUMN gone;
  INSERT INTO public.kinds (small, big, exact, real4, real8, flag, words, fixed, bytes, list, nested, mood, code, at, day, span, net, id128, doc, bin, bits, geo, range, xml)
    VALUES (-7, 9007199254740993, 1e-30, 0.1, 0.1::float8 + 0.2::float8, true, E'tab\\there\\nline \\\\N \\\\. é', 'ab', '\\x00ff5c0a', '{1,NULL,3}', '{{a,"b,c"},{"d\\"e",NULL}}', 'it''s "so" so', 'ABC',
      '2024-02-29 23:59:59.999999+05', '0044-03-15 BC', '1 year 2 mons -3 days 04:05:06.7', '10.0.0.1/8', 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11',
      '{"b": 1,  "a": 2}', '{"b": 1, "a": 2}', B'10101', '(1.5,2.5)', '[1,10)', '<a>b</a>');
  INSERT INTO public.kinds (real8, at, day) VALUES ('NaN', 'infinity', '-infinity'), ('-Infinity', NULL, NULL);
  CREATE TABLE "Odd ""Name"."select" ("from" integer, "Ünï" text);
  INSERT INTO "Odd ""Name"."select" VALUES (1, 'one'), (2, NULL);
  CREATE TABLE public.none ();
  INSERT INTO public.none DEFAULT VALUES;
  CREATE TABLE public.empty (id serial);
  CREATE TABLE public.parent (id integer); CREATE TABLE public.child (extra text) INHERITS (public.parent);
  INSERT INTO public.parent VALUES (1); INSERT INTO public.child VALUES (2, 'x');
  CREATE TABLE public.visits (at date, n integer) PARTITION BY RANGE (at);
  CREATE TABLE public.visits_2025 PARTITION OF public.visits FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
  INSERT INTO public.visits VALUES ('2025-05-05', 1);
  CREATE UNLOGGED TABLE public.unlogged (id integer); INSERT INTO public.unlogged VALUES (5);
  CREATE TABLE public.large (id integer PRIMARY KEY, parent integer, filling text);
  INSERT INTO public.large SELECT n, n, repeat(chr(97 + n % 26), 500) FROM generate_series(1, 40000) n;
  DELETE FROM public.large WHERE id % 7 = 0; UPDATE public.large SET parent = 0 WHERE id % 5000 = 1;
  CREATE SEQUENCE public.counter START 5 INCREMENT 3; SELECT nextval('public.counter'), nextval('public.counter');
  CREATE SEQUENCE public.untouched;
  CREATE VIEW public.seen AS SELECT id FROM public.large;
  CREATE MATERIALIZED VIEW public.counted AS SELECT count(*) AS n FROM public.large;
  SELECT lo_from_bytea(4711, 'a large object');
  CREATE FUNCTION public.up() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
  CREATE TRIGGER up BEFORE INSERT ON public.large FOR EACH ROW EXECUTE FUNCTION public.up();
  ALTER TABLE public.large ADD FOREIGN KEY (id) REFERENCES public.large;`

const sinceVersion18 =
  'ALTER TABLE public.kinds ADD read_only integer GENERATED ALWAYS AS (small * 2) VIRTUAL'

/** What says nothing about the database: remarks, settings, passwords of psql. */
const essence = (dump: string) =>
  dump
    .split('\n')
    .filter((line) => !/^(--|SET |SELECT pg_catalog\.set_config|\\(un)?restrict|$)/.test(line))

describe('a database of PostgreSQL, read over several connections', () => {
  const server = embeddedServer('postgres')
  beforeAll(async () => {
    await withClient(server.address, (client) => client.query('CREATE DATABASE live'))
    await withClient({ ...server.address, database: 'live' }, async (client) => {
      await client.query(schema)
      const { rows } = await client.query<{ major: number }>(
        "SELECT current_setting('server_version_num')::int / 10000 AS major",
      )
      if ((rows[0]?.major ?? 0) >= 18) await client.query(sinceVersion18)
    })
  })
  const live = () => ({ ...server.address, database: 'live' })
  const dumped = async () => {
    let whole = ''
    for await (const bytes of dumpWith(live(), [], { log })) whole += bytes.toString()
    return essence(whole)
  }

  it.each([1, 2, 4])('is written as pg_dump writes it, with %i of them', async (jobs) => {
    const read = await text(streamDump(live(), { log, jobs }))
    expect(essence(read)).toEqual(await dumped())
  })

  it('is what it was when reading began, whatever others write', async () => {
    const before = await dumped()
    const stream = streamDump(live(), { log, jobs: 3 })
    let read = ''
    let written = false
    for await (const bytes of stream) {
      read += String(bytes)
      // Not all connections have looked at the database by now.
      if (written) continue
      written = true
      await withClient(live(), (client) =>
        client.query(`UPDATE public.large SET filling = 'new', parent = 1; DELETE FROM public.kinds;
          INSERT INTO public.large SELECT n, n, 'added' FROM generate_series(50001, 60000) n; DROP FUNCTION IF EXISTS public.none_such();`),
      )
    }
    expect(written).toBe(true)
    expect(essence(read)).toEqual(before)
    expect(await dumped()).not.toEqual(before)
  })

  it('leaves no connection behind when nobody reads on', async () => {
    const stream = streamDump(live(), { log, jobs: 3 })
    for await (const bytes of stream) if (String(bytes).includes('COPY ')) break
    const left = () =>
      withClient(server.address, async (client) =>
        Number(
          (
            await client.query<{ n: string }>(
              "SELECT count(*) AS n FROM pg_stat_activity WHERE datname = 'live'",
            )
          ).rows[0]?.n,
        ),
      )
    await expect.poll(left, { timeout: 10_000 }).toBe(0)
  })

  it('is read over fewer where the server lets in no more', async () => {
    await withClient(server.address, (client) =>
      client.query(
        "CREATE ROLE few LOGIN PASSWORD 'few' CONNECTION LIMIT 3; GRANT pg_read_all_data TO few",
      ),
    )
    await withClient(live(), (client) => client.query('GRANT SELECT ON LARGE OBJECT 4711 TO few'))
    said.length = 0
    const few = { ...live(), user: 'few', password: new Secret('few') }
    const read = essence(await text(streamDump(few, { log, jobs: 4 })))
    // Rights to large objects stand with the other rights, or with what they are for.
    expect(read.toSorted()).toEqual((await dumped()).toSorted())
    expect(said.join()).toContain('no more connections: it is read over 2')
  })

  it('names the table that the account may not read', async () => {
    await withClient(live(), (client) =>
      client.query(
        "CREATE ROLE blind LOGIN PASSWORD 'blind'; GRANT CONNECT ON DATABASE live TO blind",
      ),
    )
    const blind = { ...live(), user: 'blind', password: new Secret('blind') }
    await expect(text(streamDump(blind, { log, jobs: 2 }))).rejects.toMatchObject({
      code: 'POLIGON_SOURCE',
    })
  })
})
