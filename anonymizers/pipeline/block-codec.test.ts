import * as fc from 'fast-check'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { fromRegistry } from '../../core/registry.ts'
import { ByteWriter } from '../dialects/byte-writer.ts'
import type { Dialect, RowCodec } from '../dialects/dialect.ts'
import { dialects } from '../dialects/registry.ts'
import { tableOf, testKey } from '../kernel/masking.fixture.ts'
import type { KernelKey } from '../kernel/keyed-function.ts'
import { createPersonIndexBuilder, openPersonIndex } from '../kernel/person-index.ts'
import { createRowMasker } from '../kernel/row-masker-of.ts'
import { createWasmKernel } from '../kernel/wasm-kernel.ts'
import type { PathStep } from '../programs/nested-programs.ts'
import type { Program } from '../programs/program.ts'
import type { Piece } from '../programs/render-program.ts'
import type { CanonicalForm, Subject } from '../programs/subject.ts'
import { transformers } from '../registry.ts'
import { maskText } from '../mask-text.contract.ts'
import { columnOf } from '../transformer.contract.ts'
import { createBlockCodec } from './block-codec.ts'

const dialectNamed = (name: string) => fromRegistry(dialects, 'dialect', name, 'POLIGON_INTERNAL')
const prfs = {
  blake2s: testKey,
  'hmac-sha256': { bytes: testKey, prf: 'hmac-sha256' },
} as const
/** Of a table whose ids stand in some of the rows. */
function personsUnder(key: KernelKey) {
  const builder = createPersonIndexBuilder(
    [{ table: 'people', key: 'id', by: 'email', canonical: 'email' }],
    key,
  )
  for (const id of ['Anna Nowak', '00-950', 'jan@firma.pl', '1990-02-28', 'Нина', 'a'])
    builder.add(0, Buffer.from(id), Buffer.from(`${id}@firma.pl`))
  return openPersonIndex(builder.finish(), key)
}
const persons = {
  blake2s: personsUnder(prfs.blake2s),
  'hmac-sha256': personsUnder(prfs['hmac-sha256']),
}
const kernels = {
  blake2s: createWasmKernel(prfs.blake2s, persons.blake2s),
  'hmac-sha256': createWasmKernel(prfs['hmac-sha256'], persons['hmac-sha256']),
}

/** The programs of every transformer and each of its examples, for columns of several types. */
const compiled: readonly Program[] = (
  await Promise.all(
    Object.keys(transformers).map(async (name) => {
      const one = await fromRegistry(transformers, 'transformer', name, 'POLIGON_INTERNAL')
      return one.accepts.flatMap((kind) =>
        [undefined, 255, 40, 12].flatMap((maxLength) =>
          one.examples.flatMap(({ params }): Program[] => {
            try {
              const column = columnOf(kind, maxLength === undefined ? {} : { maxLength })
              return [one.compile(one.params.parse(params ?? {}), column)]
            } catch {
              return []
            }
          }),
        ),
      )
    }),
  )
).flat()

