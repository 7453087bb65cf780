import { expect, it } from 'vitest'
import { maskText } from '../mask-text.contract.ts'
import { parseNestedColumn, valueAt } from './nested-column.ts'

const at = (document: string, path: string) =>
  valueAt(Buffer.from(document), parseNestedColumn(`c${path}`)?.path ?? [])?.toString()

it.each([
  ['{"a":{"b":1}}', '$.a.b', '[1]'],
  ['{"a":{"b":1}}', '$.a', '[{"b":1}]'],
  ['{"a":[{"b":1},{"b":"x"},{}]}', '$.a[*].b', '[1,"x"]'],
  ['{"x":{"b":2},"y":{"b":3}}', '$.*.b', '[2,3]'],
  ['{"a":null}', '$.a', '[null]'],
  ['{"a":1}', '$.b', undefined],
  ['{"a":1}', '$.toString', undefined],
  ['no JSON', '$.a', 'no JSON'],
])('in %s, at %s stands %s', (document, path, found) => {
  expect(at(document, path)).toBe(found)
})

it('a name of a column is no path', () => {
  for (const written of ['born', 'cost$', '$.a', 'a$b'])
    expect(parseNestedColumn(written)).toBeUndefined()
})

it('rows of a copy are counted by what stands at a path', async () => {
  const policy = (paths: string) => `
policy: 1
purpose: tests of the statistics
source: {engine: mysql}
quasiIdentifiers: {patient: [town, ${paths}]}
tables:
  patient:
    columns:
      town: {keep: a test, risk: indirect}
      data: {json: {$.mail: email, $.born.year: {keep: a test}, $.tags: {keep: a test}}, otherPaths: {keep: a test}}
`
  const rows = ['1980', '1980', '1981'].map(
    (year, i) => `('Hel','{"mail":"k${i}@firma.pl","born":{"year":${year}},"tags":["a"]}')`,
  )
  const dump = `-- MariaDB dump 10.19\nCREATE TABLE \`patient\` (\`town\` varchar(40), \`data\` longtext);\nINSERT INTO \`patient\` VALUES ${rows.join(',')};\n`
  const { report } = await maskText(dump, policy('"data$.born.year", "data$.tags[*]"'))
  expect(report.measured).toMatchObject([
    {
      columns: [{ column: 'town' }, { column: 'data$.born.year' }, { column: 'data$.tags[*]' }],
      classes: 2,
      smallest: 1,
      unique: 1,
    },
  ])
  await expect(maskText(dump, policy('"date$.born.year"'))).rejects.toMatchObject({
    code: 'POLIGON_POLICY_UNMATCHED',
  })
})
