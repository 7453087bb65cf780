import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import type { EngineFamily } from '../core/contracts/dump.ts'
import { PoligonError, type ErrorCode } from '../core/errors.ts'
import { say } from '../core/redacted.ts'
import type { Registry } from '../core/registry.ts'
import { bindPolicy } from './bind.ts'
import type { ColumnKind, TableShape } from './column.ts'
import type { ColumnPlan, MaskPlan } from './plan.ts'
import { loadPolicy } from './policy-file.ts'
import type { Program } from './programs/program.ts'
import { schemaFingerprint } from './schema/schema-fingerprint.ts'
import { createSchemaReader } from './schema/schema-reader.ts'
import { defineTransformer, type Laws, type Transformer } from './transformer.ts'

const folder = mkdtempSync(join(tmpdir(), 'poligon-bind-'))
afterAll(() => rmSync(folder, { recursive: true }))

const render = (domain: string, follows?: 'value'): Program => ({
  op: 'render',
  subject: {
    domain,
    canonical: domain === 'email' ? 'email' : 'name',
    ...(follows && { follows }),
  },
  pieces: [{ piece: 'token', count: 13 }],
})

function transformer(
  name: string,
  unique: Laws['unique'],
  accepts: readonly ColumnKind[],
  program: Program,
): Transformer {
  return defineTransformer({
    name,
    describe: name,
    kinds: [],
    params: z.strictObject({}),
    accepts,
    laws: { unique, chanceOfInput: 0, harmless: true },
    examples: [],
    compile: (_, column) => {
      if ((column.maxLength ?? 99) < 8)
        throw new PoligonError('POLIGON_POLICY_REFUSED', {
          what: say`The column is too short.`,
          remedy: say`Widen it.`,
        })
      return program
    },
  })
}

const registry: Registry<Transformer> = Object.fromEntries(
  [
    transformer('email', 'collision-free', ['text'], render('email', 'value')),
    transformer('name', 'lossy', ['text'], render('name')),
    transformer('street', 'lossy', ['text'], render('street')),
    transformer('born', 'lossy', ['date', 'text'], {
      op: 'shift-date',
      subject: { domain: 'born', canonical: 'exact' },
      move: { within: 'year' },
    }),
    transformer('bijection', 'bijective', ['integer', 'text'], {
      op: 'permute',
      subject: { domain: 'id', canonical: 'exact', follows: 'value' },
      scheme: 'id',
    }),
    transformer('constant', 'lossy', ['text'], { op: 'constant', text: 'a' }),
  ].map((one) => [one.name, async () => ({ default: one })]),
)

function shapes(sql: string, family: EngineFamily = 'postgres'): TableShape[] {
  const reader = createSchemaReader(family)
  reader.statement(Buffer.from(sql))
  return reader.tables()
}

function write(text: string, file: string): string {
  const path = join(folder, file)
  writeFileSync(path, text)
  return path
}

const head = 'policy: 1\npurpose: tests\nsource: {engine: postgres}\n'

interface Trial {
  readonly sql: string
  readonly policy: string
  readonly family?: EngineFamily
  /** The policy is for PostgreSQL whatever the family is. */
  readonly keepEngine?: boolean
  /** Absent: all tables have rows. */
  readonly filled?: readonly string[]
  /** The policy is not tied to the schema of `sql`. */
  readonly unreviewed?: boolean
}

async function bind(trial: Trial): Promise<MaskPlan> {
  const tables = shapes(trial.sql, trial.family)
  const engine = trial.family === 'mysql' && !trial.keepEngine ? 'mysql' : 'postgres'
  const reviewed = trial.unreviewed ? '' : `, reviewed: "${schemaFingerprint(tables)}"`
  const text = head.replace('postgres', engine + reviewed) + trial.policy
  const policy = await loadPolicy(write(text, 'policy.yaml'), registry)
  return bindPolicy(policy, tables, new Set(trial.filled ?? tables.map(({ name }) => name)))
}

async function refused(trial: Trial): Promise<PoligonError> {
  return bind(trial).then(
    () => {
      throw new Error('the policy was taken')
    },
    (failure: unknown) => {
      if (failure instanceof PoligonError) return failure
      throw failure
    },
  )
}

function plan(bound: MaskPlan, column: string, table = bound.tables[0]?.shape.name): ColumnPlan {
  const found = bound.tables
    .find(({ shape }) => shape.name === table)
    ?.columns.find((one) => one.column === column)
  if (!found) throw new Error(`no plan for ${column}`)
  return found
}

const transformerOf = (bound: MaskPlan, column: string): string => {
  const found = plan(bound, column)
  return found.treatment === 'mask' ? found.transformer : found.treatment
}

