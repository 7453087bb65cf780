import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { inFolder } from '../mask-text.contract.ts'
import { scanAnswerSchema } from './scan-answer.ts'
import { scanDump, type ScanOptions, type ScanResult } from './scan-dump.ts'

const scan = (dump: string | Uint8Array, options: Partial<ScanOptions> = {}): Promise<ScanResult> =>
  inFolder(async (folder) => {
    const source = join(folder, 'dump')
    writeFileSync(source, dump)
    return scanDump({ source, ...options })
  })

const kindsOf = ({ columns }: ScanResult) =>
  Object.fromEntries(columns.map(({ table, column, kind }) => [`${table}.${column}`, kind]))

const shop = `-- MariaDB dump 10.19
CREATE TABLE \`klienci\` (\`id\` int, \`nazwa\` varchar(80), \`mail_1\` varchar(80), \`x7\` varchar(80), \`status\` varchar(20), \`pole\` text, \`nr_tel\` varchar(20));
INSERT INTO \`klienci\` VALUES (1,'Anna Kowalska','anna@poczta.example','anna@poczta.example','nowy','Prosi o telefon: Anna Kowalska','');
INSERT INTO \`klienci\` VALUES (2,'Jan Zięba','jan@poczta.example','jan@poczta.example','nowy','brak',NULL);
CREATE TABLE \`products\` (\`id\` int, \`name\` varchar(80), \`description\` text, \`email_template_id\` int);
INSERT INTO \`products\` VALUES (1,'Czapka','Ciepła czapka na zimę',7);
CREATE TABLE \`users\` (\`id\` int, \`email\` varchar(80));
CREATE TABLE \`orders\` (\`id\` int, \`extra\` text, \`basket\` text);
INSERT INTO \`orders\` VALUES (1,'{"buyer":{"email":"anna@poczta.example","label":"x"},"anna@poczta.example":{"phone":"+48 600 100 200"}}','a:1:{s:8:"lastname";s:8:"Kowalska";}');
`
const erp = `--
-- PostgreSQL database dump
--
CREATE TABLE public.contact (id integer NOT NULL, vorname text, nachname text, registered timestamp, ip bigint);
COPY public.contact (id, vorname, nachname, registered, ip) FROM stdin;
1	Anna	Kowalska	2026-01-02 03:04:05	3232235777
2	Jan	Zięba	2026-01-02 03:04:05	3232235778
\\.
`

