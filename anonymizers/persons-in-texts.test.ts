import { afterEach, describe, expect, it } from 'vitest'
import { maskText } from './mask-text.contract.ts'

const dump = `-- MariaDB dump 10.19
CREATE TABLE \`customer\` (\`id\` int NOT NULL, \`email\` varchar(120), \`first\` varchar(60), \`last\` varchar(60), PRIMARY KEY (\`id\`));
CREATE TABLE \`message\` (\`id\` int NOT NULL, \`customer_id\` int, \`text\` text, \`meta\` text, PRIMARY KEY (\`id\`), CONSTRAINT \`m\` FOREIGN KEY (\`customer_id\`) REFERENCES \`customer\` (\`id\`));
INSERT INTO \`customer\` VALUES (1,'anna@wp.pl','Żaneta','Xqzwv'),(2,'jan@wp.pl','Jan','Kowalski');
INSERT INTO \`message\` VALUES (1,1,'Dla Żanety Xqzwv, nie dla Jana Kowalskiego','{"note":"Żaneta"}'),(2,2,'Jan Kowalski dzwonił','{"note":"Kowalski"}'),(3,NULL,'Żaneta Xqzwv','{}');
`
const policy = (words: string) => `
policy: 1
purpose: tests
source: {engine: mysql}
tables:
  customer:
    person: email
    columns: {id: {keep: a number}, email: email, first: firstName, last: lastName}
  message:
    person: {table: customer, via: customer_id, by: email}
    columns:
      id: {keep: a number}
      customer_id: {keep: whose it is}
      text: ${words}
      meta: {json: {$.note: freeText}}
`
const rowsOf = (output: Buffer, table: string) => {
  const [, rows = ''] =
    new RegExp(`INSERT INTO \`${table}\` VALUES (.*);`).exec(output.toString()) ?? []
  return Array.from(rows.matchAll(/\(((?:[^()']|'(?:[^'\\]|\\.)*')*)\)/g), ([, row = '']) =>
    Array.from(row.matchAll(/'((?:[^'\\]|\\.)*)'/g), ([, text = '']) => text),
  )
}

afterEach(() => {
  delete process.env['POLIGON_KERNEL']
})

describe('names in the texts of rows that belong to a person of another table', () => {
  it.each(['freeText', '{mask: freeText, words: keep, reason: a test}'])(
    'become what that person is called, in both kernels: %s',
    async (words) => {
      const { output } = await maskText(dump, policy(words), { verify: true })
      const [zaneta = [], jan = []] = rowsOf(output, 'customer')
      const [first = [], second = [], third = []] = rowsOf(output, 'message')
      expect(first[0]).toContain(`${zaneta[1]} ${zaneta[2]}`)
      expect(first[0]).not.toContain(jan[2])
      expect(second[0]).toContain(`${jan[1]} ${jan[2]}`)
      expect(first[1]).toContain(zaneta[1])
      expect(second[1]).toContain(jan[2])
      expect(third[0]).not.toContain(zaneta[2])
      expect(output.toString()).not.toMatch(/Żanet|Xqzwv|Kowalsk/)
      process.env['POLIGON_KERNEL'] = 'javascript'
      const plain = await maskText(dump, policy(words))
      expect(plain.output.equals(output)).toBe(true)
    },
  )
})
