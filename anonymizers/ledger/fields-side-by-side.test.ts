import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { inFolder } from '../mask-text.contract.ts'
import { verifyDump } from '../verify-dump.ts'

const policy = `
policy: 1
purpose: tests of fields that are read together
source: {engine: mysql}
tables:
  persons:
    columns: {id: {keep: a number}, name: fullName, phone: phone}
  notes:
    columns: {"a, b, c, d": {keep: notes}}
`
const schema = `-- MariaDB dump 10.19
CREATE TABLE \`persons\` (\`id\` int PRIMARY KEY, \`name\` varchar(80), \`phone\` varchar(20));
CREATE TABLE \`notes\` (\`a\` text, \`b\` text, \`c\` text, \`d\` text);
`
const persons = `INSERT INTO \`persons\` VALUES (1,'Ewa Lisowska','600700800'),(2,'Jan Maria Kowalczyk','601701801');\n`

/** The columns of leaks among notes, with how many fields there are. */
async function leaks(
  rows: readonly (readonly string[])[],
  originals = persons,
): Promise<Record<string, number>> {
  const values = rows.map((row) => `(${row.map((text) => `'${text}'`).join(',')})`)
  const copy = `${schema}INSERT INTO \`notes\` VALUES ${values.join(',')};\n`
  return inFolder(async (folder) => {
    const file = (name: string, text: string) => {
      writeFileSync(join(folder, name), text)
      return join(folder, name)
    }
    const found = await verifyDump({
      masked: { source: file('copy.sql', copy) },
      original: { source: file('original.sql', schema + originals) },
      policy: file('policy.yaml', policy),
    })
    const counts: Record<string, number> = {}
    for (const { column, rows } of found.leaks) counts[column] = (counts[column] ?? 0) + rows
    return counts
  })
}

const filling = (i: number) => `something else ${i}`
const row = (i: number, one: Partial<Record<'a' | 'b' | 'c' | 'd', string>> = {}) =>
  (['a', 'b', 'c', 'd'] as const).map((column) => one[column] ?? `${filling(i)} ${column}`)

it('makes no original of two fields', async () => {
  expect(
    await leaks([
      row(1, { a: 'poszła Ewa', b: 'Lisowska wraca' }),
      row(2, { b: 'numer 600700', c: '800 sztuk' }),
      row(3, { d: 'to jest Jan Maria' }),
      row(4, { a: 'Kowalczyk też' }),
    ]),
  ).toEqual({})
})

it('counts each field in its own column', async () => {
  const rows = Array.from({ length: 3000 }, (_, i) =>
    row(i, {
      ...(i % 7 === 0 ? { a: `pani ewa lisowska ${i}` } : {}),
      ...(i % 11 === 0 ? { b: `tel. 600 700 800, wewn. ${i}` } : {}),
      ...(i % 13 === 0 ? { c: `jan-maria KOWALCZYK, \\"${i}\\"` } : {}),
      ...(i % 17 === 0 ? { d: Buffer.from(`${i}: Ewa Lisowska`).toString('base64') } : {}),
    }),
  )
  const every = (step: number) => Math.ceil(3000 / step)
  expect(await leaks(rows)).toEqual({ a: every(7), b: every(11), c: every(13), d: every(17) })
})

it('counts a value as often as it stands there', async () => {
  const same = Array.from({ length: 500 }, () => row(1, { a: 'Ewa Lisowska', c: 'Ewa Lisowska' }))
  expect(await leaks(same)).toEqual({ a: 500, c: 500 })
})

it('passes over what follows a plus in the name of a mailbox, but not where a text begins', async () => {
  expect(
    await leaks([
      row(1, { a: 'Ewa+sklep@Lisowska', b: '+Ewa@Lisowska', c: '+48 12 +sklep@Ewa Lisowska' }),
      row(2, { b: 'Ewa sklep@Lisowska', c: 'Ewa+sklep Lisowska', d: 'Ewa+Lisowska@' }),
    ]),
  ).toEqual({ a: 1, b: 1, c: 1 })
})

it('knows a value by each column that it stands in', async () => {
  const twice = `INSERT INTO \`persons\` VALUES (3,'602702802','602702802');\n`
  expect(await leaks([row(1, { d: 'tel. 602 702 802' })], persons + twice)).toEqual({ d: 1 })
})

it.each([1000, 1024, 1025, 4000, 4096, 5000, 9000, 40_000])(
  'finds what stands at the end of a text of %i bytes and more',
  async (length) => {
    const long = `${'słowo i 12 '.repeat(Math.ceil(length / 12))}Ewa Lisowska`
    const word = `${'x'.repeat(length)} tel. 600-700-800`
    const digits = `${'12 34 '.repeat(Math.ceil(length / 6))}x 601 701 801`
    expect(await leaks([row(1, { a: long, b: word, c: digits })])).toEqual({ a: 1, b: 1, c: 1 })
  },
)
