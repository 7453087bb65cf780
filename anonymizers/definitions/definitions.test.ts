import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { assert, constantFrom, property, tuple } from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { PoligonError } from '../../core/errors.ts'
import { madeArchive, type MadeEntry } from '../archives/archive.fixture.ts'
import { charsetOf } from '../charsets/charset.ts'
import { maskDump } from '../mask-dump.ts'
import { customerPolicy, inFolder, maskText, testKey } from '../mask-text.contract.ts'
import { findPersonalParts } from './personal-parts.ts'

const found = (statement: string) => {
  const bytes = Buffer.from(statement)
  return findPersonalParts(bytes).map(({ kind, from, to }) => [
    kind,
    bytes.toString('utf8', from, to),
  ])
}

describe('what names somebody in a definition', () => {
  it.each([
    ["email varchar(80) DEFAULT 'ola.lis@firma.pl'", [['email', 'ola.lis@firma.pl']]],
    ["COMMENT ON TABLE a IS 'zmiany: Żaneta Żółkiewska'", [['fullName', 'Żaneta Żółkiewska']]],
    [
      '-- opiekun Nowak Piotr, tel. +48 600 123 456',
      [
        ['fullName', 'Nowak Piotr'],
        ['phone', '+48 600 123 456'],
      ],
    ],
    ["IF NEW.nip = '526-025-02-74' THEN", [['nip', '526-025-02-74']]],
    ["SELECT 'NIP: 5260250274'", [['nip', '5260250274']]],
    ['PL61109010140000071219812874', [['iban', 'PL61109010140000071219812874']]],
  ])('finds in %j what is told from code', (statement, parts) => {
    expect(found(statement)).toEqual(parts)
  })

  it.each([
    'AUTO_INCREMENT=5260250274',
    "created datetime DEFAULT '2026-01-01 00:00:00'",
    "month varchar(3) CHECK (month IN ('Jan','Feb','Mar'))",
    "limit_of bigint DEFAULT '600123456'",
    "guide enum('Anna Nowak','Piotr Lis') DEFAULT NULL",
    "CREATE TYPE public.guide AS ENUM (\n    'Anna Nowak',\n    'Piotr Lis'\n)",
    'CREATE TRIGGER Jan BEFORE INSERT ON Nowak',
    'DEFINER=`anna`@`%`',
  ])('leaves %j as it is', (statement) => {
    expect(found(statement)).toEqual([])
  })

  it('tells places in bytes, in order and without overlap', () => {
    const piece = constantFrom(
      "'ola@firma.pl'",
      ' Żaneta Żółkiewska ',
      ' zażółć ',
      ' +48600123456 ',
      '(1)',
    )
    assert(
      property(tuple(piece, piece, piece, piece), (pieces) => {
        const bytes = Buffer.from(pieces.join('\n'))
        const parts = findPersonalParts(bytes)
        expect(parts).toHaveLength(pieces.filter((one) => /[@ŻŚ+]/.test(one)).length)
        parts.forEach(({ from, to }, i) => {
          expect(from).toBeGreaterThanOrEqual(parts[i - 1]?.to ?? 0)
          expect(bytes.toString('utf8', from, to)).toMatch(
            /^(?:ola@firma\.pl|Żaneta Żółkiewska|\+48600123456)$/,
          )
        })
      }),
    )
  })
})

const policy = (engine: 'mysql' | 'postgres', definitions = 'definitions: mask') =>
  customerPolicy(engine).replace('tables:', `${definitions}\ntables:`)

const mysqlDump = (charset = 'utf8mb4') => `/*!40101 SET NAMES ${charset} */;
CREATE TABLE \`customer\` (
  \`id\` int NOT NULL AUTO_INCREMENT,
  \`email\` varchar(120) DEFAULT 'biuro@firma.pl' COMMENT 'pisać: jan@firma.pl, zna Żaneta Żółkiewska',
  \`note\` text
) COMMENT='właściciel: O\\'Hara';
CREATE TABLE \`settings\` (\`name\` text, \`value\` text);
INSERT INTO \`customer\` VALUES (1,'jan@firma.pl','a'),(2,'biuro@firma.pl','b');
DELIMITER ;;
/*!50003 CREATE*/ /*!50003 TRIGGER t BEFORE INSERT ON customer FOR EACH ROW
 IF NEW.email = "jan@firma.pl" THEN SET NEW.note = 'vip'; END IF */;;
DELIMITER ;
`