describe('a pattern that keeps every column', () => {
  const sql = 'CREATE TABLE public.t (a text, b text);'

  it.each([
    ['tables: {t: {columns: {a: email, "*": {keep: because}}}}', '4:'],
    ['columns: {"*.*": {keep: because}}', '4:'],
  ])('is refused, with the fingerprint that would allow it: %s', async (policy, at) => {
    const error = await refused({ sql, policy, unreviewed: true })
    expect(error.code).toBe('POLIGON_POLICY_REFUSED')
    expect(`${error.place.line}:${error.place.column}`).toContain(at)
    expect(error.message).toContain(`reviewed: "${schemaFingerprint(shapes(sql))}"`)
  })

  it('is taken for the schema that was reviewed, and not for one with a column more', async () => {
    const policy = 'columns: {"*.*": {keep: because}}'
    expect((await bind({ sql, policy })).tables[0]?.columns).toHaveLength(2)
    const more = 'CREATE TABLE public.t (a text, b text, c text);'
    const old = `policy: 1\npurpose: tests\nsource: {engine: postgres, reviewed: "${schemaFingerprint(shapes(sql))}"}\n${policy}\n`
    const loaded = await loadPolicy(write(old, 'old.yaml'), registry)
    await expect(bindPolicy(loaded, shapes(more), new Set(['public.t']))).rejects.toMatchObject({
      code: 'POLIGON_POLICY_REFUSED',
    })
  })

  it('may take values out, and may keep what is named, several in one key', async () => {
    const out = await bind({ sql, policy: 'columns: {"*.*": {drop: because}}', unreviewed: true })
    expect(transformerOf(out, 'b')).toBe('drop')
    const named = await bind({
      sql,
      policy: 'tables: {t: {columns: {"a, b": {keep: because}}}}',
      unreviewed: true,
    })
    expect(transformerOf(named, 'b')).toBe('keep')
  })
})

describe('a pattern of columns that keeps', () => {
  const types = (declared: readonly string[]) =>
    `CREATE TYPE public.state AS ENUM ('new', 'done'); CREATE TABLE public.t (${declared
      .map((type, i) => `x_${i} ${type}`)
      .join(', ')});`
  const telling = ['text', 'varchar(9)', 'jsonb', 'xml', 'bytea', 'text[]', 'integer[]', 'inet']
  const policy = 'tables: {t: {columns: {"x_*": {keep: set-up}}}}'

  it('covers numbers, dates, booleans, identifiers and enumerations', async () => {
    const sql = types(['bigint', 'numeric(9,2)', 'real', 'date', 'time', 'timestamptz'])
    expect((await bind({ sql, policy, unreviewed: true })).tables[0]?.columns).toHaveLength(6)
    const others = types(['boolean', 'uuid', 'public.state'])
    expect((await bind({ sql: others, policy, unreviewed: true })).tables).toHaveLength(1)
    const mysql = "CREATE TABLE t (x_1 enum('a','b'), x_2 set('a','b'), x_3 year, x_4 tinyint(1));"
    const bound = await bind({ sql: mysql, policy, family: 'mysql', unreviewed: true })
    expect(bound.tables[0]?.columns).toHaveLength(4)
  })

  it.each(telling)('does not cover %s, and says why and what to write', async (type) => {
    const error = await refused({ sql: types(['int', type]), policy, unreviewed: true })
    expect(error.code).toBe('POLIGON_POLICY_UNCOVERED')
    expect(error.message).toContain(
      'public.t.x_1. 1 of them only a pattern or a list for several tables would keep',
    )
    expect(error.message).toContain('      x_1: {drop: to be reviewed}')
    expect(error.message).not.toContain('x_0')
  })

  it.each([
    `columns: {"*.x_*": {keep: set-up}}`,
    `tables: {t: {columns: {x_0: {keep: number}, "x_?": {mask: email, when: "x_0 = 1", else: {keep: set-up}}}}}`,
    `tables: {t: {columns: {x_0: {keep: number}, "x_*": {json: {$.email: email}, otherPaths: keep}}}}`,
    `tables: {t: {columns: {x_0: {keep: number}, "x_*": {chosenBy: x_0, values: {7: email}, other: {keep: set-up}}}}}`,
  ])('does not cover a text that a part of it would keep: %s', async (written) => {
    const sql = types(['int', 'text'])
    expect((await refused({ sql, policy: written, unreviewed: true })).code).toBe(
      'POLIGON_POLICY_UNCOVERED',
    )
    expect((await bind({ sql, policy: written })).tables).toHaveLength(1)
  })

  it('covers what it masks or drops, and does not count beside the name', async () => {
    const sql = types(['text', 'text', 'text'])
    const bound = await bind({
      sql,
      policy: `tables: {t: {columns: {x_0: {keep: colour}, "x_*": {drop: free text}}}}`,
      unreviewed: true,
    })
    expect(bound.tables[0]?.columns.map(({ treatment }) => treatment)).toEqual([
      'keep',
      'drop',
      'drop',
    ])
  })
})

