import { afterEach, describe, expect, it } from 'vitest'
import { maskText } from '../mask-text.contract.ts'
import { localeNames } from './registry.ts'

const dump = `-- MariaDB dump 10.19
CREATE TABLE \`customer\` (
  \`id\` int NOT NULL, \`email\` varchar(120), \`first\` varchar(60), \`last\` varchar(60), \`street\` varchar(120),
  \`zip\` varchar(10), \`city\` varchar(80), \`state\` varchar(60), \`phone\` varchar(30), \`iban\` varchar(34), \`note\` text
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
INSERT INTO \`customer\` VALUES
(1,'anna@web.de','Anna','Müller','Hauptstraße 12','10115','Berlin','Berlin','+33 6 12 34 56 78','DE89370400440532013000','Frau Anna Müller bittet um Rückruf'),
(2,'jean@orange.fr','Jean','Dupont','12 rue du Port','75001','Paris','IDF','0612345678','FR1420041010050500013M02606','Rien');
`
const policy = (locale: string) => `
policy: 1
purpose: tests
locale: ${locale}
source: {engine: mysql}
tables:
  customer:
    person: email
    columns:
      id: {keep: a number}
      email: email
      first: firstName
      last: lastName
      street: street
      zip: postcode
      city: city
      state: region
      phone: phone
      iban: iban
      note: freeText
`

afterEach(() => {
  delete process.env['POLIGON_KERNEL']
})

describe('a dump whose policy names a locale', () => {
  it.each(localeNames)(
    'is masked alike by both kernels, and looked through after: %s',
    async (one) => {
      const fast = await maskText(dump, policy(one), { verify: true })
      process.env['POLIGON_KERNEL'] = 'javascript'
      const plain = await maskText(dump, policy(one))
      expect(fast.output.equals(plain.output)).toBe(true)
      expect(fast.output.toString()).not.toMatch(/Müller|Dupont|Hauptstraße|anna@|12 34 56/)
    },
  )

  it('keeps accounts of other countries unique where the policy says so, by a bijection of real numbers', async () => {
    const accounts = `-- MariaDB dump 10.19
CREATE TABLE \`account\` (\`iban\` varchar(34), UNIQUE KEY \`iban\` (\`iban\`));
INSERT INTO \`account\` VALUES ('DE89370400440532013000'),('DE02120300000000202051');
`
    const rule = (iban: string) =>
      `policy: 1\npurpose: tests\nlocale: de\nsource: {engine: mysql}\ntables: {account: {columns: {iban: ${iban}}}}\n`
    await expect(maskText(accounts, rule('iban'))).rejects.toMatchObject({
      code: 'POLIGON_POLICY_REFUSED',
    })
    const realistic = '{mask: iban, unique: true, range: realistic, reason: unique in the shop}'
    const { output } = await maskText(accounts, rule(realistic), { verify: true })
    const masks = output.toString().match(/DE\d{20}/g) ?? []
    expect(new Set(masks).size).toBe(2)
    expect(masks).not.toContain('DE89370400440532013000')
  })

  it('refuses a locale that is not there, with those that are', async () => {
    await expect(maskText(dump, policy('xx'))).rejects.toMatchObject({ code: 'POLIGON_CONFIG' })
  })
})
