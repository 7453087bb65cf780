import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { DumpPiece } from '../core/contracts/dump.ts'
import type { PoligonError } from '../core/errors.ts'
import { customerPolicy, inFolder, maskText, testKey } from './mask-text.contract.ts'
import { maskToPieces, type MaskedPieces, type MaskToPiecesOptions } from './mask-to-pieces.ts'
import type { MaskReport } from '../core/contracts/mask-report.ts'

const pgDump = `-- PostgreSQL database dump
CREATE TABLE public.customer (id integer, email text, twice text GENERATED ALWAYS AS (email || email) STORED, note text);
CREATE TABLE public.settings (name text, value text);
COPY public.customer FROM stdin;
1	a@firma.pl	x
2	b@firma.pl	y
\\.
COPY public.settings (name, value) FROM stdin;
\\.
SELECT pg_catalog.setval('s', 1);
`
const mysqlDump = `-- MariaDB dump 10.19
CREATE TABLE \`customer\` (\`id\` int, \`email\` varchar(99), \`note\` text);
CREATE TABLE \`settings\` (\`name\` text, \`value\` text);
INSERT INTO \`customer\` VALUES (1,'a@firma.pl','x'),
(2,'b@firma.pl','y');
INSERT INTO \`customer\` (\`note\`,\`id\`) VALUES ('z',3);
DELIMITER ;;
CREATE TRIGGER t BEFORE INSERT ON customer FOR EACH ROW BEGIN SET @a = 1; END ;;
DELIMITER ;
`

/** Masks into pieces, and gives them to \`work\`. */
async function pieces<T>(
  engine: 'postgres' | 'mysql',
  dump: string,
  work: (pieces: MaskedPieces) => Promise<T>,
  options: Partial<MaskToPiecesOptions> = {},
): Promise<T> {
  return inFolder(async (folder) => {
    writeFileSync(join(folder, 'dump.sql'), dump)
    writeFileSync(join(folder, 'policy.yaml'), customerPolicy(engine))
    await using made = maskToPieces({
      source: join(folder, 'dump.sql'),
      policy: join(folder, 'policy.yaml'),
      key: testKey,
      jobs: 0,
      ...options,
    })
    return await work(made)
  })
}

async function all(made: MaskedPieces): Promise<DumpPiece[]> {
  const found: DumpPiece[] = []
  for await (const piece of made) found.push(piece)
  return found
}
const textOf = (found: readonly DumpPiece[]) =>
  Buffer.concat(found.map(({ bytes }) => bytes)).toString()

describe('a dump masked into pieces', () => {
  it.each([
    ['postgres', pgDump],
    ['mysql', mysqlDump],
  ] as const)('is the dump masked into a file, for %s', async (engine, dump) => {
    const { output } = await maskText(dump, customerPolicy(engine))
    expect(textOf(await pieces(engine, dump, all))).toBe(output.toString())
    expect(output.toString()).not.toContain('firma.pl')
  })

  it('names table and columns of every bulk statement, generated columns as the server has them', async () => {
    const begins = async (engine: 'postgres' | 'mysql', dump: string) =>
      (await pieces(engine, dump, all)).flatMap((piece) =>
        piece.kind === 'rows-begin' ? [[piece.table, piece.columns, piece.syntax]] : [],
      )
    expect(await begins('postgres', pgDump)).toEqual([
      ['public.customer', ['id', 'email', 'note'], 'pg-copy-text'],
      ['public.settings', ['name', 'value'], 'pg-copy-text'],
    ])
    expect(await begins('mysql', mysqlDump)).toEqual([
      ['customer', ['id', 'email', 'note'], 'mysql-values'],
      ['customer', ['note', 'id'], 'mysql-values'],
    ])
  })

  it('frames its rows and counts them', async () => {
    const found = await pieces('mysql', mysqlDump, all)
    expect(found.map((piece) => (piece.kind === 'rows' ? piece.rows : piece.kind))).toEqual([
      'statement',
      'statement',
      'rows-begin',
      2,
      'rows-end',
      'rows-begin',
      1,
      'rows-end',
      'statement',
    ])
  })

  it('keeps a DELIMITER block together', async () => {
    const found = await pieces('mysql', mysqlDump, all)
    expect(found.map(({ bytes }) => Buffer.from(bytes).toString().trim())).toContain(
      mysqlDump.slice(mysqlDump.indexOf('DELIMITER ;;')).trim(),
    )
  })

  it('tells the kind of database before anything is read, and reports at the end', async () => {
    const reports: MaskReport[] = []
    await pieces(
      'mysql',
      mysqlDump,
      async (made) => {
        expect(await made.prepare()).toBe('mysql')
        expect(reports).toEqual([])
        await all(made)
      },
      { target: 'the shop', onReport: (report) => reports.push(report) },
    )
    expect(reports.map(({ target, tables }) => ({ target, tables }))).toEqual([
      {
        target: 'the shop',
        tables: [{ table: 'customer', rows: 3, rowsIn: 3, maskedColumns: ['email'] }],
      },
    ])
  })

  it('fails while it is prepared when a column is not covered', async () => {
    const failure = await pieces(
      'mysql',
      mysqlDump.replace('`note` text', '`note` text, `phone` text'),
      (made) =>
        made.prepare().then(
          () => undefined,
          (error: PoligonError) => error,
        ),
    )
    expect(failure?.code).toBe('POLIGON_POLICY_UNCOVERED')
  })

  it('can be broken off', async () => {
    const first = await pieces('mysql', mysqlDump, async (made) => {
      for await (const piece of made) return piece.kind
      return undefined
    })
    expect(first).toBe('statement')
  })
})

describe('a person of another table', () => {
  const dump = `-- MariaDB dump 10.19
CREATE TABLE \`orders\` (\`id\` int, \`customer_id\` int, \`recipient\` varchar(96), PRIMARY KEY (\`id\`));
CREATE TABLE \`customers\` (\`id\` int, \`email\` varchar(96), \`name\` varchar(96), PRIMARY KEY (\`id\`));
INSERT INTO \`orders\` VALUES (1,7,'Jan Kowalski'),(2,8,'Ewa Nowak'),(3,7,'J. Kowalski'),(4,99,'Nikt');
INSERT INTO \`customers\` VALUES (7,'jan@firma.pl','Jan Kowalski'),(8,'ewa@firma.pl','Ewa Nowak');
`
  const policy = `
policy: 1
purpose: tests of persons
source: {engine: mysql}
tables:
  customers:
    person: email
    columns: {id: {keep: a number}, email: email, name: fullName}
  orders:
    person: {table: customers, via: customer_id, by: email}
    columns: {id: {keep: a number}, customer_id: {keep: a number}, recipient: fullName}
`

  it('has one name in all tables, though its own table comes later in the dump', async () => {
    const text = (await maskText(dump, policy)).output.toString()
    const [jan, ewa] = [...text.matchAll(/\([78],'[^']*','([^']*)'\)/g)].map(([, name]) => name)
    const recipients = [...text.matchAll(/\(\d,\d+,'([^']*)'\)/g)].map(([, name]) => name)
    expect(recipients.slice(0, 3)).toEqual([jan, ewa, jan])
    expect(text).not.toMatch(/Kowalski'|Ewa Nowak|Nikt/)
  })
})
