import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { array, assert, asyncProperty, nat, string, tuple } from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { PoligonError } from '../../core/errors.ts'
import { maskDump } from '../mask-dump.ts'
import { charsetOf } from '../charsets/charset.ts'
import { customerPolicy, inFolder, testKey } from '../mask-text.contract.ts'
import { openDumpSource } from '../sources/dump-source.ts'
import { madeArchive, type MadeArchive, type MadeEntry } from './archive.fixture.ts'

const charset = charsetOf({ kind: 'single-byte', decoder: 'iso-8859-2' })
const policy = customerPolicy('postgres')
const copyOf = (table: string, columns: string) => `COPY public.${table} (${columns}) FROM stdin;\n`
const rowsOf = (...rows: readonly string[]) => `${rows.map((row) => `${row}\n`).join('')}\\.\n\n\n`

const start: readonly MadeEntry[] = [
  { kind: 'ENCODING', tag: 'ENCODING', definition: "SET client_encoding = 'UTF8';\n" },
  {
    kind: 'STDSTRINGS',
    tag: 'STDSTRINGS',
    definition: "SET standard_conforming_strings = 'on';\n",
  },
  {
    kind: 'TABLE',
    tag: 'customer',
    definition: 'CREATE TABLE public.customer (id integer, email text, note text);\n',
    drop: 'DROP TABLE public.customer;\n',
  },
  {
    kind: 'TABLE',
    tag: 'settings',
    definition: 'CREATE TABLE public.settings (name text, value text);\n',
    drop: 'DROP TABLE public.settings;\n',
  },
]
const customers = (data = rowsOf('1\tjan@firma.pl\ta', '2\t\\N\tb')): MadeEntry => ({
  kind: 'TABLE DATA',
  tag: 'customer',
  copy: copyOf('customer', 'id, email, note'),
  data,
})
const settings: MadeEntry = {
  kind: 'TABLE DATA',
  tag: 'settings',
  copy: copyOf('settings', 'name, value'),
  data: rowsOf('color\tred'),
}
const shop: readonly MadeEntry[] = [...start, customers(), settings]

/** Masks an archive into an archive, and gives that as SQL. */
const mask = async (archive: Buffer, rules = policy): Promise<string> =>
  (await maskBytes(archive, rules)).toString()

async function maskBytes(archive: Buffer, rules: string): Promise<Buffer> {
  let text: Buffer = Buffer.alloc(0)
  await inFolder(async (folder) => {
    const target = join(folder, 'masked')
    writeFileSync(join(folder, 'archive'), archive)
    writeFileSync(join(folder, 'policy.yaml'), rules)
    try {
      await maskDump({
        source: join(folder, 'archive'),
        policy: join(folder, 'policy.yaml'),
        target,
        key: testKey,
        jobs: 0,
      })
    } catch (failure) {
      expect(existsSync(target)).toBe(false)
      throw failure
    }
    text = await asBytes(readFileSync(target))
  })
  return text
}

const asSql = async (archive: Buffer): Promise<string> => (await asBytes(archive)).toString()

async function asBytes(archive: Buffer): Promise<Buffer> {
  const { signal } = new AbortController()
  await using source = await openDumpSource('-', Readable.from([archive]), signal)
  const parts: Buffer[] = []
  for await (const block of source.read(signal)) parts.push(block)
  return Buffer.concat(parts)
}

const failing = (made: Omit<MadeArchive, 'entries'> & { entries?: readonly MadeEntry[] }) =>
  mask(madeArchive({ entries: shop, ...made })).then(
    () => undefined,
    (failure: unknown) => failure as PoligonError,
  )

