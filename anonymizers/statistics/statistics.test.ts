import * as fc from 'fast-check'
import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { PoligonError } from '../../core/errors.ts'
import { maskDump } from '../mask-dump.ts'
import { maskToPieces } from '../mask-to-pieces.ts'
import { inFolder, maskText, testKey } from '../mask-text.contract.ts'

const policyOf = (more: string, engine = 'mysql') => `
policy: 1
purpose: tests of the statistics
source: {engine: ${engine}}
${more}
tables:
  patient:
    columns:
      id: {keep: a number}
      email: {mask: email}
      born: {keep: needed by tests of age, risk: indirect}
      town: {keep: needed by tests of routes, risk: indirect}
      illness: {keep: needed by tests of wards, risk: indirect}
  orders:
    columns:
      id: {keep: a number}
      patient: {keep: foreign key}
      created_at: {keep: time of the order, risk: indirect}
      grand_total: {keep: amount, risk: indirect}
      postcode: {keep: needed by tests of routes, risk: indirect}
  article:
    columns:
      "id, added, price": {keep: an article}
`
const schema = `-- MariaDB dump 10.19
CREATE TABLE \`patient\` (\`id\` int PRIMARY KEY, \`email\` varchar(120), \`born\` date, \`town\` varchar(40), \`illness\` varchar(40));
CREATE TABLE \`orders\` (\`id\` int, \`patient\` int, \`created_at\` datetime, \`grand_total\` decimal(10,2), \`postcode\` varchar(6), FOREIGN KEY (\`patient\`) REFERENCES \`patient\` (\`id\`));
CREATE TABLE \`article\` (\`id\` int, \`added\` date, \`price\` decimal(10,2));
`
const insert = (table: string, rows: readonly string[]) =>
  rows.length === 0 ? '' : `INSERT INTO \`${table}\` VALUES ${rows.join(',')};\n`
const dump =
  schema +
  insert('patient', [
    "(1,'a@firma.pl','1980-01-01','Hel','asthma')",
    "(2,'b@firma.pl','1980-01-01','Hel','asthma')",
    "(3,'c@firma.pl','1980-01-01','Hel','gout')",
    "(4,'d@firma.pl','1999-01-01','Hel',NULL)",
  ]) +
  insert('orders', [
    "(1,1,'2026-05-03 10:00:00',12.50,'80-001')",
    "(2,2,'2026-05-03 11:30:00',12.50,'80-001')",
    "(3,3,'2026-05-03 11:30:00',99.00,'80-001')",
  ]) +
  insert('article', ["(1,'2026-05-03',10.00)"])

const declared = `
quasiIdentifiers: {patient: [born, town]}
sensitive: {patient: [illness]}
`