describe('scanning a dump', () => {
  it('judges columns by names, tables and values', async () => {
    expect(kindsOf(await scan(shop))).toEqual({
      'klienci.nazwa': 'full_name',
      'klienci.mail_1': 'email',
      'klienci.x7': 'email',
      'klienci.pole': 'free_text',
      'orders.extra': 'json',
      'orders.basket': 'php',
    })
    expect(kindsOf(await scan(erp))).toEqual({
      'public.contact.vorname': 'first_name',
      'public.contact.nachname': 'last_name',
      'public.contact.ip': 'ip',
    })
  })

  it.each([
    ['-- asked by ola@poczta.example', 'INSERT'],
    ["/* (7,'old') */", 'INSERT'],
    ['-- update klienci set nazwa', '/*!50003 SELECT 1*/;\nINSERT'],
  ])('looks at the rows behind the comment %s', async (comment, insert) => {
    const { checked, columns } = await scan(shop.replace('INSERT', `${comment}\n${insert}`))
    expect(checked.rows).toBe(4)
    expect(columns).toMatchObject((await scan(shop)).columns)
    const postgres = await scan(erp.replace('COPY', `${comment}\nCOPY`))
    expect(postgres.checked.rows).toBe(2)
  })

  it('names the paths of documents, and no value among them', async () => {
    const { columns } = await scan(shop)
    const { paths = [] } = columns.find(({ column }) => column === 'extra') ?? {}
    expect(paths.map(({ path, kind }) => [path, kind])).toEqual([
      ['$.buyer.email', 'email'],
      ['$.*.phone', 'phone'],
    ])
  })

  it('judges settings and attributes key by key', async () => {
    const meta = `-- MariaDB dump 10.19
CREATE TABLE \`user_meta\` (\`id\` int, \`meta_key\` varchar(80), \`meta_value\` text);
INSERT INTO \`user_meta\` VALUES (1,'billing_phone','+48 600 100 200'),(2,'theme','dark'),(3,'first_name','Anna'),(4,'anna@poczta.example','+48 600 100 201');
`
    const { columns } = await scan(meta)
    const value = columns.find(({ column }) => column === 'meta_value')
    expect(value?.kind).toBe('free_text')
    expect(value?.paths?.map(({ path, kind }) => [path, kind])).toEqual([
      ['billing_phone', 'phone'],
      ['first_name', 'first_name'],
    ])
  })

  it('judges a copy of a column like the column', async () => {
    const surnames = ['Abba', 'Bebbe', 'Cicci', 'Dodo', 'Effo', 'Fuffu', 'Gaga', 'Hyhy', 'Ixix']
    const rows = surnames.map((one, i) => `(${i},'${one}')`).join(',')
    const others = surnames.map((one, i) => `(${i},'x${one}')`).join(',')
    const dump = `-- MariaDB dump 10.19
CREATE TABLE \`customer\` (\`id\` int, \`last_name\` varchar(80));
INSERT INTO \`customer\` VALUES ${rows};
CREATE TABLE \`z\` (\`id\` int, \`q7\` varchar(80));
INSERT INTO \`z\` VALUES ${rows};
CREATE TABLE \`color\` (\`id\` int, \`q7\` varchar(80));
INSERT INTO \`color\` VALUES ${others};
`
    const { columns } = await scan(dump)
    expect(columns.map(({ table, column, kind }) => [table, column, kind])).toEqual([
      ['customer', 'last_name', 'last_name'],
      ['z', 'q7', 'last_name'],
    ])
  })

  it('takes no column of a few words for the original of others', async () => {
    const states = ['open', 'paid', 'sent', 'new', 'draft', 'lost', 'won', 'late', 'held', 'done']
    const row = (i: number) => `(${i},'${states[i % 10] ?? ''}')`
    const rows = Array.from({ length: 60 }, (_, i) => row(i)).join(',')
    const dump = `-- MariaDB dump 10.19
CREATE TABLE \`customer\` (\`id\` int, \`skype\` varchar(80));
INSERT INTO \`customer\` VALUES ${rows};
CREATE TABLE \`z\` (\`id\` int, \`q7\` varchar(80));
INSERT INTO \`z\` VALUES ${rows};
`
    const { columns } = await scan(dump)
    expect(columns.map(({ column }) => column)).not.toContain('q7')
  })

  it('tells apart what is empty, and tables without rows', async () => {
    const { empty } = await scan(shop)
    expect(empty.map(({ table, column }) => `${table}.${column}`)).toEqual([
      'klienci.nr_tel',
      'users.email',
    ])
  })

  it('says nothing that is a value of the data', async () => {
    const said = JSON.stringify([await scan(shop), await scan(erp)])
    for (const value of ['anna', 'kowalska', 'zięba', 'poczta.example', '600 100', 'czapka'])
      expect(said.toLowerCase()).not.toContain(value)
  })

  it('answers as the reference says', async () => {
    const more = `${shop}CREATE TABLE \`pracownicy\` (\`id\` int, \`wyznanie\` text, PRIMARY KEY (\`id\`));
CREATE TABLE \`x\` (\`pracownicy_id\` int, \`b\` text DEFAULT 'ask anna@poczta.example');\n`
    const found = scanAnswerSchema.parse(await scan(more))
    for (const part of ['columns', 'empty', 'relations', 'special', 'definitions'] as const)
      expect(found[part], part).not.toEqual([])
  })

  it('reads packed dumps, and several databases with their names', async () => {
    expect(kindsOf(await scan(gzipSync(shop)))['klienci.x7']).toBe('email')
    const two = `-- MariaDB dump 10.19\nUSE \`a\`;\n${shop}USE \`b\`;\n${shop}`
    expect(kindsOf(await scan(two))['b.klienci.x7']).toBe('email')
  })

  it('looks into every part of a long table', async () => {
    const row = (i: number) => `(${i},'${'x'.repeat(900)}')`
    const rows = (from: number) =>
      `INSERT INTO \`log\` VALUES ${Array.from({ length: 2500 }, (_, i) => row(from + i)).join(',')};\n`
    const late = "INSERT INTO `log` VALUES (1,'late@poczta.example'),(2,'later@poczta.example');\n"
    const dump = `-- MariaDB dump 10.19\nCREATE TABLE \`log\` (\`id\` int, \`email\` text);\n${rows(0)}${rows(2500)}`
    const { columns } = await scan(dump + late)
    expect(columns.map(({ column }) => column)).toEqual(['email'])
  })

  it('says how many rows it looked at, and looks at all of them when asked to', async () => {
    const rows = Array.from(
      { length: 2100 },
      (_, i) => `(${i},'${i < 2090 ? 'x' : 'a@poczta.example'}')`,
    )
    const dump = `-- MariaDB dump 10.19\nCREATE TABLE \`t\` (\`id\` int, \`v\` text);\nINSERT INTO \`t\` VALUES ${rows.join(',')};\n`
    const [some, all] = [await scan(dump), await scan(dump, { everyRow: true })]
    expect(some.checked).toMatchObject({ rows: 2100, lookedAt: 2000 })
    expect(all.checked).toMatchObject({ rows: 2100, lookedAt: 2100 })
    expect([kindsOf(some), kindsOf(all)]).toEqual([{}, { 't.v': 'email' }])
  })

  it('refuses rows without a schema, a dump without tables, and a language that it does not know', async () => {
    await expect(
      scan('-- MariaDB dump 10.19\nINSERT INTO `a` VALUES (1);\n'),
    ).rejects.toMatchObject({
      code: 'POLIGON_DUMP_SYNTAX',
    })
    await expect(scan('-- MariaDB dump 10.19\nSET NAMES utf8mb4;\n')).rejects.toMatchObject({
      code: 'POLIGON_NOTHING_RAN',
    })
    await expect(scan(shop, { locale: 'xx' })).rejects.toMatchObject({ code: 'POLIGON_USAGE' })
  })
})