describe('a policy fitted to a schema', () => {
  it('says for every column what happens to it', async () => {
    const bound = await bind({
      sql: `CREATE TABLE public.customer (
        id integer PRIMARY KEY, email text, note text NOT NULL, phone text,
        label text GENERATED ALWAYS AS (upper(email)) STORED
      );`,
      policy: `tables:
  public.customer:
    columns:
      id: {keep: key of the row, risk: indirect}
      email: email
      note: {drop: free text}
      phone: {drop: not needed}`,
    })
    expect(bound.tables).toHaveLength(1)
    expect(bound.tables[0]).toMatchObject({ rows: 'masked' })
    expect(bound.tables[0]?.columns).toEqual([
      { column: 'id', treatment: 'keep', reason: 'key of the row', risk: 'indirect' },
      {
        column: 'email',
        treatment: 'mask',
        transformer: 'email',
        program: render('email', 'value'),
      },
      { column: 'note', treatment: 'drop', program: { op: 'constant', text: '' } },
      { column: 'phone', treatment: 'drop', program: { op: 'null' } },
    ])
    expect(bound.policyFile).toBe(join(folder, 'policy.yaml'))
    expect(bound.policyHash).toMatch(/^sha256:[0-9a-f]{64}$/)
  })

  it('finds a table with and without the schema that the policy names', async () => {
    const sql = 'CREATE TABLE public.a (x text); CREATE TABLE public.b (x text);'
    const bound = await bind({
      sql,
      policy: 'tables: {a: {columns: {x: email}}, public.b: {columns: {x: email}}}',
    })
    expect(bound.tables).toHaveLength(2)
    const error = await refused({
      sql: 'CREATE TABLE crm.a (x text);',
      policy: 'tables: {a: {columns: {x: email}}}',
    })
    expect(error.code).toBe('POLIGON_POLICY_UNMATCHED')
  })

  it('leaves tables without rows alone and takes the rows of others out', async () => {
    const bound = await bind({
      sql: 'CREATE TABLE a (x text); CREATE TABLE log_1 (x text); CREATE TABLE log_2 (x text);',
      policy: 'tables: {"log_*": {rows: empty}}',
      filled: ['log_1'],
    })
    expect(bound.tables).toMatchObject([{ shape: { name: 'log_1' }, rows: 'empty', columns: [] }])
  })

  it.each([
    ['boolean', 'is_person = 1', ['t', 'true']],
    ['boolean', "is_person != 'no'", ['f', 'false']],
    ['date', "is_person = '2026-05-03'", ['2026-05-03']],
    [
      'uuid',
      "is_person = '01890A5DAC96774BBCCEB302099A8057'",
      ['01890a5d-ac96-774b-bcce-b302099a8057'],
    ],
    ['integer', 'is_person in (1, 02)', ['1', '2']],
    ['public.kind', "is_person = 'JDG'", ['JDG']],
  ])('spells the values of a condition as a column of %s does: %s', async (type, when, equals) => {
    const bound = await bind({
      sql: `CREATE TYPE public.kind AS ENUM ('JDG', 'firma'); CREATE TABLE t (is_person ${type}, name text);`,
      policy: `tables: {t: {columns: {is_person: {keep: kind of party}, name: {mask: name, when: "${when}", else: {keep: public register}}}}}`,
    })
    expect(plan(bound, 'name')).toMatchObject({ program: { op: 'when', equals } })
  })

  it('ignores letter case in a condition where the collation does', async () => {
    const bound = await bind({
      sql: 'CREATE TABLE t (kind citext, name text);',
      policy: `tables: {t: {columns: {kind: {keep: kind of party}, name: {mask: name, when: "kind = 'a'", else: {keep: public register}}}}}`,
    })
    expect(plan(bound, 'name')).toMatchObject({ program: { op: 'when', ignoresCase: true } })
  })

  it.each([
    ['public.kind', "kind = 'jdg'", /It holds one of: JDG, firma/],
    ['boolean', "kind = 'JDG'", /never holds/],
    ['integer', "kind = 'JDG'", /never holds/],
    ['date', "kind = '2026-5-3'", /Write a value of type date/],
    ['uuid', "kind = 'JDG'", /never holds/],
    ['varchar(3)', "kind = 'firma'", /never holds/],
    ['citext', "kind = 'Лицо'", /Only Latin letters/],
    ['numeric(4,2)', 'kind = 23', /several ways/],
    ['jsonb', "kind = 'a'", /several ways/],
  ])(
    'refuses a condition on a column of %s that would never hold: %s',
    async (type, when, text) => {
      await expect(
        bind({
          sql: `CREATE TYPE public.kind AS ENUM ('JDG', 'firma'); CREATE TABLE t (kind ${type}, name text);`,
          policy: `tables: {t: {columns: {kind: {keep: kind of party}, name: {mask: name, when: "${when}", else: {keep: public register}}}}}`,
        }),
      ).rejects.toMatchObject({
        code: 'POLIGON_POLICY_REFUSED',
        message: expect.stringMatching(text) as string,
      })
    },
  )

  it('reads conditions and nested values into programs', async () => {
    const bound = await bind({
      sql: 'CREATE TABLE t (kind text, name text, extra jsonb, old text);',
      policy: `tables:
  t:
    columns:
      kind: {keep: kind of party}
      name: {mask: name, when: "kind in ('person')", else: {keep: public register}}
      extra:
        json: {"$.*": {keep: settings}, "$.list[*]['e mail']": email, $.gone: {drop: secret}}
        otherPaths: keep
      old: {php: {$.a: {json: {$.b: street}}}}`,
    })
    expect(plan(bound, 'name')).toMatchObject({
      transformer: 'name',
      program: {
        op: 'when',
        column: 'kind',
        equals: ['person'],
        negate: false,
        otherwise: { op: 'keep' },
      },
    })
    expect(plan(bound, 'name')).toHaveProperty('program.then', render('name'))
    expect(plan(bound, 'extra')).toMatchObject({
      transformer: 'json',
      program: {
        op: 'walk',
        format: 'json',
        otherPaths: 'keep',
        paths: [
          {
            path: [{ member: 'list' }, 'each', { member: 'e mail' }],
            program: render('email', 'value'),
          },
          { path: [{ member: 'gone' }], program: { op: 'null' } },
          { path: ['every-member'], program: { op: 'keep' } },
        ],
      },
    })
    expect(plan(bound, 'old')).toMatchObject({
      transformer: 'php',
      program: {
        op: 'walk',
        format: 'php',
        otherPaths: 'stop',
        paths: [
          {
            path: [{ member: 'a' }],
            program: { op: 'walk', format: 'json', paths: [{ program: render('street') }] },
          },
        ],
      },
    })
  })

  it('makes the elements of a list persons of their own, unless they are the one of the row', async () => {
    const bound = await bind({
      sql: 'CREATE TABLE t (email text, sent jsonb, history jsonb);',
      policy: `tables:
  t:
    person: email
    columns:
      email: email
      sent: {json: {"$.to[*].email": email, "$.to[*].name": name, $.name: name}}
      history: {json: {"$[*].email": email, "$[*].name": name}, persons: {"$[*]": row}}`,
    })
    const ofRow = { column: 'email', canonical: 'email' }
    const element = 'sent [{"member":"to"},"each"]'
    expect(plan(bound, 'sent')).toMatchObject({
      program: {
        paths: [
          { program: { subject: { follows: 'value' } } },
          { program: { subject: { person: { element } } } },
          { path: [{ member: 'name' }], program: { subject: { person: ofRow } } },
        ],
        lists: [
          {
            id: element,
            path: [{ member: 'to' }, 'each'],
            by: [{ domain: 'email', canonical: 'email', paths: [[{ member: 'email' }]] }],
          },
        ],
      },
    })
    expect(plan(bound, 'history')).toMatchObject({
      program: { lists: [], paths: [{}, { program: { subject: { person: ofRow } } }] },
    })
  })

  it.each([
    ['"$.to": row', /is not a path to the elements of a list/],
    ['"$.from[*]": row', /No path leads into/],
    ['"$.to[*]": email', /persons/],
  ])('refuses persons: {%s}', async (persons, message) => {
    const bound = bind({
      sql: 'CREATE TABLE t (doc jsonb);',
      policy: `tables: {t: {columns: {doc: {json: {"$.to[*].name": name}, persons: {${persons}}}}}}`,
    })
    await expect(bound).rejects.toThrow(expect.objectContaining({ code: 'POLIGON_CONFIG' }))
    await expect(bound).rejects.toThrow(message)
  })

  it.each([
    ['postgres', 'bytea', String.raw`\x`],
    ['postgres', 'boolean', 'f'],
    ['postgres', 'uuid', '00000000-0000-0000-0000-000000000000'],
    ['postgres', 'jsonb', '{}'],
    ['postgres', 'integer', '0'],
    ['postgres', 'date', '1970-01-01'],
    ['postgres', 'tsvector', ''],
    ['postgres', 'text[]', '{}'],
    ['mysql', 'datetime', '1970-01-02 00:00:00'],
    ['mysql', "enum('b','a')", 'b'],
    ['mysql', 'varbinary(9)', ''],
  ] as const)(
    'drops a value that may not be NULL to the empty one (%s %s)',
    async (family, type, text) => {
      const quote = family === 'mysql' ? '`' : ''
      const bound = await bind({
        sql: `CREATE TABLE ${quote}t${quote} (${quote}x${quote} ${type} NOT NULL);`,
        policy: 'tables: {t: {columns: {x: {drop: secret}}}}',
        family,
      })
      expect(plan(bound, 'x')).toMatchObject({ program: { op: 'constant', text } })
    },
  )
})