describe('what tells rows of the copy apart', () => {
  it('is counted for the columns that the policy declares', async () => {
    const { report } = await maskText(dump, policyOf(declared))
    expect(report.measured).toEqual([
      {
        table: 'patient',
        why: 'declared',
        columns: [
          { column: 'born', precision: 'whole' },
          { column: 'town', precision: 'whole' },
        ],
        counted: 'rows',
        rows: 4,
        classes: 2,
        smallest: 1,
        unique: 1,
        fewerThanFive: 4,
        sensitive: [{ column: 'illness', fewest: 1 }],
      },
    ])
  })

  it('is counted by persons where the policy says whose a row is', async () => {
    const policy = policyOf(
      'quasiIdentifiers: {orders: [postcode]}\ngates: {kAnonymity: 2}',
    ).replace('  orders:\n', '  orders:\n    person: {table: patient, via: patient, by: email}\n')
    const orders = (...patients: readonly number[]) =>
      schema +
      insert(
        'orders',
        patients.map((one, i) => `(${i},${one},'2026-05-03 10:00:00',1,'80-001')`),
      )
    const { report } = await maskText(orders(1, 1, 2, 1), policy)
    expect(report.measured).toMatchObject([
      { table: 'orders', counted: 'persons', rows: 4, classes: 1, smallest: 2, unique: 0 },
    ])
    await expect(maskText(orders(1, 1, 1), policy)).rejects.toThrow(
      /smallest group of persons .* has 1 .* 3 of 3 rows are alone/,
    )
  })

  it('is found in the tables about people when the command asks for it, by day and not in articles', async () => {
    const { report } = await maskText(dump, policyOf(''), { measure: true })
    expect(report.measured).toMatchObject([
      {
        table: 'patient',
        why: 'person',
        columns: [
          { column: 'born', precision: 'day' },
          { column: 'town', precision: 'whole' },
        ],
      },
      {
        table: 'orders',
        why: 'event',
        columns: [
          { column: 'created_at', precision: 'day' },
          { column: 'grand_total', precision: 'whole' },
          { column: 'postcode', precision: 'whole' },
        ],
        rows: 3,
        classes: 2,
        unique: 1,
      },
    ])
    expect((await maskText(dump, policyOf(''))).report.measured).toBeUndefined()
  })

  it('is told of what is in the copy: masked columns by their masks, left-out rows not at all', async () => {
    const year = policyOf('').replace(
      'born: {keep: needed by tests of age, risk: indirect}',
      'born: birthDate',
    )
    const { report } = await maskText(
      dump,
      year.replace('  orders:', '  orders:\n    rows: {first: 2}'),
      {
        measure: true,
      },
    )
    expect(report.measured).toMatchObject([
      { columns: [{ column: 'born', precision: 'year' }, { column: 'town' }], classes: 2 },
      { table: 'orders', rows: 2, classes: 1, unique: 0 },
    ])
  })

  const text = fc.constantFrom('a', 'b', "O\\'Hara", 'x\\ny', 'ł')
  it('is the same with every number of workers, and by a naive count', async () => {
    const row = fc.tuple(fc.constantFrom('1980-01-01', '1999-12-31', null), text, text)
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 40 }), async (rows) => {
        const quoted = (value: string | null) => (value === null ? 'NULL' : `'${value}'`)
        const lines = rows.map(
          ([born, town, illness], i) =>
            `(${i},'p${i}@firma.pl',${quoted(born)},${quoted(town)},${quoted(illness)})`,
        )
        const source = schema + insert('patient', lines)
        const [one] = (await maskText(source, policyOf(declared))).report.measured ?? []
        const classes = Map.groupBy(rows, ([born, town]) => `${born} ${town}`)
        const sizes = [...classes.values()].map(({ length }) => length)
        expect(one).toMatchObject({
          rows: rows.length,
          classes: classes.size,
          smallest: Math.min(...sizes),
          unique: sizes.filter((size) => size === 1).length,
          sensitive: [
            {
              fewest: Math.min(
                ...[...classes.values()].map(
                  (all) => new Set(all.map(([, , third]) => third)).size,
                ),
              ),
            },
          ],
        })
      }),
      { numRuns: 15 },
    )
    const many = Array.from(
      { length: 60_000 },
      (_, i) => `(${i},'p${i}@firma.pl','19${10 + (i % 80)}-01-01','t${i % 77}','i${i % 3}')`,
    )
    const source = schema + insert('patient', many)
    const [alone, two] = await Promise.all(
      [0, 2].map(async (jobs) => (await maskText(source, policyOf(declared), { jobs })).report),
    )
    expect(alone?.measured).toEqual(two?.measured)
    expect(alone?.measured).toMatchObject([{ rows: 60_000, classes: 80 * 77 }])
  })

  it('is counted in dumps of PostgreSQL alike', async () => {
    const copy = `--\n-- PostgreSQL database dump\n--\nCREATE TABLE public.patient (id integer, email text, born date, town text, illness text);
COPY public.patient (id, email, born, town, illness) FROM stdin;
1\ta@firma.pl\t1980-01-01\tHel\tgout
2\tb@firma.pl\t1980-01-01\tHel\t\\N
3\tc@firma.pl\t\\N\tHel\tgout
\\.
`
    const own = policyOf(declared, 'postgres').replace(/ {2}orders:[^]*/, '')
    const { report } = await maskText(copy, own)
    expect(report.measured).toMatchObject([
      { table: 'public.patient', rows: 3, classes: 2, unique: 1, sensitive: [{ fewest: 1 }] },
    ])
  })
})