describe('an archive of pg_dump', () => {
  it.each([13, 14, 15, 16])('is masked and written again, version 1.%i', async (version) => {
    for (const packing of version < 15
      ? (['none', 'gzip'] as const)
      : (['none', 'gzip', 'zstd', 'lz4'] as const))
      for (const offsets of [true, false])
        for (const backwards of [false, true]) {
          const made = madeArchive({ version, packing, offsets, backwards, entries: shop })
          const original = await asSql(made)
          expect(original).toContain('1\tjan@firma.pl\ta\n2\t\\N\tb\n\\.\n')
          const masked = await mask(made)
          expect(masked).not.toContain('firma.pl')
          expect(masked.replace(/^1\t\S+@[a-z]+\.example\ta$/m, '1\tjan@firma.pl\ta')).toBe(
            original,
          )
        }
  })

  it('is read to its last block when pg_dump wrote the contents once more behind it', async () => {
    const made = { version: 16, offsets: false, entries: shop }
    const masked = await mask(madeArchive({ ...made, contentsAgain: true }))
    expect(masked).toBe(await mask(madeArchive(made)))
    const cut = madeArchive(made)
    const failure = await mask(cut.subarray(0, cut.length - 12)).catch((cause: unknown) => cause)
    expect(failure).toMatchObject({ code: 'POLIGON_SOURCE' })
  })

  it('says how to take it again when it holds the statistics of its columns', async () => {
    const statistics = "SELECT * FROM pg_catalog.pg_restore_attribute_stats('attname', 'email');\n"
    const entries = [
      ...shop,
      { kind: 'STATISTICS DATA', tag: 'customer', definition: statistics },
    ] satisfies readonly MadeEntry[]
    const failure = await failing({ version: 16, entries })
    expect(failure).toMatchObject({ code: 'POLIGON_DUMP_SYNTAX' })
    expect(failure?.message).toContain('--no-statistics')
  })

  it('is the same archive when everything is kept, whatever is in its rows', async () => {
    const field = string({ unit: 'binary' }).map((text) =>
      text
        .replaceAll('\0', '')
        .replaceAll('\\', '\\\\')
        .replaceAll('\t', '\\t')
        .replaceAll('\n', '\\n')
        .replaceAll('\r', '\\r'),
    )
    await assert(
      asyncProperty(array(tuple(field, field), { maxLength: 20 }), async (rows) => {
        const data = rowsOf(...rows.map(([email, note]) => `1\t${email}\t${note}`))
        const made = madeArchive({
          packing: 'none',
          entries: [...start, customers(data), settings],
        })
        const kept = policy.replace('{mask: email}', '{keep: a test}')
        expect(await mask(made, kept)).toBe(await asSql(made))
      }),
      { numRuns: 15 },
    )
  })

  it('is masked in the encoding that it says it is in', async () => {
    const raw = (text: string) => charset.encode(text).toString('latin1')
    const entries: readonly MadeEntry[] = [
      { kind: 'ENCODING', tag: 'ENCODING', definition: "SET client_encoding = 'LATIN2';\n" },
      {
        kind: 'TABLE',
        tag: raw('książka'),
        definition: raw('CREATE TABLE public."książka" (id integer, email text, "imię" text);\n'),
      },
      {
        kind: 'TABLE DATA',
        tag: raw('książka'),
        copy: raw('COPY public."książka" (id, email, "imię") FROM stdin;\n'),
        data: raw(rowsOf('1\tżaneta@firma.pl\tŻaneta')),
      },
    ]
    const made = madeArchive({ entries, bytes: true })
    const rules = `
policy: 1
purpose: tests of archives
source: {engine: postgres}
tables:
  książka:
    columns: {id: {keep: a number}, email: email, imię: {keep: a test}}
`
    const original = charset.decode(await asBytes(made)) ?? ''
    expect(original).toContain('1\tżaneta@firma.pl\tŻaneta\n')
    const masked = charset.decode(await maskBytes(made, rules)) ?? ''
    expect(masked).not.toContain('firma.pl')
    expect(masked.replace(/1\t\S+@[a-z]+\.example\t/, '1\tżaneta@firma.pl\t')).toBe(original)
  })

  it('loses the rows of a table that is to be empty, and no others', async () => {
    const emptied = policy.replace(/columns:\n\s+id:.*\n.*\n.*\n/, 'rows: empty\n')
    const masked = await mask(madeArchive({ entries: shop }), emptied)
    expect(masked).toContain('FROM stdin;\n\\.\n')
    expect(masked).toContain('color\tred\n')
  })

  it('is refused wherever it is cut off', async () => {
    const whole = madeArchive({ entries: shop })
    for (let length = 0; length < whole.length; length += 7) {
      const failure = await mask(whole.subarray(0, length)).then(
        () => undefined,
        (error: unknown) => error as PoligonError,
      )
      expect(failure?.code, `${length}`).toBe('POLIGON_SOURCE')
    }
  })

  it.each([
    ['of an older version', { version: 12 }, /version 1\.12; .* \(byte 5\)/],
    ['of a version to come', { version: 17 }, /version 1\.17/],
    [
      'with rows in a definition',
      {
        entries: [
          ...shop,
          { kind: 'VIEW', tag: 'v', definition: `${copyOf('customer', 'id')}1\n\\.\n` },
        ],
      },
      /definition holds rows/,
    ],
    [
      'with INSERT in a definition',
      {
        entries: [
          ...shop,
          {
            kind: 'VIEW',
            tag: 'v',
            definition: "INSERT INTO public.customer VALUES (1, 'a', 'b');\n",
          },
        ],
      },
      /./,
    ],
    [
      'with a definition that is not whole',
      { entries: [...shop, { kind: 'VIEW', tag: 'v', definition: "SELECT 'a" }] },
      /VIEW v/,
    ],
    [
      'with more than a drop in what drops',
      {
        entries: [
          ...shop,
          { kind: 'VIEW', tag: 'v', drop: "INSERT INTO public.customer VALUES (1, 'a', 'b');\n" },
        ],
      },
      /drops it/,
    ],
    [
      'with something behind the rows',
      { entries: [...start, customers(`${rowsOf('1\ta\tb')}2\tjan@firma.pl\tb\n`)] },
      /do not end/,
    ],
    [
      'with the end among the rows',
      { entries: [...start, customers(rowsOf('1\ta\tb', '\\.', '2\tjan@firma.pl\tb'))] },
      /do not end/,
    ],
    [
      'with rows without an end',
      { packing: 'none', entries: [...start, customers('1\ta\tb\n')] },
      /./,
    ],
    [
      'with data of an unknown kind',
      { entries: [...shop, { kind: 'SOMETHING', tag: 's', data: 'x' }] },
      /not known/,
    ],
    [
      'with a setting that may be a key',
      {
        entries: [
          ...shop,
          {
            kind: 'DATABASE PROPERTIES',
            tag: 'shop',
            definition: "ALTER DATABASE shop SET app.key TO 'secret';\n",
          },
        ],
      },
      /password, or a setting/,
    ],
  ] as const)('is refused %s', async (_, made, sentence) => {
    const failure = await failing(made)
    expect(failure?.code).toMatch(/^POLIGON_(?:SOURCE|DUMP_SYNTAX)$/)
    expect(failure?.message).toMatch(sentence)
    expect(failure?.message).not.toContain('firma.pl')
  })

  it('never lets a value through when bytes of it are changed', async () => {
    const whole = madeArchive({ packing: 'none', entries: shop })
    await assert(
      asyncProperty(nat(whole.length - 1), nat(255), async (at, code) => {
        const changed = Buffer.from(whole)
        changed[at] = code
        const masked = await mask(changed).catch((failure: PoligonError) => {
          expect(failure.code).toMatch(/^POLIGON_(?!INTERNAL)/)
          return ''
        })
        expect(masked).not.toContain('jan@firma.pl')
      }),
      { numRuns: 60 },
    )
  })
})
