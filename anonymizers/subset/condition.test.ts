import { describe, expect, it } from 'vitest'
import { createSchemaReader } from '../schema/schema-reader.ts'
import { columnsIn } from './expression.ts'
import { compileExpression } from './compile-expression.ts'
import { parseExpression } from './parse-expression.ts'
import { parseSubset } from './parse-subset.ts'
import { Misread } from './token-cursor.ts'

function tableOf(family: 'postgres' | 'mysql', columns: string) {
  const reader = createSchemaReader(family)
  reader.statement(Buffer.from(`CREATE TABLE t (${columns});`))
  const [table] = reader.tables()
  if (!table) throw new Error('no table')
  return table
}

const postgres = tableOf(
  'postgres',
  'n integer, d numeric(30,2), t text, c citext, day date, at timestamp, zone timestamptz, b boolean, u uuid, j jsonb, k char(4)',
)
const mysql = tableOf(
  'mysql',
  'n int, t varchar(40) COLLATE utf8mb4_general_ci, s varchar(40) COLLATE utf8mb4_bin, day date, at datetime, b tinyint(1), w time',
)

/** Whether a row meets a condition; the row has these columns and no others. */
function meets(
  condition: string,
  row: Readonly<Record<string, string | null>>,
  table = postgres,
): boolean {
  const expression = parseExpression(condition)
  const columns = [...columnsIn(expression)]
  const test = compileExpression(expression, table, (column) => columns.indexOf(column))
  return test(
    columns.map((column) => {
      const value = row[column] ?? null
      return value === null ? null : Buffer.from(value)
    }),
  )
}

function misread(work: () => unknown): string {
  try {
    work()
  } catch (failure) {
    if (failure instanceof Misread) return `${failure.what} ${failure.remedy}`
    throw failure
  }
  throw new Error('it was taken')
}

