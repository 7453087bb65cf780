import { describe, expect, it } from 'vitest'
import { maskText } from './mask-text.contract.ts'

/** Rows are masked or kept by another column: dumps write its values in more ways than people do. */
const policy = (engine: 'postgres' | 'mysql', email: string, more = '') => `
policy: 1
purpose: tests of conditions
source: {engine: ${engine}}
tables:
  party:
    columns:
      kind: {keep: kind of party}
      name: ${email}
${more}`
const when = (text: string) => `{mask: lastName, when: "${text}", else: {keep: a company}}`

const mysql = (type: string, kind: string) =>
  `-- MariaDB dump 10.19\nCREATE TABLE \`party\` (\`kind\` ${type}, \`name\` varchar(120));\nINSERT INTO \`party\` VALUES (${kind},'Zaklika');\n`
const postgres = (type: string, rows: string) =>
  `-- PostgreSQL database dump\nCREATE TABLE party (kind ${type}, name text);\n${rows}`

async function output(dump: string, rules: string): Promise<string> {
  return (await maskText(dump, rules)).output.toString()
}

describe('a condition meets its value', () => {
  it.each([
    ["INSERT INTO party VALUES (true, 'Zaklika');\n", "kind = 'true'"],
    ["INSERT INTO party VALUES (false, 'Zaklika');\n", "kind != 'yes'"],
    ['COPY party (kind, name) FROM stdin;\nt\tZaklika\n\\.\n', "kind = 'true'"],
  ])('in a boolean of PostgreSQL, %j', async (rows, condition) => {
    const rules = policy('postgres', when(condition))
    expect(await output(postgres('boolean', rows), rules)).not.toContain('Zaklika')
  })

  it.each([
    ['int(4) unsigned zerofill', '0017'],
    ['int(4) unsigned zerofill', '17'],
    ['bigint(20) unsigned zerofill', '00000000000000000017'],
    ['int', '17'],
  ])('in a column of %s, written %s', async (type, written) => {
    const rules = policy('mysql', when('kind in (3, 17)'))
    expect(await output(mysql(type, written), rules)).not.toContain('Zaklika')
  })
})

describe('a table of attributes', () => {
  const attributes = (rows: string) =>
    `-- MariaDB dump 10.19\nCREATE TABLE \`attribute\` (\`id\` int, \`code\` varchar(20));\nINSERT INTO \`attribute\` VALUES ${rows};\nCREATE TABLE \`party\` (\`kind\` int, \`name\` varchar(120));\nINSERT INTO \`party\` VALUES (5,'Zaklika');\n`
  const chosen = policy(
    'mysql',
    `
        chosenBy: {column: kind, table: attribute, key: id, name: code}
        values: {colour: {keep: colour of a thing}}
        other: {drop: not looked at}`,
    '  attribute: {columns: {"id, code": {keep: names of attributes}}}\n',
  )

  it('is told from others by names', async () => {
    expect(await output(attributes("(5,'name'),(6,'colour')"), chosen)).not.toContain('Zaklika')
    expect(await output(attributes("(5,'colour'),(6,'name')"), chosen)).toContain('Zaklika')
    expect(await output(attributes("(5,'colour'),(5,'colour')"), chosen)).toContain('Zaklika')
  })

  it.each(["(5,'colour'),(5,'name')", "(5,'name'),('05','colour')"])(
    'is refused with two names for one key: %s',
    async (rows) => {
      await expect(maskText(attributes(rows), chosen)).rejects.toMatchObject({
        code: 'POLIGON_VALUE',
        place: { table: 'attribute', row: 2 },
      })
    },
  )
})