const form = fc.constantFrom<CanonicalForm>(
  'exact',
  'text',
  'email',
  'phone',
  'digits',
  'alphanumeric',
  'name',
)
const count = fc.integer({ min: 0, max: 40 })
const piece = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 9 }).map((text): Piece => ({ piece: 'literal', text })),
  fc
    .array(fc.string({ maxLength: 5 }), { minLength: 1, maxLength: 5 })
    .map((texts): Piece => ({ piece: 'one-of', texts })),
  fc
    .tuple(fc.constantFrom<'digits' | 'hex' | 'token'>('digits', 'hex', 'token'), count)
    .map(([kind, count]): Piece => ({ piece: kind, count })),
  fc
    .tuple(fc.nat(), fc.nat())
    .map(([from, more]): Piece => ({ piece: 'number', from, to: Math.min(from + more, 2 ** 31) })),
  fc
    .record(
      {
        field: fc.constantFrom(
          'firstName',
          'lastName',
          'street',
          'houseNumber',
          'city',
          'postcode',
          'company',
        ),
        ascii: fc.boolean(),
        lower: fc.boolean(),
        most: fc.integer({ min: 1, max: 12 }),
        gender: fc.constant('input'),
      },
      { requiredKeys: ['field'] },
    )
    .map((field): Piece => ({ piece: 'field', ...field })),
  fc
    .tuple(count, fc.integer({ min: 0, max: 12 }))
    .map(([count, from]): Piece => ({ piece: 'kept-digits', count, from })),
  fc.constantFrom<Piece>({ piece: 'country' }, { piece: 'country', as: 'DE' }),
)
/** Check digits stand behind the digits that they need. */
const checked = fc.constantFrom<readonly Piece[]>(
  ...(['nip', 'regon', 'pesel', 'sort-code', 'iban', 'luhn'] as const).map((rule) => [
    { piece: 'digits', count: 24 } as const,
    { piece: 'check', rule } as const,
  ]),
  [],
)
const subject = fc.record<Subject>(
  {
    domain: fc.constantFrom('a', 'b'),
    canonical: form,
    follows: fc.constant('value'),
    person: fc.oneof(
      fc.record({ column: fc.constantFrom('a', 'b', 'absent'), canonical: form }),
      fc.record({ via: fc.constantFrom('a', 'b', 'absent'), source: fc.constant(0) }),
    ),
  },
  { requiredKeys: ['domain', 'canonical'] },
)
const render = fc
  .record(
    {
      subject,
      pieces: fc
        .tuple(fc.array(piece, { maxLength: 5 }), checked)
        .map(([pieces, check]) => [...check, ...pieces]),
      maxLength: fc.integer({ min: 1, max: 60 }),
      overflow: fc.constant('cut'),
      case: fc.constant('follow'),
      spelling: fc.constantFrom('separators', 'phone'),
    },
    { requiredKeys: ['subject', 'pieces'] },
  )
  .map((program): Program => ({ op: 'render', ...program }))
const permute = fc
  .record(
    {
      subject,
      scheme: fc.constantFrom('id', 'pesel', 'nip', 'phone', 'vat'),
      digits: fc.integer({ min: 1, max: 18 }),
      most: fc.integer({ min: 1, max: 30 }),
    },
    { requiredKeys: ['subject', 'scheme'] },
  )
  .map((program): Program => ({ op: 'permute', ...program }))
const shift = fc
  .record({
    subject,
    move: fc.oneof(
      fc.integer({ min: 1, max: 4000 }).map((days) => ({ days })),
      fc.constantFrom<{ within: 'month' | 'year' }>({ within: 'month' }, { within: 'year' }),
    ),
  })
  .map((program): Program => ({ op: 'shift-date', ...program }))
const simple = fc.oneof(
  render,
  render,
  permute,
  shift,
  fc.constantFrom(...compiled),
  fc.constantFrom<Program>({ op: 'null' }, { op: 'keep' }, { op: 'constant', text: "a'\\\t\n\0b" }),
)
const pathStep = fc.oneof(
  fc.constantFrom('a', 'b', 'Ł"', '').map((member): PathStep => ({ member })),
  fc.constantFrom<PathStep>('each', 'every-member'),
)
const program = fc.oneof(
  { weight: 6, arbitrary: simple },
  {
    weight: 1,
    arbitrary: fc
      .record({
        cases: fc.array(
          fc.record(
            {
              starts: fc.constantFrom('', 'a', '+'),
              contains: fc.constantFrom('', ' ', '@'),
              digits: fc.constant(true),
              letters: fc.constant(true),
              program: simple,
            },
            { requiredKeys: ['program'] },
          ),
          { maxLength: 3 },
        ),
        otherwise: simple,
      })
      .map((shape): Program => ({ op: 'by-shape', ...shape })),
  },
  {
    weight: 1,
    arbitrary: fc
      .record(
        {
          column: fc.constantFrom('a', 'b', 'c'),
          equals: fc.array(fc.constantFrom('a', 'Łódź', '1990-02-28', '0'), { maxLength: 3 }),
          ignoresCase: fc.constant(true),
          negate: fc.boolean(),
          // oxlint-disable-next-line unicorn/no-thenable -- the name of the program's part; never awaited
          then: simple,
          otherwise: simple,
        },
        { requiredKeys: ['column', 'equals', 'negate', 'then', 'otherwise'] },
      )
      .map((condition): Program => ({ op: 'when', ...condition })),
  },
  {
    weight: 1,
    arbitrary: fc
      .record({
        format: fc.constantFrom('json', 'php'),
        paths: fc.array(
          fc.record({ path: fc.array(pathStep, { maxLength: 3 }), program: simple }),
          {
            maxLength: 4,
          },
        ),
        otherPaths: fc.constantFrom('keep', 'stop'),
      })
      .map((walk): Program => ({ op: 'walk', ...walk })),
  },
)

