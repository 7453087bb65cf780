import { join } from 'node:path'
import { readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { maskDump } from '../mask-dump.ts'
import { inFolder, maskText, testKey } from '../mask-text.contract.ts'

const start = '-- MariaDB dump 10.19\n'
const head = 'policy: 1\npurpose: tests\nsource: {engine: mysql}\n'

/** Masks a dump by a policy that extends these rules. */
async function extending(rules: string, dump: string, extend: string): Promise<string> {
  return inFolder(async (folder) => {
    writeFileSync(join(folder, 'rules.yaml'), `preset: 1\ndescribe: a product\n${rules}`)
    writeFileSync(join(folder, 'policy.yaml'), `${head}extends: ${extend}\n`)
    writeFileSync(join(folder, 'dump.sql'), start + dump)
    await maskDump({
      source: join(folder, 'dump.sql'),
      target: join(folder, 'masked.sql'),
      policy: join(folder, 'policy.yaml'),
      key: testKey,
      jobs: 0,
    })
    return readFileSync(join(folder, 'masked.sql'), 'utf8')
  })
}

describe('a value that another column of its row explains', () => {
  const meta = `${start}CREATE TABLE meta (id int, owner varchar(99), name varchar(60) COLLATE utf8mb4_unicode_ci, value longtext);
INSERT INTO meta VALUES (1,'anna@firma.pl','email','anna@firma.pl'),(2,'anna@firma.pl','First','Anna'),(3,'anna@firma.pl','colour','red'),(4,'anna@firma.pl','plugin','Anna Nowak'),(5,'anna@firma.pl','plugin',NULL),(6,'anna@firma.pl','Col_Secret','hush'),(7,'anna@firma.pl','COL_id','77'),(8,'anna@firma.pl','col_owner','Anna Nowak'),(9,'anna@firma.pl','col_phone','601234567'),(10,'anna@firma.pl','col_shown','Yes'),(11,'anna@firma.pl','col_note',NULL);
`
  const policy = (other: string) => `${head}tables:
  meta:
    person: owner
    columns:
      "id, name": {keep: structure}
      owner: email
      value:
        chosenBy: name
        values:
          email: email
          "first, last": firstName
          colour: {keep: choice on the page}
          "*secret*": {drop: secret}
          "col*, *_id": {keep: choice on the page}
        other: ${other}
`

  it('is masked as the value of that column says', async () => {
    const { output } = await maskText(meta, policy('token'))
    const text = String(output)
    expect(text).not.toMatch(/firma\.pl|Anna/)
    expect(text).toContain(`(3,'${/\(3,'([^']*)/.exec(text)?.[1] ?? ''}','colour','red')`)
    expect(text).toMatch(/'plugin',NULL/)
    expect(text).toContain("'Col_Secret',NULL")
    expect(text).toContain("'COL_id','77'")
    const [owner] = /(?<=\(1,')[^']+/.exec(text) ?? []
    expect(text).toContain(`(1,'${owner}','email','${owner}')`)
  })

  it('is kept by a pattern only where it can be nobody’s, and is one of the others elsewhere', async () => {
    const text = String((await maskText(meta, policy('{drop: unknown}'))).output)
    expect(text).toContain("'col_owner',NULL")
    expect(text).toContain("'col_phone',NULL")
    expect(text).toContain("'col_shown','Yes'")
    expect(text).toContain("'col_note',NULL")
  })

  it('stops the run where nobody said what it is', async () => {
    await expect(maskText(meta, policy('stop'))).rejects.toMatchObject({
      code: 'POLIGON_VALUE',
      place: { table: 'meta', field: 'value', row: 4 },
    })
  })

  it.each([
    [
      'a column that the table lacks',
      'chosenBy: name',
      'chosenBy: nam',
      'POLIGON_POLICY_UNMATCHED',
    ],
    ['no word about other values', 'other: token', '# nothing', 'POLIGON_CONFIG'],
    ['the same value twice', '"first, last"', '"email, last"', 'POLIGON_CONFIG'],
    [
      'an unknown transformer',
      'email: email\n          "',
      'email: emial\n          "',
      'POLIGON_CONFIG',
    ],
  ])('is refused with line and column: %s', async (_, from, to, code) => {
    const wrong = policy('token').replace(from, to)
    expect(wrong).not.toBe(policy('token'))
    await expect(maskText(meta, wrong)).rejects.toMatchObject({
      code,
      place: { line: expect.any(Number), column: expect.any(Number) },
    })
  })

  const eav = `${start}CREATE TABLE eav_value (attribute_id smallint, entity_id int, value varchar(255));
INSERT INTO eav_value VALUES (5,1,'Anna'),(7,1,'red'),(9,1,'Nowak'),(11,1,'Nowak');
CREATE TABLE eav_attribute (attribute_id smallint, entity_type int, attribute_code varchar(255));
INSERT INTO eav_attribute VALUES (5,1,'firstname'),(7,1,'colour'),(9,1,'mystery'),(11,2,'firstname');
`
  const byTable = `${head}tables:
  eav_value:
    columns:
      "attribute_id, entity_id": {keep: structure}
      value:
        chosenBy: {column: attribute_id, table: eav_attribute, key: attribute_id, name: attribute_code}
        values:
          firstname: firstName
          colour: {keep: article}
        other: {drop: unknown attribute}
  eav_attribute:
    columns:
      "attribute_id, entity_type, attribute_code": {keep: structure}
`

  it('is found through the table of attributes, wherever in the dump that stands', async () => {
    const text = String((await maskText(eav, byTable)).output)
    expect(text).toContain("(7,1,'red')")
    expect(text).toContain('(9,1,NULL)')
    expect(text).toMatch(/\(5,1,'\p{Lu}\p{Ll}+'\)/u)
    expect(text).not.toMatch(/Anna|Nowak/)
  })

  it('is refused when the table of attributes is not in the dump', async () => {
    const alone = byTable.slice(0, byTable.indexOf('  eav_attribute:\n'))
    const [withoutTable = ''] = eav.split('CREATE TABLE eav_attribute')
    await expect(maskText(withoutTable, alone)).rejects.toMatchObject({
      code: 'POLIGON_POLICY_REFUSED',
      place: { table: 'eav_value', field: 'value' },
    })
  })
})

describe('tables whose names have a prefix', () => {
  const rules = `prefix: ps_
recognise: [customer, orders]
tables:
  "customer, guest":
    person: email
    columns:
      id: {keep: number}
      email: email
  orders:
    person: {table: customer, via: customer_id, by: email, key: id}
    columns:
      "id, customer_id": {keep: number}
      name: fullName
  meta:
    columns:
      name: {keep: structure}
      value:
        chosenBy: name
        values: {"{prefix}role": {keep: role}}
        other: {drop: unknown}
`
  const dump = (prefix: string) => `CREATE TABLE ${prefix}customer (id int, email varchar(99));
INSERT INTO ${prefix}customer VALUES (1,'anna@firma.pl');
CREATE TABLE ${prefix}orders (id int, customer_id int, name varchar(99));
INSERT INTO ${prefix}orders VALUES (1,1,'Anna Nowak');
CREATE TABLE ${prefix}meta (name varchar(99), value text);
INSERT INTO ${prefix}meta VALUES ('${prefix}role','admin'),('none','secret');
`
  const file = './rules.yaml'

  it.each(['ps_', 'shop7_', ''])('are found with %j', async (prefix) => {
    const text = await extending(rules, dump(prefix), file)
    expect(text).not.toMatch(/firma\.pl|Anna|secret/)
    expect(text).toContain(`'${prefix}role','admin'`)
  })

  it('are named by the policy where there are several', async () => {
    const both = dump('a_') + dump('b_')
    await expect(extending(rules, both, file)).rejects.toMatchObject({
      code: 'POLIGON_POLICY_REFUSED',
      place: { line: 4 },
    })
    const each = `[{preset: ${file}, prefix: a_}, {preset: ${file}, prefix: b_}]`
    expect(await extending(rules, both, each)).not.toMatch(/firma\.pl|Anna|secret/)
  })

  it('leave the tables of others uncovered', async () => {
    const plugin = 'CREATE TABLE guest (id int);\nINSERT INTO guest VALUES (1);\n'
    await expect(extending(rules, dump('ps_') + plugin, file)).rejects.toMatchObject({
      code: 'POLIGON_POLICY_UNCOVERED',
      place: { table: 'guest' },
    })
  })

  it('cannot be given for rules without one', async () => {
    await expect(
      extending('columns: {"*.id": {keep: number}}', dump(''), `{preset: ${file}, prefix: x_}`),
    ).rejects.toMatchObject({ code: 'POLIGON_CONFIG', place: { line: 4 } })
  })
})