describe('precedence', () => {
  const sql = 'CREATE TABLE a (email text); CREATE TABLE b (email text);'
  const rest = '\ntables: {b: {columns: {email: {keep: because}}}}'

  it.each([
    [
      'exact before pattern',
      'tables: {a: {columns: {email: email, "e*": name}}, b: {columns: {email: {keep: because}}}}',
      'email',
    ],
    [
      'exact before a pattern over tables',
      'tables: {a: {columns: {email: email}}, "*": {columns: {email: name}}}',
      'email',
    ],
    ['an exact key of both as exact', `columns: {a.email: email, "*.email": name}${rest}`, 'email'],
    ['two patterns that agree', 'columns: {"a.*": email, "*.email": email}', 'email'],
  ])('is %s', async (_, policy, expected) => {
    expect(transformerOf(await bind({ sql, policy }), 'email')).toBe(expected)
  })

  it('is pattern before preset, and nearer preset before farther', async () => {
    write(
      'preset: 1\ndescribe: far\ncolumns: {"*.email": {keep: far}, "*.x": {keep: far}, "*.y": {keep: far}}\n',
      'far.yaml',
    )
    write(
      'preset: 1\ndescribe: near\nextends: ./far.yaml\ntables: {a: {columns: {email: name, x: street}}}\n',
      'near.yaml',
    )
    const bound = await bind({
      sql: 'CREATE TABLE a (email text, x text, y text);',
      policy: 'extends: ./near.yaml\ncolumns: {"*.email": email}',
    })
    expect(transformerOf(bound, 'email')).toBe('email')
    expect(transformerOf(bound, 'x')).toBe('street')
    expect(transformerOf(bound, 'y')).toBe('keep')
  })

  it('does not decide between two patterns that disagree', async () => {
    const error = await refused({ sql, policy: 'columns:\n  "a.*": email\n  "*.email": name\n' })
    expect(error.code).toBe('POLIGON_POLICY_REFUSED')
    expect(error.place).toMatchObject({ line: 5, column: 3, table: 'a', field: 'email' })
    expect(error.message).toContain('policy.yaml:6')
  })

  it('does not decide between two files of one level that disagree', async () => {
    write('preset: 1\ndescribe: one\ncolumns: {"*.email": email}\n', 'one.yaml')
    write('preset: 1\ndescribe: two\ncolumns: {"*.email": name}\n', 'two.yaml')
    const error = await refused({ sql, policy: 'extends: [./one.yaml, ./two.yaml]' })
    expect(error.code).toBe('POLIGON_POLICY_REFUSED')
    expect(error.place.file).toBe(join(folder, 'one.yaml'))
  })

  it('holds for whole tables too', async () => {
    const bound = await bind({
      sql: 'CREATE TABLE log_a (x text); CREATE TABLE log_b (x text);',
      policy:
        'tables: {"log_*": {rows: empty, person: x}, log_b: {person: y, columns: {"*": {keep: because}}}}',
    })
    expect(bound.tables.map(({ rows }) => rows)).toEqual(['empty', 'empty'])
  })
})

