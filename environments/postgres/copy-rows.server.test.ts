import { describe, expect, it } from 'vitest'
import type { DumpPiece } from '../../core/contracts/dump.ts'
import { createLog } from '../../core/log.ts'
import { embeddedServer } from '../embedded-server.fixture.ts'
import { withClient } from './connect.ts'
import { connectLoader } from './loader.ts'

const log = createLog({ quiet: true })
const sql = (text: string): DumpPiece => ({ kind: 'statement', bytes: Buffer.from(text) })

function* copy(table: string, blocks: readonly string[]): Generator<DumpPiece> {
  yield {
    kind: 'rows-begin',
    bytes: Buffer.from(`COPY public.${table} (id, name) FROM stdin;\n`),
    table: `public.${table}`,
    columns: ['id', 'name'],
    syntax: 'pg-copy-text',
  }
  for (const block of blocks)
    yield { kind: 'rows', bytes: Buffer.from(block), rows: block.split('\n').length - 1 }
  yield { kind: 'rows-end', bytes: Buffer.from('\\.\n') }
}

/** So many rows of 1,000 bytes and more. */
function rows(from: number, count: number): string {
  return Array.from({ length: count }, (_, at) => `${from + at}\t${'x'.repeat(1000)}\n`).join('')
}

/** More than what goes over one connection. */
const large = Array.from({ length: 16 }, (_, block) => rows(block * 500 + 1, 500))

describe('rows of several tables', () => {
  const server = embeddedServer('postgres')

  const load = async (database: string, jobs: number, pieces: Iterable<DumpPiece>) => {
    await withClient(server.address, (client) => client.query(`CREATE DATABASE ${database}`))
    const loader = await connectLoader({ ...server.address, database }, log, { jobs })
    async function* stream() {
      yield* pieces
    }
    try {
      return await loader.load(stream())
    } finally {
      await loader[Symbol.asyncDispose]()
    }
  }
  const ask = (database: string, query: string) =>
    withClient({ ...server.address, database }, async (client) => {
      const { rows: found } = await client.query<Record<string, string>>(query)
      return Object.values(found[0] ?? {})
    })
  const tables = (names: readonly string[]) =>
    names.map((table) => sql(`CREATE TABLE public.${table} (id integer, name text);`))

  it.each([1, 2, 4])('are all there with %i jobs', async (jobs) => {
    const loaded = await load(`all_${jobs}`, jobs, [
      ...tables(['a', 'b', 'c']),
      ...copy('a', [rows(1, 3)]),
      ...copy('b', large),
      ...copy('c', [rows(1, 500), rows(501, 20)]),
      sql('CREATE VIEW public.v AS SELECT * FROM public.c;'),
    ])
    expect(loaded).toEqual([
      { table: 'public.a', rows: 3 },
      { table: 'public.b', rows: 8000 },
      { table: 'public.c', rows: 520 },
    ])
    for (const [table, count] of [
      ['a', 3],
      ['b', 8000],
      ['v', 520],
    ] as const)
      expect(
        await ask(
          `all_${jobs}`,
          `SELECT count(DISTINCT id), min(id), max(id) FROM public.${table}`,
        ),
      ).toEqual([String(count), '1', String(count)])
  })

  it('of a large table come over several connections, of others over one', async () => {
    await load('shared', 3, [
      ...tables(['a', 'b']),
      ...copy('a', [rows(1, 500)]),
      ...copy('b', large),
    ])
    expect(await ask('shared', 'SELECT count(DISTINCT xmin::text) FROM public.a')).toEqual(['1'])
    const [writers] = await ask('shared', 'SELECT count(DISTINCT xmin::text) FROM public.b')
    expect(Number(writers)).toBeGreaterThan(1)
  })

  it('are named by their number in the table when one is refused', async () => {
    const spoilt = large.with(11, large[11]?.replace(/^5505\t/m, 'no number\t') ?? '')
    await expect(load('spoilt', 3, [...tables(['b']), ...copy('b', spoilt)])).rejects.toMatchObject(
      {
        code: 'POLIGON_LOAD',
        place: { table: 'public.b', row: 5505, field: 'id' },
      },
    )
  })

  it('are refused though the next table has been begun', async () => {
    const pieces = [...tables(['a', 'b']), ...copy('a', ['1\tone\ntwo\t2\n']), ...copy('b', large)]
    await expect(load('behind', 2, pieces)).rejects.toMatchObject({
      place: { table: 'public.a', row: 2 },
    })
  })

  it('come one table after the other where rows look at those of another', async () => {
    const parents = [...large, rows(8001, 1)]
    await load('keyed', 3, [
      ...tables(['parent', 'child', 'checked']),
      sql(`ALTER TABLE public.parent ADD PRIMARY KEY (id);
        ALTER TABLE public.child ADD FOREIGN KEY (id) REFERENCES public.parent;
        CREATE FUNCTION public.is_there(integer) RETURNS boolean LANGUAGE sql
          AS 'SELECT EXISTS (SELECT FROM public.child WHERE id = $1)';
        ALTER TABLE public.checked ADD CHECK (public.is_there(id));`),
      ...copy('parent', parents),
      ...copy('child', ['8001\tx\n']),
      ...copy('checked', ['8001\tx\n']),
    ])
    expect(await ask('keyed', 'SELECT count(*) FROM public.checked')).toEqual(['1'])
  })

  it('in settings that the dump makes, whatever the connection', async () => {
    await load('settings', 3, [
      sql(`CREATE SCHEMA s; SELECT pg_catalog.set_config('search_path', 's', false);
        SET DateStyle = 'German'; CREATE TABLE d (id integer, name date);`),
      ...copy('d', ['1\t01.02.2024\n']).map((piece) =>
        piece.kind === 'rows-begin'
          ? { ...piece, table: 'd', bytes: Buffer.from('COPY d (id, name) FROM stdin;\n') }
          : piece,
      ),
    ])
    expect(await ask('settings', "SELECT to_char(name, 'YYYY-MM-DD') FROM s.d")).toEqual([
      '2024-02-01',
    ])
  })
})
