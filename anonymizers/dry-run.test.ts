import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { dryRun, type DryColumn, type DryRun } from './dry-run.ts'
import { inFolder, maskText, testKey } from './mask-text.contract.ts'

const policy = `
policy: 1
purpose: tests
source: {engine: mysql}
tables:
  customer:
    columns:
      id: {keep: a number}
      kind: {keep: kind of party}
      email: email
      name: {mask: fullName, when: "kind = 'p'", else: {keep: a company is no person}}
      extra: {json: {$.phone: phone, "$.list[*].mail": email, $.theme: {keep: colours}}, otherPaths: {keep: settings}}
      secret: {drop: a secret}
  log: {rows: empty}
`
const schema = `-- MariaDB dump
CREATE TABLE \`customer\` (\`id\` int, \`kind\` varchar(9), \`email\` varchar(90), \`name\` varchar(90), \`extra\` json, \`secret\` text);
CREATE TABLE \`log\` (\`line\` text);
`
const originals = (i: number) => ({
  email: `jan${i}.oryginalny@firma.pl`,
  person: `Jan${i} Oryginalny`,
  company: `Oryginalna ${i} sp. z o.o.`,
  phone: `60012345${i % 10}`,
  mail: `lista${i}.oryginalna@firma.pl`,
  theme: `oryginalny${i}`,
  setting: `ustawienie${i}`,
  secret: `tajne${i}`,
})
const row = (i: number) => {
  const one = originals(i)
  const extra = { phone: one.phone, list: [{ mail: one.mail }], theme: one.theme, x: one.setting }
  const kind = i % 2 === 0 ? 'p' : 'f'
  return `(${i},'${kind}','${one.email}','${i % 2 === 0 ? one.person : one.company}','${JSON.stringify(extra)}','${one.secret}')`
}
const rows = Array.from({ length: 40 }, (_, i) => row(i)).join(',')
const dump = `${schema}INSERT INTO \`customer\` VALUES ${rows};\nINSERT INTO \`log\` VALUES ('wpis');\n`

async function dry(text: string, rules = policy): Promise<DryRun & { files: string[] }> {
  return inFolder(async (folder) => {
    const [source, target] = [join(folder, 'dump.sql'), join(folder, 'masked.sql')]
    writeFileSync(source, text)
    writeFileSync(join(folder, 'policy.yaml'), rules)
    const found = await dryRun({
      source,
      target,
      policy: join(folder, 'policy.yaml'),
      key: testKey,
      jobs: 0,
    })
    expect(existsSync(target)).toBe(false)
    return { ...found, files: readdirSync(folder) }
  })
}

const column = ({ tables }: DryRun, name: string): DryColumn | undefined =>
  tables[0]?.columns.find((one) => one.column === name)
const masksOf = (found: DryRun, name: string, part = ''): readonly string[] => {
  const one = column(found, name)
  if (one?.treatment !== 'mask') return []
  return one.samples.find((sample) => sample.part === part)?.masks ?? []
}

describe('a dry run', () => {
  it('writes nothing, and says of every column what would happen', async () => {
    const found = await dry(dump)
    expect(found.files.toSorted()).toEqual(['dump.sql', 'policy.yaml'])
    expect(found.stops).toEqual([])
    expect(found.tables.map(({ table, rows }) => [table, rows])).toEqual([
      ['customer', 'masked'],
      ['log', 'left out'],
    ])
    expect(found.tables[0]?.columns.map(({ column, treatment }) => [column, treatment])).toEqual([
      ['id', 'keep'],
      ['kind', 'keep'],
      ['email', 'mask'],
      ['name', 'mask'],
      ['extra', 'mask'],
      ['secret', 'drop'],
    ])
    expect(column(found, 'kind')).toEqual({
      column: 'kind',
      treatment: 'keep',
      reason: 'kind of party',
    })
  })

  it('shows five masks of a column, and of each path inside one, as the run would make them', async () => {
    const found = await dry(dump)
    const masked = (await maskText(dump, policy)).output.toString()
    for (const [name, part] of [
      ['email', ''],
      ['name', ''],
      ['extra', '$.phone'],
      ['extra', '$.list[*].mail'],
    ] as const) {
      const masks = masksOf(found, name, part)
      expect(masks, `${name} ${part}`).toHaveLength(5)
      for (const mask of masks) expect(masked).toContain(mask)
    }
  })

  it('shows no original, also where a condition or a path keeps it', async () => {
    const told = JSON.stringify(await dry(dump))
    for (let i = 0; i < 40; i++)
      for (const original of Object.values(originals(i))) expect(told).not.toContain(original)
    expect(told).not.toContain('wpis')
  })

  it('tells what would stop the run, and where', async () => {
    const uncovered = await dry(dump, policy.replace('      secret: {drop: a secret}\n', ''))
    expect(uncovered.tables).toEqual([])
    expect(uncovered.stops).toMatchObject([{ code: 'POLIGON_POLICY_UNCOVERED', exit: 3 }])
    const broken = dump.replace('"theme":"oryginalny39"', '"theme":')
    const found = await dry(broken)
    expect(found.stops).toMatchObject([
      { code: 'POLIGON_VALUE', exit: 3, place: { table: 'customer', field: 'extra', row: 40 } },
    ])
    expect(JSON.stringify(found)).not.toContain('oryginaln')
  })
})
