import { existsSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { maskDump } from '../anonymizers/index.ts'
import type { PoligonError } from '../core/errors.ts'
import { keyFromBytes } from '../core/key.ts'
import { createLog } from '../core/log.ts'
import { makeTestFolder } from '../core/test-folder.fixture.ts'
import { serverUrl } from '../environments/index.ts'
import { maskIntoDatabase } from './index.ts'
import { postgresShop } from './postgres-shop.fixture.ts'

const log = createLog({ quiet: true })
const key = keyFromBytes(new Uint8Array(32).fill(1))

const schema = `
CREATE TYPE kind AS ENUM ('a', 'b');
CREATE TABLE customer (id serial PRIMARY KEY, email text UNIQUE, note text, kind kind,
  twice integer GENERATED ALWAYS AS (id * 2) STORED);
COMMENT ON TABLE customer IS 'who buys; -- and "who" does not';
CREATE TABLE "order" (id integer PRIMARY KEY, customer integer REFERENCES customer, "user" text);
CREATE TABLE nothing (id integer);
CREATE TABLE day (at date NOT NULL, email text) PARTITION BY RANGE (at);
CREATE TABLE day_2026 PARTITION OF day FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
CREATE VIEW emails AS SELECT email FROM customer;
CREATE MATERIALIZED VIEW counted AS SELECT count(*) FROM customer;
CREATE FUNCTION stamp() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; /* it's */ END $$;
CREATE TRIGGER stamp BEFORE UPDATE ON customer FOR EACH ROW EXECUTE FUNCTION stamp();
CREATE INDEX ON customer (lower(email));
GRANT SELECT ON customer TO PUBLIC;
INSERT INTO customer (email, note, kind) SELECT 'k' || i || '@firma.pl',
  E'tab\\t newline\\n \\\\. back\\\\slash ' || repeat('x', 100), 'a' FROM generate_series(1, 10000) i;
INSERT INTO customer (email, note) VALUES (NULL, E'\\\\.');
INSERT INTO "order" SELECT i, i, 'u' || i FROM generate_series(1, 100) i;
INSERT INTO day VALUES ('2026-02-03', 'k1@firma.pl');
`

const policy = (email: string) => `
policy: 1
purpose: tests of archives
source: {engine: postgres}
tables:
  public.customer:
    columns:
      id: {keep: a number}
      email: ${email}
      note: {keep: not personal}
      kind: {keep: not personal}
  public.order:
    columns:
      "id, customer, user": {keep: not personal}
  public.day_2026:
    columns:
      at: {keep: not personal}
      email: ${email}
`
const keptObjects = `
largeObjects: {keep: manuals of products}
`

const objectLines = (sql: string) =>
  sql.split('\n').filter((line) => /pg_catalog\.lo|LARGE OBJECT/.test(line))

/** What pg_dump can be told that changes the container. */
const variants: Readonly<Record<string, readonly string[]>> = {
  custom: ['-Fc'],
  'custom, not packed': ['-Fc', '-Z0'],
  'custom, packed hard': ['-Fc', '-Z9'],
  directory: ['-Fd'],
  'directory, not packed': ['-Fd', '-Z0', '-j2'],
  tar: ['-Ft'],
}

describe('masking an archive of pg_dump', () => {
  const shop = postgresShop(schema)
  const { program, query } = shop
  let folder = ''

  beforeAll(async () => {
    folder = makeTestFolder('archives')
    for (const [variant, options] of Object.entries(variants))
      await program('pg_dump', ...options, '-f', join(folder, variant), 'shop')
    // Into a pipe, where no offset can be filled in afterwards.
    await shop.shell(`"$PROGRAMS/pg_dump" -Fc shop | cat > '${folder}/custom, from a pipe'`)
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  const mask = async (source: string, target: string, rules: string) => {
    writeFileSync(join(folder, 'policy.yaml'), rules)
    const masked = join(folder, target)
    rmSync(masked, { recursive: true, force: true })
    await maskDump({
      source: join(folder, source),
      policy: join(folder, 'policy.yaml'),
      target: masked,
      key,
    })
    return masked
  }
  const failing = (work: Promise<unknown>) =>
    work.then(
      () => undefined,
      (failure: unknown) => failure as PoligonError,
    )

  it.each([...Object.keys(variants), 'custom, from a pipe'])(
    'keeps everything for pg_restore when the policy does: %s',
    async (variant) => {
      const source = join(folder, variant)
      const masked = await mask(variant, 'kept', policy('{keep: a test}'))
      expect(await program('pg_restore', '-l', masked)).toBe(
        await program('pg_restore', '-l', source),
      )
      const printed = await program('pg_restore', '-f', '-', source)
      expect(printed).toContain('k10000@firma.pl')
      expect(await program('pg_restore', '-f', '-', masked)).toBe(printed)
    },
  )

  it.each(['custom', 'custom, from a pipe', 'directory', 'directory, not packed', 'tar'])(
    'is restored by pg_restore, every row there and masked: %s',
    async (variant) => {
      const masked = await mask(variant, 'masked', policy('{mask: email}'))
      expect(await program('pg_restore', '-f', '-', masked)).not.toContain('firma.pl')
      await query('shop', 'DROP DATABASE IF EXISTS restored')
      await query('shop', 'CREATE DATABASE restored')
      const jobs = variant === 'tar' ? [] : ['-j2']
      await program('pg_restore', ...jobs, '-e', '-d', 'restored', masked)
      const sums = `SELECT count(*), count(email), count(DISTINCT email), md5(string_agg(note, '|' ORDER BY id)),
        (SELECT count(*) FROM day) AS days, nextval('customer_id_seq') FROM customer`
      expect(await query('restored', sums)).toEqual(await query('shop', sums))
      await query('shop', "SELECT setval('customer_id_seq', 10001)")
      const [days] = await query<{ same: string }>(
        'restored',
        'SELECT count(*) AS same FROM day JOIN customer USING (email)',
      )
      expect(days?.same).toBe('1')
    },
  )

  it('writes the same rows as SQL when the target is SQL, and into a database', async () => {
    const archive = await mask('custom', 'masked', policy('{mask: email}'))
    const sql = await mask('directory', 'masked.sql', policy('{mask: email}'))
    const rows = (text: string) => text.split('\n').filter((line) => line.includes('\t'))
    expect(rows(readFileSync(sql, 'utf8'))).toEqual(
      rows(await program('pg_restore', '-f', '-', archive)),
    )
    await maskIntoDatabase({
      source: join(folder, 'custom'),
      policy: join(folder, 'policy.yaml'),
      key,
      target: serverUrl({ ...shop.address, database: 'loaded' }, 'with password'),
      log,
    })
    expect(await query('loaded', 'SELECT count(*) FROM customer')).toEqual([{ count: '10001' }])
  })

  it('is refused with a sentence wherever it is cut off, and makes no target', async () => {
    const whole = readFileSync(join(folder, 'custom'))
    const cut = join(folder, 'cut')
    const places = Array.from({ length: 40 }, (_, i) => Math.floor((whole.length * i) / 40))
    for (const length of [...places, 4, 5, 8, 11, 60, whole.length - 1]) {
      writeFileSync(cut, whole)
      truncateSync(cut, length)
      const failure = await failing(mask('cut', 'masked', policy('{mask: email}')))
      expect(failure?.code, `${length}`).toMatch(/^POLIGON_(?:SOURCE|DUMP_SYNTAX)$/)
      expect(failure?.message).not.toContain('firma.pl')
      expect(
        readdirSync(folder).filter((file) => file.startsWith('masked.')),
        `${length}`,
      ).toEqual(existsSync(join(folder, 'masked.sql')) ? ['masked.sql'] : [])
    }
  })

  it('passes large objects on only when the policy says so', async () => {
    await query('shop', "SELECT lo_from_bytea(4711, 'a large object of firma.pl')")
    for (const [format, source] of [
      ['-Fc', 'objects'],
      ['-Fd', 'objects.d'],
      ['-Ft', 'objects.tar'],
    ] as const) {
      await program('pg_dump', format, '-f', join(folder, source), 'shop')
      const failure = await failing(mask(source, 'masked', policy('{mask: email}')))
      expect(failure?.code).toBe('POLIGON_POLICY_UNCOVERED')
      expect(failure?.message).toContain('largeObjects')
      expect(
        (await failing(mask(source, 'masked.sql', policy('{mask: email}'))))?.message,
      ).toContain('largeObjects')
      const plain = await mask(source, 'kept.sql', policy('{keep: a test}') + keptObjects)
      const printed = await program('pg_restore', '-f', '-', join(folder, source))
      expect(objectLines(printed)).toHaveLength(5)
      expect(objectLines(readFileSync(plain, 'utf8'))).toEqual(objectLines(printed))
      await maskIntoDatabase({
        source: plain,
        policy: join(folder, 'policy.yaml'),
        key,
        target: serverUrl({ ...shop.address, database: 'loaded' }, 'with password'),
        log,
      })
      expect(await query('loaded', "SELECT convert_from(lo_get(4711), 'UTF8') AS it")).toEqual([
        { it: 'a large object of firma.pl' },
      ])
      const masked = await mask(source, 'masked', policy('{mask: email}') + keptObjects)
      await query('shop', 'DROP DATABASE IF EXISTS restored')
      await query('shop', 'CREATE DATABASE restored')
      await program('pg_restore', '-e', '-d', 'restored', masked)
      expect(await query('restored', "SELECT convert_from(lo_get(4711), 'UTF8') AS it")).toEqual([
        { it: 'a large object of firma.pl' },
      ])
      const emptied = policy('{mask: email}') + keptObjects.replace('keep', 'drop')
      const without = await mask(source, 'masked', emptied)
      expect(await program('pg_restore', '-f', '-', without)).not.toContain('lowrite')
      const replaced =
        policy('{mask: email}') + keptObjects.replace(/\{keep: .*\}/, '{mask: placeholder}')
      for (const target of format === '-Fc' ? ['masked', 'masked.sql'] : ['masked']) {
        const small = await mask(source, target, replaced)
        await query('shop', 'DROP DATABASE IF EXISTS restored')
        await query('shop', 'CREATE DATABASE restored')
        await (target.endsWith('.sql')
          ? program('psql', '-XqAt', '-v', 'ON_ERROR_STOP=1', '-f', small, 'restored')
          : program('pg_restore', '-e', '-d', 'restored', small))
        expect(await query('restored', "SELECT convert_from(lo_get(4711), 'UTF8') AS it")).toEqual([
          { it: 'placeholder' },
        ])
      }
    }
  })

  it('stays an archive of INSERT statements when it is one', async () => {
    await program('pg_dump', '-Fc', '--inserts', '-f', join(folder, 'inserts'), 'shop')
    const rules = `${policy('{mask: email}')}\nlargeObjects: {drop: manuals}\n`
    const masked = await mask('inserts', 'masked', rules)
    const printed = await program('pg_restore', '-f', '-', masked)
    expect(printed).toContain('INSERT INTO public."order" VALUES')
    expect(printed).not.toContain('firma.pl')
    await query('shop', 'DROP DATABASE IF EXISTS restored')
    await query('shop', 'CREATE DATABASE restored')
    await program('pg_restore', '-j2', '-e', '-d', 'restored', masked)
    const sums =
      "SELECT count(*), count(email), md5(string_agg(note, '|' ORDER BY id)) FROM customer"
    expect(await query('restored', sums)).toEqual(await query('shop', sums))
  })
})