describe('what is left open', () => {
  const sql = `CREATE TABLE public.a (id integer PRIMARY KEY, ${Array.from({ length: 12 }, (_, i) => `c${i} text`).join(', ')});
    CREATE TABLE public."on" (x text, shape public.geometry NOT NULL, y text GENERATED ALWAYS AS (x) STORED);
    CREATE TABLE public.none (z text);`

  it('stops the run with the first eight columns, their number and the lines that are missing', async () => {
    const error = await refused({
      sql,
      policy: 'tables: {a: {columns: {c0: email}}}',
      filled: ['public.a', 'public.on'],
    })
    expect(error.code).toBe('POLIGON_POLICY_UNCOVERED')
    expect(error.exitCode).toBe(3)
    expect(error.what).toContain('14 columns')
    expect(error.what).toContain('public.a.id, public.a.c1')
    expect(error.what).toContain('and 6 more')
    expect(error.what).not.toMatch(/none|\by\b/)
  })

  it('is closed by pasting those lines', async () => {
    const filled = ['public.a', 'public.on']
    const error = await refused({ sql, policy: '', filled })
    const patch = error.remedy.slice(error.remedy.indexOf('tables:'))
    expect(parse(patch)).toMatchObject({ tables: { 'public.on': { columns: { x: {} } } } })
    const bound = await bind({ sql, policy: patch, filled })
    expect(transformerOf(bound, 'id')).toBe('keep')
    expect(transformerOf(bound, 'c3')).toBe('drop')
  })

  it('are rows of a table that the dump does not create', async () => {
    const error = await refused({ sql, policy: '', filled: ['public.ghost'] })
    expect(error.code).toBe('POLIGON_DUMP_SYNTAX')
    expect(error.message).toContain('public.ghost')
  })
})