describe('definitions: mask', () => {
  it('gives an address the mask that it has in the rows, and leaves the rest as it is', async () => {
    const { output } = await maskText(mysqlDump(), policy('mysql'), { verify: true })
    const text = output.toString()
    const [, jan = '', office = ''] = /\(1,'(\S+)','a'\),\(2,'(\S+)','b'\)/.exec(text) ?? []
    const name = /zna (.+)',/.exec(text)?.[1] ?? ''
    expect(name).toMatch(/^\p{L}+ \p{L}+$/u)
    expect(
      text
        .replaceAll(jan, 'jan@firma.pl')
        .replaceAll(office, 'biuro@firma.pl')
        .replace(name, 'Żaneta Żółkiewska'),
    ).toBe(mysqlDump())
    expect(text).not.toContain('firma.pl')
    expect(text).not.toContain('Żółkiewska')
  })

  it('writes masks in the character set of the dump', async () => {
    const charset = charsetOf({ kind: 'single-byte', decoder: 'windows-1250' })
    const dump = mysqlDump('cp1250')
    const { output } = await maskText(charset.encode(dump), policy('mysql'), { verify: true })
    const text = charset.decode(output) ?? ''
    expect(text).toContain('pisać: ')
    expect(text).not.toContain('firma.pl')
    expect(text).not.toContain('Żółkiewska')
  })

  it('is what a run asks for that finds an original between the rows', async () => {
    const run = maskText(mysqlDump(), policy('mysql', ''), { verify: true })
    await expect(run).rejects.toMatchObject({
      code: 'POLIGON_LEAK',
      remedy: expect.stringContaining('definitions: mask'),
    })
  })

  it('leaves the places of errors where the source has them', async () => {
    const wrong = mysqlDump().replace("(2,'biuro@firma.pl','b')", "(2,CONCAT('a','b'),'b')")
    const place = async (rules: string) =>
      maskText(wrong, rules).then(
        () => undefined,
        (failure: unknown) => (failure as PoligonError).place,
      )
    const masked = await place(policy('mysql'))
    expect(masked).toMatchObject({ table: 'customer', row: 2 })
    expect(masked).toEqual(await place(policy('mysql', '')))
  })

  it('masks the contents of archives, whose data is found all the same', async () => {
    for (const packing of ['none', 'gzip'] as const)
      for (const offsets of [true, false]) {
        const archive = madeArchive({ packing, offsets, entries: postgresEntries })
        const sql = await inFolder(async (folder) => {
          const file = (name: string) => join(folder, name)
          writeFileSync(file('archive'), archive)
          writeFileSync(file('policy.yaml'), policy('postgres'))
          const options = { policy: file('policy.yaml'), key: testKey, jobs: 0, verify: true }
          await maskDump({ ...options, source: file('archive'), target: file('masked') })
          await maskDump({ ...options, source: file('archive'), target: file('masked.sql') })
          await maskDump({ ...options, source: file('masked'), target: file('again.sql') })
          const [once, twice] = [readFileSync(file('masked.sql')), readFileSync(file('again.sql'))]
          expect(twice.length).toBeGreaterThan(0)
          return once.toString()
        })
        const [, mask = ''] = /^1\t(\S+)\ta$/m.exec(sql) ?? []
        expect(mask).toContain('@')
        expect(sql).toContain(`COMMENT ON TABLE public.customer IS 'pisać: ${mask}';`)
        expect(sql).not.toContain('firma.pl')
      }
  })
})

const postgresEntries: readonly MadeEntry[] = [
  { kind: 'ENCODING', tag: 'ENCODING', definition: "SET client_encoding = 'UTF8';\n" },
  {
    kind: 'STDSTRINGS',
    tag: 'STDSTRINGS',
    definition: "SET standard_conforming_strings = 'on';\n",
  },
  {
    kind: 'TABLE',
    tag: 'customer',
    definition:
      "CREATE TABLE public.customer (id integer, email text DEFAULT 'jan@firma.pl', note text);\n",
    drop: 'DROP TABLE public.customer;\n',
  },
  {
    kind: 'COMMENT',
    tag: 'TABLE customer',
    definition: "COMMENT ON TABLE public.customer IS 'pisać: jan@firma.pl';\n",
  },
  {
    kind: 'TABLE',
    tag: 'settings',
    definition: 'CREATE TABLE public.settings (name text, value text);\n',
    drop: 'DROP TABLE public.settings;\n',
  },
  {
    kind: 'TABLE DATA',
    tag: 'customer',
    copy: 'COPY public.customer (id, email, note) FROM stdin;\n',
    data: '1\tjan@firma.pl\ta\n\\.\n\n\n',
  },
  {
    kind: 'TABLE DATA',
    tag: 'settings',
    copy: 'COPY public.settings (name, value) FROM stdin;\n',
    data: 'color\tred\n\\.\n\n\n',
  },
]