describe('a condition', () => {
  it.each([
    ['n = 5', { n: '5' }, true],
    ['n = 5', { n: '15' }, false],
    ['n != 5', { n: '15' }, true],
    ['n <> 5', { n: '5' }, false],
    ['n < 10', { n: '9' }, true],
    ['n > -3', { n: '-20' }, false],
    ['n >= 10', { n: '9' }, false],
    ['n between 3 and 5', { n: '5' }, true],
    ['n not between 3 and 5', { n: '4' }, false],
    ['n in (1, 2, 3)', { n: '2' }, true],
    ['n not in (1, 2, 3)', { n: '2' }, false],
    ['d = 10', { d: '10.00' }, true],
    ['d > 9999999999999999998.99', { d: '9999999999999999999.00' }, true],
    ['d = 9999999999999999999', { d: '9999999999999999999.01' }, false],
    ["t = 'Kot'", { t: 'kot' }, false],
    ["c = 'Kot'", { c: 'KOT' }, true],
    ["k = 'ab'", { k: 'ab  ' }, true],
    ["t like 'K%t'", { t: 'Kasztelan to kot' }, true],
    ["t like 'K_t'", { t: 'Krat' }, false],
    [String.raw`t like '100\%'`, { t: '1000' }, false],
    ["t not like '%.pl'", { t: 'a.eu' }, true],
    ["t = 'it''s'", { t: "it's" }, true],
    ["t < 'b'", { t: 'Ą' }, true],
    ["day > '2026-01-01'", { day: '2026-01-02' }, true],
    ["at >= '2026-01-01'", { at: '2026-01-01 00:00:00' }, true],
    ["at < '2026-01-01 12:00'", { at: '2026-01-01 11:59:59.999999' }, true],
    ["zone = '2026-01-01 10:00:00+00'", { zone: '2026-01-01 12:00:00+02' }, true],
    ["zone > '2026-01-01'", { zone: '2025-12-31 23:30:00-01' }, true],
    ["day < '2026-01-01'", { day: '-infinity' }, true],
    ["day > '2026-01-01'", { day: 'infinity' }, true],
    ['b = true', { b: 't' }, true],
    [
      "u = 'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11'",
      { u: 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11' },
      true,
    ],
    ['j is null', { j: null }, true],
    ['j is not null', { j: '{}' }, true],
    ['n = 5 or "n" = 6', { n: '6' }, true],
    ["n = 1 or n = 2 and t = 'a'", { n: '1', t: 'b' }, true],
    ["(n = 1 or n = 2) and t = 'a'", { n: '1', t: 'b' }, false],
    ['not (n = 1)', { n: '2' }, true],
  ] as const)('%s of %o is %s', (condition, row, expected) => {
    expect(meets(condition, row)).toBe(expected)
  })

  it('knows nothing of NULL, as SQL does', () => {
    for (const condition of [
      'n = 1',
      'n != 1',
      'not n = 1',
      'n in (1)',
      'n not in (1)',
      "n = 1 and t = 'a'",
    ])
      expect(meets(condition, { n: null, t: 'a' }), condition).toBe(false)
    expect(meets("n = 1 or t = 'a'", { n: null, t: 'a' })).toBe(true)
    expect(meets("not (n = 1 and t = 'a')", { n: null, t: 'b' })).toBe(true)
  })

  it('compares texts as the collation of MySQL does', () => {
    expect(meets("t = 'zolw'", { t: 'ŻÓŁW' }, mysql)).toBe(false)
    expect(meets("t = 'kąt'", { t: 'KĄT  ' }, mysql)).toBe(true)
    expect(meets("s = 'kąt'", { s: 'KĄT' }, mysql)).toBe(false)
    expect(meets("t like 'a%'", { t: 'Ala' }, mysql)).toBe(true)
    expect(meets("w > '100:00:00'", { w: '838:59:59' }, mysql)).toBe(true)
    expect(meets("at > '0000-00-00'", { at: '2026-01-01 10:00:00' }, mysql)).toBe(true)
  })

  it.each([
    ['n ==', /not a value/],
    ['n = 1 n = 2', /cannot be read/],
    ['(n = 1', /cannot be read/],
    ['n = m', /not a value/],
    ['n = null', /is null/],
    ["n = 'x", /quote/],
    ['missing = 1', /no column missing/],
    ["n = 'abc'", /never hold/],
    ["day = 'tomorrow'", /never hold/],
    ["j = '{}'", /several ways/],
    ["n like '1%'", /texts/],
  ])('that cannot be trusted is refused: %s', (condition, said) => {
    expect(misread(() => meets(condition, {}))).toMatch(said)
  })

  it('says nothing of the values in it', () => {
    for (const condition of [
      "n = 'secret@firma.pl'",
      "t = 'secret@firma.pl' t",
      "secret = 'secret@firma.pl",
    ])
      expect(misread(() => meets(condition, {}))).not.toContain('firma.pl')
  })
})

describe('the words of a subset', () => {
  it('name tables, shares and conditions, several with commas', () => {
    const roots = parseSubset(
      '10% of customer, 0.5 % OF shop."order" where a in (1, 2), "odd name" where b is null',
    )
    expect(roots.map(({ table, share }) => [table, share])).toEqual([
      ['customer', 0.1],
      ['shop.order', 0.005],
      ['odd name', 1],
    ])
    expect(roots.map(({ where }) => where !== undefined)).toEqual([false, true, true])
  })

  it('are told without the texts and long numbers in them', () => {
    const [root] = parseSubset(
      "customer where email = 'anna@firma.pl' and phone = 600100200 and at > '2026-01-01' and n < 100",
    )
    expect(root?.words).toBe(
      "customer where email = '…' and phone = … and at > '2026-01-01' and n < 100",
    )
  })

  it.each([
    'customer',
    '10%',
    '10% customer',
    '0% of customer',
    '101% of customer',
    '',
    'customer where',
  ])('are refused when they say nothing: %s', (words) => {
    expect(misread(() => parseSubset(words))).toMatch(/Write/)
  })
})
