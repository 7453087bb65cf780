import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { makeTestFolder } from '../../core/test-folder.fixture.ts'
import { seededRandom } from '../../core/seed.ts'
import { inFolder, maskText, testKey } from '../mask-text.contract.ts'
import { maskDump } from '../mask-dump.ts'
import { blockSize } from '../sources/blocks.ts'
import { verifyDump } from '../verify-dump.ts'

afterEach(() => vi.unstubAllEnvs())

const policy = `
policy: 1
purpose: tests of the comparison
source: {engine: mysql}
tables:
  customer:
    columns:
      id: {keep: a number}
      email: email
      name: firstName
      phone: phone
      extra: {drop: nobody has said what it is}
      data: {json: {$.name: fullName, $.colour: {keep: a colour}}}
      number: {keep: a number of ours}
      dots: {keep: takes room and no time}
  product:
    columns: {"id, text": {keep: article}}
`
const schema = `-- MariaDB dump 10.19
CREATE TABLE \`customer\` (\`id\` int PRIMARY KEY, \`email\` varchar(120), \`name\` varchar(40), \`phone\` varchar(20), \`extra\` text, \`data\` json, \`number\` varchar(20), \`dots\` text);
CREATE TABLE \`product\` (\`id\` int PRIMARY KEY, \`text\` text);
`
const random = seededRandom(30)
const names = ['Joanna', 'Bartosz', 'Agnieszka', 'Katarzyna', 'Krzysztof', 'Zbigniew', 'Dorota']
const eightDigits = () => String(10_000_000 + random.below(90_000_000))

function customer(id: number): string {
  const name = random.pick(names)
  const data = JSON.stringify({ name: `${name} Kowalczyk${id}`, colour: 'green' })
  // Now and then what only JavaScript reads.
  const number = id % 130 === 0 ? `concat('1','${eightDigits()}')` : `'${eightDigits()}'`
  return `(${id},'osoba${id}@firma.pl','${name}','${eightDigits()}','paczka WAW${id}A','${data.replaceAll('"', '\\"')}',${number},'${'.'.repeat(900)}')`
}
const insert = (table: string, rows: readonly string[]) =>
  `INSERT INTO \`${table}\` VALUES ${rows.join(',')};\n`
const statement = 100
const statements: string[] = []
for (let size = 0; size < blockSize * 4.2; size += statements.at(-1)?.length ?? 0) {
  const first = statements.length * statement
  statements.push(
    insert(
      'customer',
      Array.from({ length: statement }, (_, i) => customer(first + i)),
    ),
  )
}
const people = statements.length * statement
/** The same article before and after, so that the original must be asked what stood there. */
const articles = insert('product', [`(1,'paczka WAW7A')`, `(2,'Kubek')`])
const original = schema + statements.join('') + articles

const copy = (await maskText(original, policy, { verify: false })).output.toString()
/** With something of each kind that is found, near the beginning and near the end. */
const left = copy
  .replace(/\(3,'[^']*'/, "(3,'osoba3@firma.pl'")
  .replace(/(\(5,'[^']*','[^']*',)'[^']*'/, "$1'+48 601 222 333'")
  .concat(insert('product', [`(8,'osoba${people - 1}@firma.pl')`]), `-- for osoba9@firma.pl\n`)

const runs = [
  ['no worker', 0, ''],
  ['one worker', 1, ''],
  ['two workers', 2, ''],
  ['two workers, and the twin in JavaScript', 2, 'javascript'],
] as const

const inThreads = runs.filter(([, jobs]) => jobs === 2)

describe('a comparison in threads', () => {
  const folder = makeTestFolder('threads')
  const file = (name: string, text: string) => {
    writeFileSync(join(folder, name), text)
    return join(folder, name)
  }
  const rules = file('policy.yaml', policy)
  const source = file('original.sql', original)
  const compare = async (jobs: number, kernel: string) => {
    vi.stubEnv('POLIGON_KERNEL', kernel)
    const masked = { source: file('masked.sql', left) }
    const found = await verifyDump({ masked, original: { source }, policy: rules, jobs })
    return { ...found, checked: { ...found.checked, seconds: 0 } }
  }

  it('tells the same for every number of them', async () => {
    const expected = await compare(0, '')
    expect(expected.leaks.map(({ table, column }) => `${table}.${column}`).toSorted()).toEqual([
      '.',
      'customer.email',
      'product.text',
    ])
    expect(expected.explained.map(({ why }) => why)).toEqual(
      expect.arrayContaining(['kept', 'chance']),
    )
    expect(expected.reachable).toHaveLength(2)
    expect(expected.checked.rows).toBe(people + 3)
    for (const [name, jobs, kernel] of runs) {
      const { leaks, explained, reachable, ...others } = await compare(jobs, kernel)
      expect(others, name).toEqual({ unaligned: expected.unaligned, checked: expected.checked })
      expect(new Set(leaks), name).toEqual(new Set(expected.leaks))
      expect(new Set(explained), name).toEqual(new Set(expected.explained))
      expect(new Set(reachable), name).toEqual(new Set(expected.reachable))
    }
  }, 60_000)

  it.each(runs)(
    'goes with masking: %s',
    async (_, jobs, kernel) => {
      vi.stubEnv('POLIGON_KERNEL', kernel)
      const { output, report } = await maskText(original, policy, { jobs, verify: true })
      expect(output.equals(Buffer.from(copy))).toBe(true)
      expect(report.verification).toMatchObject({ rows: people + 2, unaligned: [] })
    },
    60_000,
  )

  it.each(inThreads)(
    'stops masking that leaves something: %s',
    async (_, jobs, kernel) => {
      vi.stubEnv('POLIGON_KERNEL', kernel)
      const leaking = original.replace("'Kubek'", `'Kubek dla osoba${people - 2}@firma.pl'`)
      await inFolder(async (inside) => {
        writeFileSync(join(inside, 'dump.sql'), leaking)
        const masking = maskDump({
          source: join(inside, 'dump.sql'),
          target: join(inside, 'masked.sql'),
          policy: rules,
          key: testKey,
          jobs,
          verify: true,
        })
        await expect(masking).rejects.toMatchObject({
          code: 'POLIGON_LEAK',
          what: expect.stringContaining('product.text (email, 1 row)'),
        })
      })
    },
    60_000,
  )

  it.each(inThreads)(
    'says where a row is that it cannot read: %s',
    async (_, jobs, kernel) => {
      vi.stubEnv('POLIGON_KERNEL', kernel)
      const name = `Kowalczyk${people - 3}\\",`
      const broken = original.replace(name, name.slice(0, -1))
      await expect(maskText(broken, policy, { jobs, verify: true })).rejects.toMatchObject({
        code: 'POLIGON_VALUE',
        place: { table: 'customer', field: 'data', row: people - 2 },
      })
    },
    60_000,
  )
})
