import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { PassThrough, Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { assert, integer, property } from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { PoligonError } from '../../../core/errors.ts'
import { createCutter } from '../../dialects/cutter.ts'
import pgCopy from '../../dialects/pg-copy.ts'
import { maskDump } from '../../mask-dump.ts'
import { customerPolicy, inFolder, testKey } from '../../mask-text.contract.ts'
import type { MaskDumpOptions } from '../../pipeline/mask-options.ts'
import { openDumpSource } from '../../sources/dump-source.ts'
import { dependenciesOf } from './dependencies.ts'
import { createContentsReader, type NewContents } from './read-contents.ts'
import { createStatementCount } from './statement-count.ts'

const policy = `${customerPolicy('postgres')}largeObjects: {keep: manuals of products}\n`

const heading = (tag: string, kind: string, owner = 'bob', about = '') =>
  `--\n-- ${kind === 'TABLE DATA' || kind === 'BLOBS' ? 'Data for ' : ''}Name: ${tag}; Type: ${kind}; Schema: public; Owner: ${owner}${about}\n--\n\n`

const settings = `SET statement_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;

`
const opening = `--
-- PostgreSQL database dump
--

-- Dumped from database version 15.4
-- Dumped by pg_dump version 16.1

${settings}`
const ending = `--
-- PostgreSQL database dump complete
--

`
const tables = `SET default_tablespace = '';

SET default_table_access_method = heap;

${heading('customer', 'TABLE')}CREATE TABLE public.customer (
    id integer,
    email text,
    note text
);

ALTER TABLE ONLY public.customer REPLICA IDENTITY FULL;


ALTER TABLE public.customer OWNER TO bob;

${heading('TABLE customer', 'COMMENT')}COMMENT ON TABLE public.customer IS 'who
-- Name: not this; Type: TABLE; Schema: public; Owner: bob
buys';


${heading('settings', 'TABLE', 'bob', '; Tablespace: fast')}CREATE TABLE public.settings (
    name text,
    value text
);


ALTER TABLE public.settings OWNER TO bob;

`
const copied = `${heading('customer', 'TABLE DATA')}COPY public.customer (id, email, note) FROM stdin;
1\tjan@firma.pl\ta
2\t\\N\tb
\\.


${heading('settings', 'TABLE DATA')}COPY public.settings (name, value) FROM stdin;
color\tred
\\.


`
const inserted = `${heading('customer', 'TABLE DATA')}INSERT INTO public.customer VALUES (1, 'jan@firma.pl', 'a;''"');
INSERT INTO public.customer VALUES (2, NULL, 'b');


${heading('settings', 'TABLE DATA')}INSERT INTO public.settings VALUES
	('color', 'red'),
	('size', '--'';');


`
const rest = `${heading('customer customer_pkey', 'CONSTRAINT')}ALTER TABLE ONLY public.customer
    ADD CONSTRAINT customer_pkey PRIMARY KEY (id);


${heading('settings_name', 'INDEX')}CREATE INDEX settings_name ON public.settings USING btree (name);


${heading('settings settings_fkey', 'FK CONSTRAINT')}ALTER TABLE ONLY public.settings
    ADD CONSTRAINT settings_fkey FOREIGN KEY (name) REFERENCES public.customer(id);


${heading('COLUMN customer.email', 'ACL')}GRANT SELECT(email) ON TABLE public.customer TO eve;


`
const dump = opening + tables + copied + rest + ending

const contentsOf = (text: string, cut = text.length): NewContents => {
  const reader = createContentsReader()
  const cutter = createCutter(pgCopy)
  const bytes = Buffer.from(text)
  for (const part of [bytes.subarray(0, cut), bytes.subarray(cut)]) {
    const batch = cutter.push(part)
    for (const segment of batch.segments) reader.see(segment, batch)
  }
  const batch = cutter.finish()
  for (const segment of batch.segments) reader.see(segment, batch)
  return reader.finish()
}
const entryOf = (text: string, kind: string) =>
  contentsOf(text).entries.find((entry) => entry.kind === kind)

/** Masks a dump into a target of that name in an empty folder. */
const masked = <T>(
  text: string | Buffer,
  target: string,
  look: (path: string) => T | Promise<T>,
  options: Partial<MaskDumpOptions> = {},
): Promise<T> =>
  inFolder(async (folder) => {
    writeFileSync(join(folder, 'dump'), text)
    writeFileSync(join(folder, 'policy.yaml'), policy)
    mkdirSync(join(folder, 'out'))
    try {
      await maskDump({
        source: join(folder, 'dump'),
        policy: join(folder, 'policy.yaml'),
        target: join(folder, 'out', target),
        key: testKey,
        jobs: 0,
        ...options,
      })
    } catch (failure) {
      expect(readdirSync(join(folder, 'out'))).toEqual([])
      throw failure
    }
    return await look(join(folder, 'out', target))
  })
const failing = (work: Promise<unknown>): Promise<PoligonError | undefined> =>
  work.then(
    () => undefined,
    (failure: unknown) => failure as PoligonError,
  )

async function asText(archive: string | Buffer): Promise<string> {
  const { signal } = new AbortController()
  await using source =
    typeof archive === 'string'
      ? await openDumpSource(archive.replace(/\/$/, ''), Readable.from([]), signal)
      : await openDumpSource('-', Readable.from([archive]), signal)
  expect(source.archive).toBeDefined()
  const parts: Buffer[] = []
  for await (const block of source.read(signal)) parts.push(Buffer.from(block))
  return Buffer.concat(parts).toString()
}
/** What a dump does, without what differs in how it is written. */
const statements = (text: string) =>
  text
    .split(/\n{2,}/)
    .filter((part) => !/^(?:--|SET )/.test(part) && part !== '')
    .toSorted()

describe('an archive made of a plain dump', () => {
  it.each(['copy.dump', 'copy.tar', 'copy/'])('says what the dump does: %s', async (target) => {
    const text = await masked(dump, target, asText)
    expect(text).not.toContain('firma.pl')
    expect(statements(text.replace(/^1\t\S+@[a-z]+\.example\ta$/m, '1\tjan@firma.pl\ta'))).toEqual(
      statements(dump),
    )
  })

  it.each(['copy.dump', 'copy.tar', 'copy/'])('keeps INSERT statements: %s', async (target) => {
    const text = await masked(opening + tables + inserted + rest + ending, target, asText)
    expect(text).toMatch(
      /INSERT INTO public\.customer VALUES \(1, '[^']+@[a-z]+\.example', 'a;''"'\);\nINSERT INTO public\.customer VALUES \(2, NULL, 'b'\);\n\n/,
    )
    expect(text).toContain(`VALUES\n\t('color', 'red'),\n\t('size', '--'';');\n`)
  })

  it('has the same bytes for every number of threads, and in a stream the same but for places', async () => {
    const rows = Array.from(
      { length: 24_000 },
      (_, i) => `${i}\tk${i}@firma.pl\t${'x'.repeat(70)}\n`,
    )
    const large = dump.replace('2\t\\N\tb\n', rows.join(''))
    const [none, two] = await Promise.all(
      [0, 2].map((jobs) =>
        masked(large, 'copy.dump', (path) => readFileSync(path), { jobs, verify: false }),
      ),
    )
    expect(none?.equals(two as Buffer)).toBe(true)
    const stdout = new PassThrough()
    const read = buffer(stdout)
    await masked(large, 'copy', () => stdout.end(), {
      target: '-',
      format: 'custom',
      stdout,
      verify: false,
    })
    expect(await asText(await read)).toBe(await asText(none as Buffer))
  })

  it('goes by the format before the name, and is SQL by any other name', async () => {
    const isText = (path: string) => readFileSync(path, 'latin1').startsWith('--\n')
    expect(await masked(dump, 'copy.dump', isText, { format: 'plain' })).toBe(true)
    expect(await masked(dump, 'copy', isText)).toBe(true)
    expect(await masked(dump, 'copy.sql', isText, { format: 'custom' })).toBe(false)
    expect(
      await masked(dump, 'copy', (path) => existsSync(join(path, 'toc.dat')), {
        format: 'directory',
      }),
    ).toBe(true)
    for (const format of ['tar', 'directory'] as const)
      expect((await failing(masked(dump, 'copy', () => {}, { target: '-', format })))?.code).toBe(
        'POLIGON_USAGE',
      )
    const mysql = '-- MySQL dump 10.13\n\nCREATE TABLE `customer` (`id` int);\n'
    expect((await failing(masked(mysql, 'copy', () => {}, { format: 'custom' })))?.code).toBe(
      'POLIGON_USAGE',
    )
  })

  it('can be made of another archive', async () => {
    const inDirectory = await masked(dump, 'copy.dump', async (path) => {
      const custom = readFileSync(path)
      return [await asText(custom), await masked(custom, 'again', asText, { format: 'directory' })]
    })
    expect(inDirectory[1]?.replace(/\S+@\S+/, '')).toBe(inDirectory[0]?.replace(/\S+@\S+/, ''))
  })

  it('has the large objects that statements write', async () => {
    const content = Buffer.from('a manual').toString('hex')
    const objects = `${heading('4711', 'BLOB')}SELECT pg_catalog.lo_create('4711');


ALTER LARGE OBJECT 4711 OWNER TO bob;

${heading('4712..4713', 'BLOB METADATA')}SELECT pg_catalog.lo_create('4712');
SELECT pg_catalog.lo_create('4713');

ALTER LARGE OBJECT 4712 OWNER TO bob;
ALTER LARGE OBJECT 4713 OWNER TO bob;

`
    const contents = `${heading('BLOBS', 'BLOBS', '-')}BEGIN;

SELECT pg_catalog.lo_open('4711', 131072);
SELECT pg_catalog.lowrite(0, '\\x${content}');
SELECT pg_catalog.lowrite(0, '\\x${content}');
SELECT pg_catalog.lo_close(0);

COMMIT;

${heading('4712..4713', 'BLOBS', '-')}BEGIN;

SELECT pg_catalog.lo_open('4712', 131072);
SELECT pg_catalog.lo_close(0);

SELECT pg_catalog.lo_open('4713', 131072);
SELECT pg_catalog.lowrite(0, '\\x00ff');
SELECT pg_catalog.lo_close(0);

COMMIT;

`
    for (const target of ['copy.dump', 'copy.tar', 'copy/']) {
      const text = await masked(
        opening + tables + objects + copied + contents + rest + ending,
        target,
        asText,
      )
      expect(text.match(/^(?:SELECT pg_catalog\.lo|ALTER LARGE).*$/gm)).toEqual([
        `SELECT pg_catalog.lo_create('4711');`,
        'ALTER LARGE OBJECT 4711 OWNER TO bob;',
        `SELECT pg_catalog.lo_create('4712');`,
        'ALTER LARGE OBJECT 4712 OWNER TO bob;',
        `SELECT pg_catalog.lo_create('4713');`,
        'ALTER LARGE OBJECT 4713 OWNER TO bob;',
        `SELECT pg_catalog.lo_open('4711', 131072);`,
        `SELECT pg_catalog.lowrite(0, '\\x${content}${content}');`,
        'SELECT pg_catalog.lo_close(0);',
        `SELECT pg_catalog.lo_open('4712', 131072);`,
        'SELECT pg_catalog.lo_close(0);',
        `SELECT pg_catalog.lo_open('4713', 131072);`,
        `SELECT pg_catalog.lowrite(0, '\\x00ff');`,
        'SELECT pg_catalog.lo_close(0);',
      ])
    }
  })

  it('is refused wherever the dump is cut off, and makes no target', async () => {
    const last = dump.indexOf('complete\n')
    const cuts = Array.from({ length: 20 }, (_, i) => Math.floor(((last - 1) * (i + 1)) / 20))
    for (const cut of cuts)
      expect(
        (await failing(masked(dump.slice(0, cut), 'copy.dump', () => {})))?.code,
        `${cut}`,
      ).toMatch(/^POLIGON_(?:DUMP_SYNTAX|SOURCE|POLICY_UNMATCHED|POLICY_UNCOVERED)$/)
  })

  it('ends with nothing in a stream that pg_restore would take for whole', async () => {
    const stdout = new PassThrough()
    const read = buffer(stdout)
    const leak = dump.replace('color\tred', 'color\tjan@firma.pl')
    const failure = await failing(
      masked(leak, 'copy', () => {}, { target: '-', format: 'custom', stdout }),
    )
    expect(failure?.code).toBe('POLIGON_LEAK')
    stdout.end()
    const cutOff = await read
    await expect(asText(cutOff)).rejects.toMatchObject({ code: 'POLIGON_SOURCE' })
  })
})

describe('contents made of a plain dump', () => {
  it('are the same wherever the bytes are cut', () => {
    const whole = contentsOf(dump)
    for (let cut = 0; cut < dump.length; cut++) expect(contentsOf(dump, cut)).toEqual(whole)
  })

  it('go by the headings of pg_dump', () => {
    const { entries, serverVersion, dumpVersion } = contentsOf(dump)
    expect({ serverVersion, dumpVersion }).toEqual({ serverVersion: '15.4', dumpVersion: '16.1' })
    expect(entries.map(({ kind, tag }) => `${kind} ${tag}`)).toEqual([
      'ENCODING ENCODING',
      'STDSTRINGS STDSTRINGS',
      'SEARCHPATH SEARCHPATH',
      'TABLE customer',
      'COMMENT TABLE customer',
      'ACL COLUMN customer.email',
      'TABLE settings',
      'TABLE DATA customer',
      'TABLE DATA settings',
      'CONSTRAINT customer customer_pkey',
      'INDEX settings_name',
      'FK CONSTRAINT settings settings_fkey',
    ])
    expect(entryOf(dump, 'TABLE')).toMatchObject({
      owner: 'bob',
      namespace: 'public',
      tablespace: '',
      accessMethod: 'heap',
      drop: 'DROP TABLE public.customer;\n',
    })
    expect(entryOf(dump, 'TABLE')?.definition).toMatch(/^CREATE TABLE .*REPLICA IDENTITY FULL;$/s)
    expect(entries[6]?.tablespace).toBe('fast')
  })

  it('say what must be there before: the table, its rows in parts, and the key that is referred to', () => {
    const { entries } = contentsOf(dump)
    const names = entries.map(({ kind, tag }) => `${kind} ${tag}`)
    const needs = Object.fromEntries(
      dependenciesOf(entries).map((needed, at) => [names[at], needed.map((one) => names[one])]),
    )
    expect(needs['TABLE DATA customer']).toEqual(['TABLE customer'])
    expect(needs['CONSTRAINT customer customer_pkey']).toEqual(['TABLE customer'])
    expect(needs['FK CONSTRAINT settings settings_fkey']).toEqual([
      'TABLE settings',
      'TABLE customer',
      'CONSTRAINT customer customer_pkey',
    ])
    expect(needs['ACL COLUMN customer.email']).toEqual(['TABLE customer'])
    expect(needs['COMMENT TABLE customer']).toEqual(['TABLE customer'])
  })

  it('are made of the statements where there are no headings', () => {
    const bare = dump.replaceAll(/^--.*\n/gm, '')
    const kinds = (text: string) =>
      contentsOf(text).entries.map(({ kind, tag, drop }) => [kind, tag, drop])
    const headed = kinds(dump).filter(([kind]) => kind !== 'ACL' && kind !== 'COMMENT')
    expect(kinds(bare).filter(([kind]) => kind !== 'ACL' && kind !== 'COMMENT')).toEqual(headed)
    expect(entryOf(bare, 'TABLE')?.owner).toBe('bob')
  })

  const made: readonly (readonly [statement: string, kind: string, tag: string, drop: string])[] = [
    ['CREATE SCHEMA "Odd s";', 'SCHEMA', 'Odd s', 'DROP SCHEMA "Odd s";\n'],
    ['CREATE UNLOGGED TABLE app."T;x" (a int);', 'TABLE', 'T;x', 'DROP TABLE app."T;x";\n'],
    ['CREATE VIEW app.v AS SELECT 1;', 'VIEW', 'v', 'DROP VIEW app.v;\n'],
    ["CREATE TYPE app.k AS ENUM ('a');", 'TYPE', 'k', 'DROP TYPE app.k;\n'],
    ['CREATE UNIQUE INDEX i ON app.t USING btree (a);', 'INDEX', 'i', 'DROP INDEX app.i;\n'],
    [
      'ALTER TABLE ONLY app.t ALTER COLUMN a SET DEFAULT 1;',
      'DEFAULT',
      't a',
      'ALTER TABLE app.t ALTER COLUMN a DROP DEFAULT;\n',
    ],
    [
      'ALTER TABLE app.t ADD CONSTRAINT c CHECK (a > 0) NOT VALID;',
      'CHECK CONSTRAINT',
      't c',
      'ALTER TABLE app.t DROP CONSTRAINT c;\n',
    ],
    [
      'CREATE TRIGGER g BEFORE UPDATE ON app.t FOR EACH ROW EXECUTE FUNCTION app.f();',
      'TRIGGER',
      't g',
      'DROP TRIGGER g ON app.t;\n',
    ],
    ['CREATE POLICY p ON app.t USING (true);', 'POLICY', 't p', 'DROP POLICY p ON app.t;\n'],
    ['ALTER TABLE app.t ENABLE ROW LEVEL SECURITY;', 'ROW SECURITY', 't', ''],
    [
      'CREATE EVENT TRIGGER e ON ddl_command_end EXECUTE FUNCTION f();',
      'EVENT TRIGGER',
      'e',
      'DROP EVENT TRIGGER e;\n',
    ],
    ['SELECT pg_catalog.setval(\'app."S q"\', 5, true);', 'SEQUENCE SET', 'S q', ''],
    ['ALTER TABLE ONLY app.t ATTACH PARTITION app.t1 DEFAULT;', 'TABLE ATTACH', 't1', ''],
    ['ALTER INDEX app.i ATTACH PARTITION app.i1;', 'INDEX ATTACH', 'i1', ''],
    ['ALTER PUBLICATION p ADD TABLE ONLY app.t;', 'PUBLICATION TABLE', 'p t', ''],
    ['REFRESH MATERIALIZED VIEW app.m;', 'MATERIALIZED VIEW DATA', 'm', ''],
    ['GRANT SELECT ON TABLE app.t TO bob;', 'ACL', 'TABLE app.t', ''],
  ]
  it.each(made)('take %s', (statement, kind, tag, drop) => {
    expect(contentsOf(`${settings}${statement}\n`).entries.at(-1)).toMatchObject({
      kind,
      tag,
      drop,
      definition: statement,
    })
  })

  it.each([
    [
      'SELECT_ONE',
      '\\connect one\nCREATE TABLE a (b int);\n\\connect two\nCREATE TABLE c (b int);\n',
    ],
    ['a client setting', 'SET work_mem = 5;\nCREATE TABLE a (b int);\n'],
    ['a command', 'CREATE TABLE a (b int);\nVACUUM a;\n'],
    ['a drop of what was made', 'CREATE TABLE a (b int);\nDROP TABLE a;\n'],
  ])('are refused for %s, with its place', (_, text) => {
    expect(() => contentsOf(text)).toThrow(
      expect.objectContaining({ code: 'POLIGON_DUMP_SYNTAX' }) as Error,
    )
  })

  it('leave out what pg_dump --clean puts first', () => {
    const cleaning =
      'ALTER TABLE ONLY public.customer DROP CONSTRAINT customer_pkey;\nDROP TABLE public.customer;\n'
    const clean = dump.replace(settings, settings + cleaning)
    expect(contentsOf(clean)).toEqual(contentsOf(dump))
  })
})

describe('statements as pg_restore tells them apart', () => {
  const count = (text: string, backslashes = false) => {
    const counted = createStatementCount(backslashes)
    counted.add(Buffer.from(text))
    return counted.whole()
  }
  it('end at a semicolon outside of quotes, wherever the bytes are cut', () => {
    const text = `INSERT INTO "a;b" VALUES (1, 'x;''y', '\\');\nINSERT INTO a VALUES (2);\n`
    expect(count(text)).toBe(2)
    assert(
      property(integer({ min: 0, max: text.length }), (cut) => {
        const counted = createStatementCount(false)
        counted.add(Buffer.from(text.slice(0, cut)))
        counted.add(Buffer.from(text.slice(cut)))
        return counted.whole() === 2
      }),
    )
    expect(count(`INSERT INTO a VALUES ('x\\';y');`, true)).toBe(1)
  })
  it('are refused when a server would see others', async () => {
    const escaped = inserted.replace(`'b'`, String.raw`E'\';'`)
    const failure = await failing(
      masked(opening + tables + escaped + rest + ending, 'copy.dump', () => {}),
    )
    expect(failure?.code).toBe('POLIGON_DUMP_SYNTAX')
    expect(failure?.message).toContain('customer')
  })
})
