import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { PoligonError } from '../core/errors.ts'
import { inFolder, maskText, testKey } from './mask-text.contract.ts'
import { maskToPieces } from './mask-to-pieces.ts'

const policy = (engine: 'postgres' | 'mysql', tables: string) => `
policy: 1
purpose: tests of dumps of several databases
source: {engine: ${engine}}
tables:
${tables}`

const customer = (columns = '{keep: a test}') => `
    columns:
      id: {keep: a number}
      email: ${columns}
`
const masked = '{mask: email}'

const create = '(id int PRIMARY KEY, email varchar(120))'
const database = (name: string, sql: string) =>
  `CREATE DATABASE \`${name}\`;\nUSE \`${name}\`;\n${sql}`
const rows = (id: number, name: string) =>
  `INSERT INTO \`customer\` VALUES (${id},'${name}@firma.pl');\n`

const mysqlDump = `-- MariaDB dump 10.19
${database('shop', `CREATE TABLE \`customer\` ${create};\n${rows(1, 'jan')}`)}
${database('erp', `CREATE TABLE \`customer\` (email varchar(120), id int, FOREIGN KEY (id) REFERENCES shop.customer (id));\nINSERT INTO \`customer\` VALUES ('jan@firma.pl',1);\n`)}
USE \`shop\`;
${rows(2, 'ewa')}`

const section = (name: string, sql: string) => `\\connect ${name}

--
-- PostgreSQL database dump
--

SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
${sql}
`
const copied = 'COPY public.customer (id, email) FROM stdin;\n1\tjan@firma.pl\n\\.\n'
const clusterDump = `--
-- PostgreSQL database cluster dump
--

CREATE ROLE shop;
ALTER ROLE shop WITH NOSUPERUSER LOGIN;

${section('template1', '')}
CREATE DATABASE shop WITH TEMPLATE = template0 ENCODING = 'UTF8';
${section('shop', `CREATE TABLE public.customer ${create};\n${copied}`)}
`
const second = section('"the erp"', `CREATE TABLE public.customer ${create};\n${copied}`)

const failing = (dump: string, rules: string): Promise<PoligonError | undefined> =>
  maskText(dump, rules).then(
    () => undefined,
    (failure: unknown) => failure as PoligonError,
  )

const tables = (first: string, other: string) =>
  `  shop.customer:${customer(first)}  ${other}:${customer(first === masked ? '{keep: a test}' : masked)}`

describe('a dump of several databases', () => {
  it('has tables that are named with their database', async () => {
    const { output, report } = await maskText(
      mysqlDump,
      policy('mysql', tables(masked, 'erp.customer')),
    )
    const text = output.toString()
    expect(text.match(/\S+@[a-z]+\.example/g)).toHaveLength(2)
    expect(text).toContain("VALUES ('jan@firma.pl',1)")
    expect(report.tables.map(({ table, rows: count }) => [table, count])).toEqual([
      ['shop.customer', 2],
      ['erp.customer', 1],
    ])
  })

  it('is told apart by columns in another order, too', async () => {
    const rules = policy('mysql', tables('{keep: a test}', 'erp.customer'))
    const text = (await maskText(mysqlDump, rules)).output.toString()
    expect(text).toContain("(1,'jan@firma.pl')")
    expect(text).toMatch(/VALUES \('[^']+@[a-z]+\.example',1\)/)
  })

  it('says so when the policy has plain names', async () => {
    const failure = await failing(mysqlDump, policy('mysql', `  customer:${customer(masked)}`))
    expect(failure?.code).toBe('POLIGON_POLICY_UNMATCHED')
    expect(failure?.message).toContain('shop.customer')
  })

  it('has plain names when only one of them has tables', async () => {
    const one = `-- MariaDB dump 10.19\n${database('empty', '')}${database('shop', `CREATE TABLE customer ${create};\n${rows(1, 'jan')}`)}`
    const { output } = await maskText(one, policy('mysql', `  customer:${customer(masked)}`))
    expect(output.toString()).not.toContain('firma.pl')
  })

  it('is refused with what the server keeps about its users', async () => {
    const dump = `${mysqlDump}${database('mysql', 'CREATE TABLE global_priv (User char(80), Priv longtext);\n')}`
    const failure = await failing(dump, policy('mysql', tables(masked, 'erp.customer')))
    expect(failure?.message).toMatch(/holds mysql, a database of the server.*--databases/)
  })

  it('cannot go into a database, which is one', async () => {
    await inFolder(async (folder) => {
      const [source, rules] = [join(folder, 'dump.sql'), join(folder, 'policy.yaml')]
      writeFileSync(source, mysqlDump)
      writeFileSync(rules, policy('mysql', tables(masked, 'erp.customer')))
      await using pieces = maskToPieces({ source, policy: rules, key: testKey, jobs: 0 })
      await expect(pieces.prepare()).rejects.toThrow(/several databases \(.*erp.*shop|shop.*erp/)
    })
  })
})

describe('a dump of pg_dumpall', () => {
  it('has plain names when one database has tables', async () => {
    const rules = policy('postgres', `  customer:${customer(masked)}`)
    const { output } = await maskText(clusterDump, rules)
    expect(output.toString()).not.toContain('firma.pl')
  })

  it('has tables that are named with their database when several have some', async () => {
    const kept = '{keep: a test}'
    const rules = policy('postgres', tables(masked, '"the erp.customer"'))
    const text = (await maskText(clusterDump + second, rules)).output.toString()
    expect(text.match(/1\tjan@firma\.pl/g)).toHaveLength(1)
    expect(text.indexOf('jan@firma.pl')).toBeGreaterThan(text.indexOf('the erp'))
    const whole = policy('postgres', tables(masked, '"the erp.public.customer"'))
    expect((await maskText(clusterDump + second, whole)).output.toString()).toBe(text)
    const all = policy('postgres', tables(kept, '"the erp.customer"').replace(masked, kept))
    expect((await maskText(clusterDump + second, all)).output.toString()).toBe(clusterDump + second)
  })

  it.each([
    [
      'the password of a role',
      "ALTER ROLE shop WITH LOGIN PASSWORD 'SCRAM-SHA-256$4096:abc';\n",
      /--no-role-passwords/,
    ],
    ['a connection in words', '\\connect -reuse-previous=on "dbname=\'shop\'"\n', /connect/],
  ])('is refused with %s', async (_, sql, sentence) => {
    const dump = clusterDump.replace('ALTER ROLE', `${sql}ALTER ROLE`)
    const failure = await failing(dump, policy('postgres', `  customer:${customer(masked)}`))
    expect(failure?.code).toBe('POLIGON_DUMP_SYNTAX')
    expect(failure?.message).toMatch(sentence)
    expect(failure?.message).not.toContain('SCRAM')
  })
})
