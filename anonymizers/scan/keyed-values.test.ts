import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { maskDump } from '../mask-dump.ts'
import { inFolder, testKey } from '../mask-text.contract.ts'
import { writePolicy } from './policy/write-policy.ts'

const scanAndMask = (dump: string) =>
  inFolder(async (folder) => {
    const [source, policy, target] = ['a.sql', 'p.yaml', 'b.sql'].map((file) =>
      join(folder, file),
    ) as [string, string, string]
    writeFileSync(source, `-- MariaDB dump 10.19\n${dump}`)
    const { result, stop } = await writePolicy({ source, policy })
    await maskDump({ source, policy, target, key: testKey, jobs: 0 })
    return {
      stop,
      found: result.columns.map(({ table, column, paths = [] }) => [
        `${table}.${column}`,
        ...paths.map(({ path, kind }) => `${path}: ${kind}`),
      ]),
      masked: readFileSync(target, 'utf8'),
      policy: readFileSync(policy, 'utf8'),
    }
  })

describe('values that another column explains', () => {
  it('are judged by the codes of a table of attributes, which may come later in the dump', async () => {
    const { found, masked, policy, stop } = await scanAndMask(`
CREATE TABLE \`customer_entity_varchar\` (\`value_id\` int, \`attribute_id\` int, \`entity_id\` int, \`value\` varchar(255), PRIMARY KEY (\`value_id\`));
INSERT INTO \`customer_entity_varchar\` VALUES (1,5,1,'Abba'),(2,6,1,'+48 600 100 200'),(3,7,1,'dark'),(4,9,1,'Abba');
CREATE TABLE \`eav_attribute\` (\`attribute_id\` int, \`entity_type_id\` int, \`attribute_code\` varchar(80), PRIMARY KEY (\`attribute_id\`));
INSERT INTO \`eav_attribute\` VALUES (5,1,'lastname'),(6,1,'telephone'),(7,1,'theme'),(9,2,'lastname');
`)
    expect(found).toEqual([
      ['customer_entity_varchar.value', 'lastname: last_name', 'telephone: phone'],
    ])
    expect(masked).not.toMatch(/Abba|600 100 200/)
    expect(masked).toContain("'dark'")
    expect(policy).toContain('table: eav_attribute, key: attribute_id, name: attribute_code')
    expect(stop).toBeUndefined()
  })

  it('are judged in logs of changes, before and after', async () => {
    const { found, masked } = await scanAndMask(`
CREATE TABLE \`customer_audit\` (\`id\` int, \`column_name\` varchar(80), \`old_value\` text, \`new_value\` text);
INSERT INTO \`customer_audit\` VALUES (1,'nazwisko','Abba','Bebbe'),(2,'status','new','old'),(3,'mail','a1@poczta.example','b2@poczta.example');
`)
    expect(found).toEqual([
      ['customer_audit.old_value', 'nazwisko: last_name', 'mail: email'],
      ['customer_audit.new_value', 'nazwisko: last_name', 'mail: email'],
    ])
    expect(masked).not.toMatch(/Abba|Bebbe|a1@|b2@/)
    expect(masked).toContain("(2,'status','new','old')")
  })
})
