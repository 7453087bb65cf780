import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { schemaFingerprint } from '../../schema/schema-fingerprint.ts'
import { createSchemaReader } from '../../schema/schema-reader.ts'
import { maskDump } from '../../mask-dump.ts'
import { inFolder, testKey } from '../../mask-text.contract.ts'
import { findDrift } from './drift.ts'
import { writeMergedPolicy } from './write-merged.ts'

const customer = (columns: string) => `CREATE TABLE \`customer\` (${columns});\n`
const first = customer('`id` int, `email` varchar(80), `extra` text, `note` varchar(80)')
const rows = `INSERT INTO \`customer\` VALUES (1,'anna@poczta.example','{"tel":"+48 600 100 200"}','nic');\n`

const fingerprint = (sql: string) => {
  const reader = createSchemaReader('mysql')
  reader.statement(Buffer.from(sql))
  return schemaFingerprint(reader.tables())
}
const policy = (rules = '') => `
policy: 1
purpose: tests
source: {engine: mysql, reviewed: "${fingerprint(first)}"}
tables:
  customer:
    columns:
      id: {keep: number}
      email: email
      extra: {json: {$.tel: phone}, otherPaths: keep}
      note: {keep: not personal}
${rules}`

const driftOf = (dump: string, written = policy()) =>
  inFolder(async (folder) => {
    const [source, file] = [join(folder, 'dump.sql'), join(folder, 'policy.yaml')] as const
    writeFileSync(source, `-- MariaDB dump 10.19\n${dump}`)
    writeFileSync(file, written)
    return findDrift({ source, policy: file })
  })

describe('the drift of a source from its policy', () => {
  it('is nothing where nothing changed', async () => {
    const { changes, patch } = await driftOf(first + rows)
    expect({ changes, patch }).toEqual({ changes: [], patch: '' })
  })

  it('is a new column, masked by the patch where it is personal', async () => {
    const wider = customer(
      '`id` int, `email` varchar(80), `extra` text, `note` varchar(80), `nazwisko` varchar(80), `level` int',
    )
    const { changes, patch } = await driftOf(wider + rows.replace("'nic'", "'nic','Kowalska',3"))
    expect(changes).toEqual([
      { change: 'new column', table: 'customer', column: 'nazwisko', kind: 'last_name' },
      { change: 'new column', table: 'customer', column: 'level' },
    ])
    expect(parse(patch)).toEqual({
      source: { reviewed: expect.stringMatching(/^sha256:/) },
      tables: {
        customer: { columns: { nazwisko: 'lastName', level: { keep: 'a whole number' } } },
      },
    })
  })

  it('is a new table, and what is gone', async () => {
    const { changes } = await driftOf(
      `${first}${rows}CREATE TABLE \`leads\` (\`phone\` varchar(20));\n`,
      policy('      fax: phone\n  orders: {columns: {id: {keep: number}}}\n'),
    )
    expect(changes).toEqual([
      { change: 'new table', table: 'leads', column: 'phone', kind: 'phone' },
      { change: 'removed table', table: 'orders' },
      { change: 'removed column', table: 'customer', column: 'fax' },
    ])
  })

  it('is another type', async () => {
    const { changes } = await driftOf(
      first.replace('varchar(80), `extra`', 'varchar(90), `extra`') + rows,
    )
    expect(changes).toEqual([{ change: 'other types or keys' }])
  })

  it('is personal data in a kept column, unless it is kept with a risk', async () => {
    const held = first + rows.replace("'nic'", "'jan@poczta.example'")
    const { changes, patch } = await driftOf(held)
    expect(changes).toEqual([
      { change: 'personal in a kept column', table: 'customer', column: 'note', kind: 'email' },
    ])
    expect(parse(patch)).toEqual({ tables: { customer: { columns: { note: 'email' } } } })
    const known = policy().replace('{keep: not personal}', '{keep: our own, risk: low}')
    expect((await driftOf(held, known)).changes).toEqual([])
  })

  it('is personal data at a path that passes unnamed', async () => {
    const { changes } = await driftOf(
      first + rows.replace('"tel"', '"email":"jan@poczta.example","tel"'),
    )
    expect(changes).toEqual([
      {
        change: 'personal at a new path',
        table: 'customer',
        column: 'extra',
        kind: 'json',
        paths: ['$.email'],
      },
    ])
  })

  it('is any path that passes no more, where other paths stop a run', async () => {
    const { changes } = await driftOf(
      first + rows.replace('"tel"', '"email":"jan@poczta.example","color":"red","tel"'),
      policy().replace('otherPaths: keep', 'otherPaths: stop'),
    )
    expect(changes.map(({ change, paths }) => [change, paths])).toEqual([
      ['personal at a new path', ['$.email']],
      ['new path', ['$.color']],
    ])
  })

  it('is a type that the transformer does not take', async () => {
    const { changes } = await driftOf(
      first.replace('`email` varchar(80)', '`email` int') +
        rows.replace("'anna@poczta.example'", '7'),
    )
    expect(changes).toContainEqual({
      change: 'type that the rule does not fit',
      table: 'customer',
      column: 'email',
    })
  })
})

describe('a policy with the patch in it', () => {
  const changed: readonly (readonly [string, string, (string | undefined)?])[] = [
    [
      'a new column and another type',
      customer(
        '`id` bigint, `email` varchar(90), `extra` text, `note` varchar(80), `nazwisko` varchar(30), `mail2` varchar(12) NOT NULL, UNIQUE KEY (`mail2`)',
      ) + rows.replace("'nic'", "'nic','Kowalska','a@b.example'"),
    ],
    [
      'a new table',
      `${first}${rows}CREATE TABLE \`leads\` (\`phone\` varchar(20), \`x\` int);\nINSERT INTO \`leads\` VALUES ('+48 600 100 200',1);\n`,
    ],
    ['a new path', first + rows.replace('"tel"', '"email":"jan@poczta.example","tel"')],
    [
      'new paths that would stop a run',
      first +
        rows.replace('"tel"', '"email":"jan@poczta.example","color":"red","list":[{"n":1}],"tel"'),
      policy().replace('otherPaths: keep', 'otherPaths: stop'),
    ],
    ['persons in a kept column', first + rows.replace("'nic'", "'jan@poczta.example'")],
    [
      'what is gone',
      first + rows,
      policy('      fax: phone\n  orders: {columns: {id: {keep: number}}}\n'),
    ],
  ]

  it.each(changed)('of %s passes the gate, and masks', async (_, dump, written = policy()) => {
    const secrets = ['anna@', 'jan@', '600 100 200', 'Kowalska', 'a@b.example']
    await inFolder(async (folder) => {
      const [source, file, target] = ['dump.sql', 'policy.yaml', 'masked.sql'].map((one) =>
        join(folder, one),
      ) as [string, string, string]
      writeFileSync(source, `-- MariaDB dump 10.19\n${dump}`)
      writeFileSync(file, written)
      const drift = await findDrift({ source, policy: file })
      expect(drift.changes.length).toBeGreaterThan(0)
      const merged = join(folder, 'merged.yaml')
      await writeMergedPolicy({ policy: file, drift, to: merged })
      expect((await findDrift({ source, policy: merged })).changes).toEqual([])
      await maskDump({ source, policy: merged, target, key: testKey, jobs: 0 })
      const masked = readFileSync(target, 'utf8')
      for (const secret of secrets) expect(masked).not.toContain(secret)
    })
  })
})
