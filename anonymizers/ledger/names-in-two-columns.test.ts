import { afterEach, describe, expect, it, vi } from 'vitest'
import { maskText } from '../mask-text.contract.ts'

const policy = `
policy: 1
purpose: tests of names in two columns
source: {engine: mysql}
tables:
  customer:
    columns:
      id: {keep: a number}
      "bill_first, ship_first": firstName
      "bill_last, ship_last": lastName
  journal:
    columns: {"id, text": {keep: technical}}
`
const dump = (...texts: readonly string[]) => `-- MariaDB dump 10.19
CREATE TABLE \`customer\` (\`id\` int PRIMARY KEY, \`bill_first\` varchar(40), \`bill_last\` varchar(40), \`ship_first\` varchar(40), \`ship_last\` varchar(40));
CREATE TABLE \`journal\` (\`id\` int PRIMARY KEY, \`text\` text);
INSERT INTO \`customer\` VALUES (1,'Anna Maria','O\\'Hara-Lis','Żaneta','Brzęczyk'),(2,'Ewa',NULL,'','Gawron');
INSERT INTO \`journal\` VALUES ${texts.map((text, i) => `(${i},'${text}')`).join(',')};
`
const finding = (...texts: readonly string[]) =>
  maskText(dump(...texts), policy, { verify: true }).then(
    () => 'nothing',
    (failure: Error) => failure.message,
  )

afterEach(() => vi.unstubAllEnvs())

describe.each(['wasm', 'javascript'])('names in two columns, by the kernel in %s', (kernel) => {
  it.each([
    ['zapisała Żaneta Brzęczyk o 12'],
    ['BRZĘCZYK, ŻANETA'],
    ['{"kto":"żaneta brzęczyk"}'],
    ["Anna Maria O\\'Hara-Lis"],
    ["o\\'hara-lis anna maria"],
  ])('are known together in %j', async (text) => {
    vi.stubEnv('POLIGON_KERNEL', kernel)
    expect(await finding('nic', text)).toContain('journal.text (fullName, 1 row)')
  })

  it.each([['Żaneta'], ['Brzęczyk i Lis'], ['Anna Brzęczyk'], ['Żaneta Lis'], ['Ewa'], ['Gawron']])(
    "are nobody's apart: %j",
    async (text) => {
      vi.stubEnv('POLIGON_KERNEL', kernel)
      expect(await finding('nic', text)).toBe('nothing')
    },
  )

  it('are found in every row, also far into a long table', async () => {
    vi.stubEnv('POLIGON_KERNEL', kernel)
    const texts = Array.from({ length: 3000 }, (_, i) => (i % 3 === 0 ? 'Brzęczyk Żaneta' : 'nic'))
    expect(await finding(...texts)).toContain('journal.text (fullName, 1000 rows)')
  })
})