describe('a rule that fits nothing', () => {
  const sql = 'CREATE TABLE public.customer (email text, name text);'
  const rest = 'columns: {"*.*": {keep: because}}\n'
  it.each([
    ['a table', `${rest}tables: {custmer: {rows: empty}}`, '5:10', 'customer'],
    ['a pattern over tables', `${rest}tables: {"log_*": {rows: empty}}`, '5:10', 'log_*'],
    ['a column', `${rest}tables: {customer: {columns: {emial: email}}}`, '5:31', 'email'],
    ['a pattern over columns', `${rest}tables: {customer: {columns: {"x*": email}}}`, '5:31', 'x*'],
    ['a pattern over both', 'columns: {"*.*": {keep: because}, "*.phone": email}', '4:35', 'phone'],
    [
      'the column of a condition',
      `${rest}tables: {customer: {columns: {email: {mask: email, when: "nmae = 'x'", else: email}}}}`,
      '5:52',
      'name',
    ],
    ['the column of the person', `${rest}tables: {customer: {person: mail}}`, '5:21', 'email'],
    [
      'the table of the person',
      `${rest}tables: {customer: {person: {table: people, via: name, by: email}}}`,
      '5:30',
      'people',
    ],
    [
      'the column of the person in the other table',
      `${rest}tables: {customer: {person: {table: customer, via: name, by: mail}}}`,
      '5:58',
      'email',
    ],
  ])('is found: %s', async (_, policy, at, hint) => {
    const error = await refused({ sql, policy })
    expect(error.code).toBe('POLIGON_POLICY_UNMATCHED')
    expect(`${error.place.line}:${error.place.column}`).toBe(at)
    expect(error.message).toContain(hint)
  })

  it('is welcome in a preset, but not a preset of which nothing fits', async () => {
    write('preset: 1\ndescribe: some\ncolumns: {"*.email": email, "*.phone": email}\n', 'some.yaml')
    write('preset: 1\ndescribe: none\ncolumns: {"*.phone": email}\n', 'none.yaml')
    await bind({ sql, policy: `extends: ./some.yaml\n${rest}` })
    const error = await refused({ sql, policy: `extends: ./none.yaml\n${rest}` })
    expect(error.code).toBe('POLIGON_POLICY_UNMATCHED')
    expect(error.place.line).toBe(4)
  })
})