const text = fc.oneof(
  fc.constantFrom(
    'Anna Nowak',
    'JAN KOWALSKI',
    'zażółć',
    'ŻÓŁĆ',
    'Wiśniewska-Zielińska',
    ' a\u00a0b ',
    'jan@firma.pl',
    '+48 600 123 456',
    '0048600123456',
    '0600123456',
    '600-123-456',
    '+1 (202) 555-0172',
    '526-025-09-95',
    'PL5260250995',
    'ul. Długa 5/7',
    'Warszawa',
    '00-950',
    'x'.repeat(70_000),
    'Нина',
    'İ',
    '1990-02-28',
    '2024-02-29 12:30:00',
    '2024-12-31T23:59:59.123',
    '1000-01-01 00:00',
    '0000-00-00',
    '2023-00-00',
    '2024-02-30',
    '2024-03-01 10:00:00+02',
  ),
  fc.string({ unit: 'grapheme', maxLength: 30 }),
  fc.string({
    unit: fc.constantFrom(...Array.from('aZłŁ09 -+@._\'"\\%\t\n\r\0\b()`,;')),
    maxLength: 90,
  }),
)
/** Documents as serializers write them, and others. */
const document = fc
  .tuple(
    fc.letrec<{ readonly value: unknown }>((tie) => ({
      value: fc.oneof(
        { depthSize: 'small' },
        fc.oneof(text, fc.double(), fc.integer(), fc.constantFrom(true, null)),
        fc.array(tie('value'), { maxLength: 4 }),
        fc.dictionary(fc.constantFrom('a', 'b', 'Ł"', '', 'c'), tie('value'), { maxKeys: 4 }),
      ),
    })).value,
    fc.constantFrom(undefined, 1),
    fc.integer({ min: 0, max: 5 }),
    fc.nat(),
  )
  .map(([value, space, how, cut]) => {
    const json = JSON.stringify(value, undefined, space)
    const escaped = json.replace(/[\u0080-\uffff/]/g, (sign) =>
      sign === '/' ? '\\/' : `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
    )
    return how === 0 ? escaped : how === 1 ? json.slice(0, cut % (json.length + 1)) : json
  })
const cell = fc.oneof(
  { weight: 5, arbitrary: text },
  { weight: 2, arbitrary: document },
  { weight: 1, arbitrary: fc.constant(null) },
)

const copyText = (value: string | null, odd: number) =>
  value === null
    ? '\\N'
    : value.replace(/[\\\b\t\n\v\f\r]/g, (sign) =>
        odd === 1 ? `\\${sign.charCodeAt(0).toString(8).padStart(3, '0')}` : `\\${controls[sign]}`,
      )
const controls: Readonly<Record<string, string>> = {
  '\\': '\\',
  '\b': 'b',
  '\t': 't',
  '\n': 'n',
  '\v': 'v',
  '\f': 'f',
  '\r': 'r',
}

const literal = (value: string | null, odd: number) => {
  if (value === null) return odd === 1 ? ' null ' : 'NULL'
  const doubled = value.replaceAll('\\', '\\\\').replaceAll("'", "''")
  const usual = doubled.replaceAll("''", "\\'").replaceAll('\n', '\\n').replaceAll('\0', '\\0')
  const hex = Buffer.from(value).toString('hex')
  const forms = [
    `'${usual}'`,
    `'${doubled}'`,
    ` '${usual}' `,
    `_binary '${usual}'`,
    `"${value.replaceAll('\\', '\\\\').replaceAll('"', '""')}"`,
    hex === '' ? "''" : `0x${hex}`,
    `x'${hex}'`,
    /^\d+$/.test(value) ? value : '-12.50',
    `'\\%\\_${usual}\\q'`,
    'now()',
  ]
  return forms[odd] ?? forms[0]
}

const programsOf = fc.record({ a: program, b: program, c: program })
const prf = fc.constantFrom('blake2s', 'hmac-sha256')

/** Mostly 0. */
const odd = fc.oneof({ weight: 12, arbitrary: fc.constant(0) }, fc.integer({ min: 1, max: 9 }))
const columns = ['a', 'b', 'c'] as const
const rows = fc.array(fc.tuple(fc.tuple(cell, odd), fc.tuple(cell, odd), fc.tuple(cell, odd)), {
  minLength: 1,
  maxLength: 20,
})

const writers = {
  'pg-copy': (cells: readonly (readonly [string | null, number])[][]) =>
    cells.map((row) => `${row.map(([value, how]) => copyText(value, how)).join('\t')}\n`).join(''),
  'mysql-insert': (cells: readonly (readonly [string | null, number])[][]) =>
    cells.map((row) => `(${row.map(([value, how]) => literal(value, how)).join(',')})`).join(',\n'),
}

function outcomeOf(codec: RowCodec, bytes: Buffer): unknown {
  const out = new ByteWriter(64)
  try {
    codec.maskRows(bytes, 0, bytes.length, out)
    return out.view().toString('latin1')
  } catch (failure) {
    return [codec.row, codec.rowStart, String(failure)]
  }
}

/** The codec in JavaScript, and the one over blocks when the WASM kernel takes the programs. */
function codecs(
  dialect: Dialect,
  programs: Readonly<Record<string, Program>>,
  prf: keyof typeof prfs = 'blake2s',
) {
  const table = tableOf(programs)
  const make = () => {
    const masker = createRowMasker(table, columns, prfs[prf], persons[prf])
    return { masker, codec: dialect.createRowCodec(columns, masker) }
  }
  const { masker, codec } = make()
  const lane = kernels[prf].lane(table, columns, dialect.syntax, masker)
  return { plain: make().codec, block: lane && createBlockCodec(codec, lane, dialect.syntax) }
}

describe.each(['pg-copy', 'mysql-insert'] as const)('rows of %s over whole blocks', (name) => {
  it('come out as from the codec in JavaScript, whatever is in them', async () => {
    const dialect = await dialectNamed(name)
    fc.assert(
      fc.property(programsOf, rows, prf, (programs, cells, prf) => {
        const { plain, block } = codecs(dialect, programs, prf)
        const bytes = Buffer.from(writers[name](cells.map((row) => [...row])))
        expect(outcomeOf(block as RowCodec, bytes)).toEqual(outcomeOf(plain, bytes))
      }),
      { numRuns: 400 },
    )
  })

  it('are read alike wherever words, blanks and letters of two bytes begin in sixteen bytes', async () => {
    const dialect = await dialectNamed(name)
    const named = (canonical: CanonicalForm): Program => ({
      op: 'render',
      subject: { domain: 'name', canonical },
      pieces: [
        { piece: 'field', field: 'firstName', gender: 'input' },
        { piece: 'field', field: 'lastName', lower: true },
      ],
    })
    const { plain, block } = codecs(dialect, {
      a: named('name'),
      b: named('email'),
      c: named('text'),
    })
    const parts = [' ', '  ', ' \t ', ' Ł', 'óż', ' ŻÓ ', '-', '„Ł” ', ' – ', '€©', ' 📦', '\u2002']
    const values = Array.from({ length: 36 }, (_, offset) =>
      parts.map((part) => `${'Y'.repeat(offset)}${part}Anna JAN Łucja`),
    ).flat()
    const rows = values.map((value) => Array.from({ length: 3 }, () => [value, 0] as const))
    const bytes = Buffer.from(writers[name](rows))
    expect(outcomeOf(block as RowCodec, bytes)).toEqual(outcomeOf(plain, bytes))
  })

  it('are read and written alike wherever escapes stand in sixteen bytes, in long documents too', async () => {
    const dialect = await dialectNamed(name)
    const ofText: Program = {
      op: 'render',
      subject: { domain: 'name', canonical: 'text' },
      pieces: [{ piece: 'number', from: 1000, to: 99_999_999 }],
    }
    const { plain, block } = codecs(dialect, {
      a: ofText,
      b: {
        op: 'walk',
        format: 'json',
        paths: [{ path: [{ member: 'masked' }, 'each'], program: ofText }],
        otherPaths: 'keep',
      },
      c: { op: 'keep' },
    })
    const parts = ["'", '"', '\\', '\n', '\t', '\r', '\0', "''", '\\"', "\n'"]
    const rows = Array.from({ length: 36 }, (_, offset) => {
      const texts = parts.map((part) => `${'Y'.repeat(offset)}${part}Ł${part}`)
      const masked = [...texts, ...texts, ...texts, ...texts, 5, -1.5]
      const document = JSON.stringify({ masked, kept: texts })
      return texts.map((text) => [text, document, text].map((value) => [value, 0] as const))
    }).flat()
    const bytes = Buffer.from(writers[name](rows))
    const masked = outcomeOf(block as RowCodec, bytes)
    expect(masked).toEqual(outcomeOf(plain, bytes))
    expect(masked).toEqual(expect.stringContaining('YYY'))
  })

  it('stay in the WASM kernel where fields of theirs are masked in JavaScript', async () => {
    const dialect = await dialectNamed(name)
    const id: Program = {
      op: 'permute',
      subject: { domain: 'id', canonical: 'exact' },
      scheme: 'id',
    }
    const table = tableOf({
      a: id,
      b: { op: 'walk', format: 'php', paths: [{ path: [], program: id }], otherPaths: 'stop' },
      c: {
        op: 'render',
        subject: { domain: 'name', canonical: 'name' },
        pieces: [{ piece: 'field', field: 'company' }],
      },
    })
    const masker = createRowMasker(table, columns, testKey, undefined)
    const lane = kernels.blake2s.lane(table, columns, dialect.syntax, masker)
    const row = [['AB-12', 0] as const, ['i:5;', 0] as const, ['Нина', 0] as const]
    const bytes = Buffer.from(writers[name]([row, row]))
    expect(lane?.maskRows(bytes, 0, bytes.length, () => {})).toEqual({ to: bytes.length, rows: 2 })
  })

  it('have persons of other tables, conditions and JSON documents in WASM too', async () => {
    const dialect = await dialectNamed(name)
    const token: Program = {
      op: 'render',
      subject: { domain: 'a', canonical: 'text', person: { via: 'b', source: 0 } },
      pieces: [{ piece: 'digits', count: 5 }],
    }
    const member = (...names: string[]) => names.map((one) => ({ member: one }))
    const table = tableOf({
      a: token,
      b: {
        op: 'when',
        column: 'a',
        equals: ['ŁÓDŹ'],
        ignoresCase: true,
        negate: true,
        // oxlint-disable-next-line unicorn/no-thenable -- the name of the program's part; never awaited
        then: { op: 'null' },
        otherwise: token,
      },
      c: {
        op: 'walk',
        format: 'json',
        paths: [
          { path: member('a'), program: token },
          { path: [...member('l'), 'each', ...member('Ł"')], program: token },
          { path: [...member('m'), 'every-member'], program: token },
          { path: member('k'), program: { op: 'keep' } },
        ],
        otherPaths: 'stop',
      },
    })
    const masker = createRowMasker(table, columns, testKey, persons.blake2s)
    const lane = kernels.blake2s.lane(table, columns, dialect.syntax, {
      ...masker,
      maskField: () => {
        throw new Error('not in WASM')
      },
    })
    const documents = [
      { a: 'x', l: [{ 'Ł"': 'ś/"\\' }, { 'Ł"': 12 }], m: { q: 'v', w: null }, k: { z: [1, 'y'] } },
      { a: 12.5, l: [], k: true },
    ]
    const texts = documents.flatMap((one) => [JSON.stringify(one), JSON.stringify(one, null, 1)])
    const escaped = texts.map((one) => one.replaceAll('ś', '\\u015b').replaceAll('Ł', '\\u0141'))
    const bytes = Buffer.from(
      writers[name](
        [...texts, ...escaped].map((one) => [
          ['łódź ', 0],
          ['a', 0],
          [one, 0],
        ]),
      ),
    )
    const out = new ByteWriter(64)
    const done = lane?.maskRows(bytes, 0, bytes.length, (masked) => out.append(masked))
    expect(done).toEqual({ to: bytes.length, rows: 8 })
    const plain = new ByteWriter(64)
    dialect.createRowCodec(columns, masker).maskRows(bytes, 0, bytes.length, plain)
    expect(out.view().toString()).toBe(plain.view().toString())
  })

  it('stop at the same row for the same reason', async () => {
    const dialect = await dialectNamed(name)
    const a: Program = { op: 'constant', text: 'x' }
    const { plain, block } = codecs(dialect, { a, b: { op: 'keep' }, c: { op: 'keep' } })
    const good = [0, 1, 2].map(() => ['v', 0] as const)
    const bytes = Buffer.from(writers[name]([good, good, good.slice(1)]))
    const stopped = outcomeOf(plain, bytes)
    expect(stopped).toHaveProperty('0', 2)
    expect(outcomeOf(block as RowCodec, bytes)).toEqual(stopped)
  })
})

describe('INSERT statements of pg_dump', () => {
  it('are left to the codec in JavaScript', () => {
    const a: Program = { op: 'constant', text: 'x' }
    const table = tableOf({ a })
    const masker = createRowMasker(table, ['a'], testKey, undefined)
    expect(kernels.blake2s.lane(table, ['a'], 'pg-values', masker)).toBeUndefined()
    expect(kernels.blake2s.lane(table, ['a'], 'pg-copy-text', masker)).toBeDefined()
  })
})

describe('whole dumps', () => {
  afterEach(() => vi.unstubAllEnvs())

  it.each([
    [
      'postgres',
      'CREATE TABLE public.people (id integer, email text, name text, street text);\nCOPY public.people (id, email, name, street) FROM stdin;\n',
      (row: number) =>
        `${row}\tjan${row}@firma.pl\tŁucja Nowak\t${row % 7 === 0 ? '\\101 5' : 'Długa'}\n`,
      '\\.\n',
    ],
    [
      'mysql',
      'CREATE TABLE `people` (`id` int, `email` text, `name` text, `street` text);\nINSERT INTO `people` VALUES ',
      (row: number) =>
        `${row === 0 ? '' : ','}(${row},'jan${row}@firma.pl','Łucja Nowak',${row % 7 === 0 ? '0x41' : "'O\\'Reilly'"})`,
      ';\n',
    ],
  ] as const)('of %s are the same from both kernels', async (engine, head, row, end) => {
    const dump = head + Array.from({ length: 20_000 }, (_, i) => row(i)).join('') + end
    const policy = (prf: string) => `policy: 1
purpose: tests of the masker
key: {prf: ${prf}}
source: {engine: ${engine}}
tables:
  ${engine === 'postgres' ? 'public.' : ''}people:
    person: email
    columns:
      id: {keep: a number}
      email: email
      name: fullName
      street: street
`
    const fast = await maskText(dump, policy('blake2s'))
    const approved = await maskText(dump, policy('hmac-sha256'))
    vi.stubEnv('POLIGON_KERNEL', 'javascript')
    const plain = await maskText(dump, policy('blake2s'))
    expect(fast.output.equals(plain.output)).toBe(true)
    expect(plain.output.includes('jan')).toBe(true)
    expect(plain.output.includes('firma.pl')).toBe(false)
    expect(approved.output.equals(plain.output)).toBe(false)
    const same = await maskText(dump, policy('hmac-sha256'))
    expect(approved.output.equals(same.output)).toBe(true)
  })
})
