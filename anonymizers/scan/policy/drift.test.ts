import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { schemaFingerprint } from '../../schema/schema-fingerprint.ts'
import { createSchemaReader } from '../../schema/schema-reader.ts'
import { inFolder } from '../../mask-text.contract.ts'
import { findDrift } from './drift.ts'

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
})