describe('a treatment that would not be safe', () => {
  const keep = '"*.*": {keep: because}'
  const cases: readonly [string, string, string, string][] = [
    ['lossy on a unique column', 'CREATE TABLE t (x text UNIQUE);', 'name', 'distinct'],
    [
      'lossy in a unique key of several',
      'CREATE TABLE t (x text, y text, UNIQUE (y, x));',
      'name',
      'distinct',
    ],
    [
      'lossy where the author relies on uniqueness',
      'CREATE TABLE t (x text);',
      '{mask: name, unique: true}',
      'distinct',
    ],
    [
      'one case of a condition is lossy',
      'CREATE TABLE t (x text UNIQUE, y text);',
      `{mask: email, when: "y = 'a'", else: name}`,
      'distinct',
    ],
    ['dropped from a key', 'CREATE TABLE t (x integer PRIMARY KEY);', '{drop: secret}', 'distinct'],
    ['not for this kind of column', 'CREATE TABLE t (x boolean);', 'email', 'does not fit'],
    ['too short', 'CREATE TABLE t (x varchar(7));', 'email', 'too short'],
    [
      'not a value of the enumeration',
      `CREATE TYPE e AS ENUM ('b', 'c'); CREATE TABLE t (x e);`,
      'constant',
      'enumeration',
    ],
    [
      'nothing empty to drop to',
      'CREATE TABLE t (x public.geometry NOT NULL);',
      '{drop: secret}',
      'no empty value',
    ],
    [
      'no JSON in the column',
      'CREATE TABLE t (x integer);',
      '{json: {$.a: email}}',
      'does not hold',
    ],
  ]
  it.each(cases)('is refused at its line: %s', async (_, sql, treatment, hint) => {
    const error = await refused({
      sql,
      policy: `columns: {${keep}}\ntables:\n  t:\n    columns:\n      x: ${treatment}\n`,
    })
    expect(error.code).toBe('POLIGON_POLICY_REFUSED')
    expect(error.exitCode).toBe(3)
    expect(error.place).toMatchObject({ line: 8, table: 't', field: 'x' })
    expect(error.message).toContain(hint)
  })

  it('is taken where a smaller key keeps the rows apart', async () => {
    const bound = await bind({
      sql: 'CREATE TABLE t (id integer PRIMARY KEY, x text, UNIQUE (id, x));',
      policy: 'columns: {"*.*": {keep: because}, t.x: name}',
    })
    expect(transformerOf(bound, 'x')).toBe('name')
  })

  it('reaches into XML in texts and in columns of its type, and nowhere else', async () => {
    for (const type of ['text', 'xml']) {
      const bound = await bind({
        sql: `CREATE TABLE t (x ${type});`,
        policy: 'columns: {t.x: {xml: {$.a.@id: email}}}',
      })
      expect(transformerOf(bound, 'x')).toBe('xml')
    }
    await expect(
      bind({
        sql: 'CREATE TABLE t (x bytea);',
        policy: 'columns: {t.x: {xml: {$.a.@id: email}}}',
      }),
    ).rejects.toThrow(/does not hold xml/)
  })

  it('is taken for an enumeration that has the value', async () => {
    const bound = await bind({
      sql: `CREATE TYPE e AS ENUM ('a', 'c'); CREATE TABLE t (x e);`,
      policy: 'columns: {t.x: constant}',
    })
    expect(transformerOf(bound, 'x')).toBe('constant')
  })
})

describe('a foreign key', () => {
  const sql = `CREATE TABLE customer (id integer PRIMARY KEY, email text UNIQUE);
    CREATE TABLE orders (customer_id integer REFERENCES customer(id), email text REFERENCES customer(email));`
  const both = (own: string, parent: string) =>
    `tables:\n  customer: {columns: {id: ${parent}, email: email}}\n  orders: {columns: {customer_id: ${own}, email: email}}\n`

  it.each([
    ['both kept', '{keep: key}', '{keep: key}'],
    ['both masked alike', 'bijection', '{mask: bijection, risk: indirect}'],
    ['the reference taken out', '{drop: not needed}', 'bijection'],
  ])('holds with %s', async (_, own, parent) => {
    await expect(bind({ sql, policy: both(own, parent) })).resolves.toBeDefined()
  })

  it.each([
    ['masked here and kept there', 'bijection', '{keep: key}'],
    ['kept here and masked there', '{keep: key}', 'bijection'],
  ])('is refused when it is %s, naming both', async (_, own, parent) => {
    const error = await refused({ sql, policy: both(own, parent) })
    expect(error.code).toBe('POLIGON_POLICY_REFUSED')
    expect(error.place).toMatchObject({ line: 6, table: 'orders', field: 'customer_id' })
    expect(error.message).toContain('customer.id')
  })

  it.each([
    ['that refers', 'ev_1', 'customer'],
    ['referred to', 'customer', 'ev_1'],
  ])('of a partitioned table holds for its partitions: the one %s', async (_, masked, kept) => {
    const partitions = `CREATE TABLE customer (id integer, zone integer, PRIMARY KEY (id, zone)) PARTITION BY LIST (zone);
      CREATE TABLE customer_1 PARTITION OF customer FOR VALUES IN (1);
      CREATE TABLE ev (customer_id integer, zone integer, FOREIGN KEY (customer_id, zone) REFERENCES customer (id, zone)) PARTITION BY LIST (zone);
      CREATE TABLE ev_1 PARTITION OF ev FOR VALUES IN (1);`
    const part = (table: string) => (table === 'customer' ? 'customer_1' : table)
    const column = (table: string) => (table === 'customer' ? 'id' : 'customer_id')
    const policy = (own: string) =>
      `tables:\n  ${part(masked)}: {columns: {${column(masked)}: ${own}, zone: {keep: region}}}\n  ${part(kept)}: {columns: {${column(kept)}: {keep: key}, zone: {keep: region}}}\n`
    const trial = { sql: partitions, filled: ['customer_1', 'ev_1'] }
    await expect(bind({ ...trial, policy: policy('{keep: key}') })).resolves.toBeDefined()
    const error = await refused({ ...trial, policy: policy('bijection') })
    expect(error.code).toBe('POLIGON_POLICY_REFUSED')
    expect(error.place).toMatchObject({ table: 'ev_1', field: 'customer_id' })
    expect(error.message).toContain('customer_1.id')
  })

  it('is refused when the rows it refers to are left out', async () => {
    const error = await refused({
      sql,
      policy: 'tables:\n  customer: {rows: empty}\n  orders: {columns: {"*": {keep: because}}}\n',
    })
    expect(error.code).toBe('POLIGON_POLICY_REFUSED')
    expect(error.message).toContain('left out')
  })
})