describe('limits of a policy', () => {
  async function failing(gates: string, text = dump) {
    return inFolder(async (folder) => {
      writeFileSync(join(folder, 'dump.sql'), text)
      writeFileSync(join(folder, 'policy.yaml'), policyOf(gates))
      const failure: unknown = await maskDump({
        source: join(folder, 'dump.sql'),
        policy: join(folder, 'policy.yaml'),
        target: join(folder, 'masked.sql'),
        key: testKey,
        jobs: 0,
      }).catch((reason: unknown) => reason)
      expect(failure).toBeInstanceOf(PoligonError)
      expect(readdirSync(folder).toSorted()).toEqual(['dump.sql', 'policy.yaml'])
      const { code, message, exitCode } = failure as PoligonError
      return { code, message, exitCode }
    })
  }

  it.each([
    [`${declared}gates: {kAnonymity: 2}`, /same born, town has 1 \(k-anonymity\).* asks for 2/],
    [
      `${declared}gates: {lDiversity: 2}`,
      /different values of illness \(l-diversity\).* asks for 2/,
    ],
    ['gates: {singledOut: 10%}', /1 of 4 rows are the only ones .* allows 10 %/],
  ])('end the run with exit code 1 and leave no target: %s', async (gates, says) => {
    expect(await failing(gates)).toMatchObject({
      code: 'POLIGON_GATE',
      exitCode: 1,
      message: expect.stringMatching(says) as string,
    })
  })

  it('break a load off before it is complete', async () => {
    await inFolder(async (folder) => {
      writeFileSync(join(folder, 'dump.sql'), dump)
      writeFileSync(join(folder, 'policy.yaml'), policyOf('gates: {singledOut: 10%}'))
      await using pieces = maskToPieces({
        source: join(folder, 'dump.sql'),
        policy: join(folder, 'policy.yaml'),
        key: testKey,
        jobs: 0,
      })
      const load = async () => {
        for await (const piece of pieces) expect(piece.kind).toBeDefined()
      }
      await expect(load()).rejects.toMatchObject({ code: 'POLIGON_GATE' })
    })
  })

  it('are in the report of a copy that keeps to them', async () => {
    const gates = 'gates: {singledOut: 40%}'
    expect((await maskText(dump, policyOf(gates))).report.limits).toEqual({ singledOut: 0.4 })
  })

  it('do not pass where there is no row to hold for', async () => {
    const empty = schema + insert('article', ["(1,'2026-05-03',10.00)"])
    expect(await failing(`${declared}gates: {kAnonymity: 2}`, empty)).toMatchObject({
      code: 'POLIGON_NOTHING_RAN',
    })
  })

  it.each([
    ['gates: {kAnonymity: 2}', 'POLIGON_CONFIG'],
    [`quasiIdentifiers: {patient: [born]}\ngates: {lDiversity: 2}`, 'POLIGON_CONFIG'],
    ['sensitive: {patient: [illness]}', 'POLIGON_CONFIG'],
    ['quasiIdentifiers: {patients: [born]}', 'POLIGON_POLICY_UNMATCHED'],
    ['quasiIdentifiers: {patient: [birn]}', 'POLIGON_POLICY_UNMATCHED'],
    ['gates: {kAnonymity: 1}', 'POLIGON_CONFIG'],
    ['gates: {singledOut: 150%}', 'POLIGON_CONFIG'],
  ])('are refused with their place when nothing fits them: %s', async (head, code) => {
    expect(await failing(head)).toMatchObject({
      code,
      message: expect.stringMatching(/policy\.yaml:\d+:\d+/) as string,
    })
  })
})