describe('the person of a row', () => {
  const sql = `
    CREATE TABLE customer (id integer PRIMARY KEY, email text UNIQUE, code text UNIQUE, name text, born date, info text);
    CREATE TABLE address (customer_id integer REFERENCES customer(id), street text, city text);
    CREATE TABLE note (who text, street text);`
  const policy = (note: string) => `tables:
  customer:
    person: email
    columns: {id: {keep: key}, email: email, code: bijection, name: {mask: name, when: "id = 1", else: {keep: because}}, born: born, info: {json: {$.a: street}}}
  address:
    person: {table: customer, via: customer_id, by: email}
    columns: {customer_id: {keep: key}, street: street, city: {keep: a large town}}
  note:
    person: ${note}
    columns: {who: {keep: code}, street: street}
`
  const byEmail = { column: 'email', canonical: 'email' }

  it('reaches every program that does not follow the value alone', async () => {
    const bound = await bind({
      sql,
      policy: policy('{table: customer, via: who, by: code, key: code}'),
    })
    expect(plan(bound, 'email')).toMatchObject({ program: render('email', 'value') })
    expect(plan(bound, 'name')).toHaveProperty('program.then.subject.person', byEmail)
    expect(plan(bound, 'born')).toMatchObject({ program: { subject: { person: byEmail } } })
    expect(plan(bound, 'info')).toMatchObject({
      program: { paths: [{ program: { subject: { person: byEmail } } }] },
    })
    expect(plan(bound, 'code')).not.toMatchObject({ program: { subject: { person: byEmail } } })
  })

  it('comes from another table by its key, each source once', async () => {
    const bound = await bind({
      sql,
      policy: policy('{table: customer, via: who, by: email, key: id}'),
    })
    expect(bound.persons).toEqual([
      { table: 'customer', key: 'id', by: 'email', canonical: 'email' },
    ])
    for (const [table, via] of [
      ['address', 'customer_id'],
      ['note', 'who'],
    ] as const)
      expect(plan(bound, 'street', table)).toMatchObject({
        program: { subject: { person: { via, source: 0 } } },
      })
  })

  it('is not guessed when several keys could be meant', async () => {
    const error = await refused({
      sql: 'CREATE TABLE p (a text UNIQUE, b text UNIQUE, email text); CREATE TABLE t (who text, x text);',
      policy:
        'columns: {"*.*": {keep: because}}\ntables: {t: {person: {table: p, via: who, by: email}}}',
    })
    expect(error.code).toBe('POLIGON_POLICY_REFUSED')
    expect(error.message).toContain('key:')
  })
})

describe('the source', () => {
  const sql = 'CREATE TABLE t (x text);'
  it('must be of the family that the policy is for', async () => {
    const error = await refused({
      sql: 'CREATE TABLE `t` (`x` text);',
      policy: 'columns: {"*.*": {keep: because}}',
      family: 'mysql',
      keepEngine: true,
    })
    expect(error.code).toBe('POLIGON_POLICY_REFUSED')
    expect(error.place).toMatchObject({ line: 3 })
  })

  it('must have the schema that was reviewed, when the policy names one', async () => {
    const reviewed = schemaFingerprint(shapes(sql))
    const text = (fingerprint: string) =>
      `policy: 1\npurpose: tests\nsource: {engine: postgres, reviewed: "${fingerprint}"}\ncolumns: {"*.*": {keep: because}}\n`
    const load = (fingerprint: string) =>
      loadPolicy(write(text(fingerprint), 'reviewed.yaml'), registry)
    await expect(
      bindPolicy(await load(reviewed), shapes(sql), new Set(['t'])),
    ).resolves.toBeDefined()
    await expect(
      bindPolicy(await load(reviewed), shapes('CREATE TABLE t (x varchar(9));'), new Set(['t'])),
    ).rejects.toMatchObject({ code: 'POLIGON_POLICY_REFUSED' satisfies ErrorCode })
  })

  it('has one fingerprint whatever the order of its tables', () => {
    const [a, b] = shapes('CREATE TABLE a (x text); CREATE TABLE b (y text);')
    if (!a || !b) throw new Error('two tables')
    expect(schemaFingerprint([a, b])).toBe(schemaFingerprint([b, a]))
    expect(schemaFingerprint([a])).not.toBe(schemaFingerprint([b]))
  })
})
