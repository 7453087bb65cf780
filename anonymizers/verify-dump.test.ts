import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { inFolder, maskText } from './mask-text.contract.ts'
import { verifyDump, type Verification } from './verify-dump.ts'

const policy = `
policy: 1
purpose: tests of the comparison
source: {engine: mysql}
tables:
  customer:
    person: email
    columns:
      id: {keep: a number}
      email: email
      first: firstName
      phone: phone
      note: freeText
      extra: {drop: nobody has said what it is}
      data: {json: {$.name: fullName, $.colour: {keep: a colour}}}
  product:
    columns: {"id, name, text": {keep: article}}
`
const schema = `-- MariaDB dump 10.19
CREATE TABLE \`customer\` (\`id\` int PRIMARY KEY, \`email\` varchar(120), \`first\` varchar(40), \`phone\` varchar(20), \`note\` text, \`extra\` text, \`data\` json);
CREATE TABLE \`product\` (\`id\` int PRIMARY KEY, \`name\` varchar(80), \`text\` text);
`
const count = 40
const names = ['Anna', 'Piotr', 'Ewa', 'Jan', 'Zofia', 'Adam', 'Maria']
const nameOf = (i: number) => names[i % names.length] as string
const phoneOf = (i: number) => `+48 60${i % 10} ${100 + i} 456`

function customer(i: number): string {
  const data = `{"name":"${nameOf(i)} Kowalczyk${i}","colour":"green"}`
  return `(${i},'osoba${i}@firma.pl','${nameOf(i)}','${phoneOf(i)}','Prosi o telefon ${i} po południu','{"nip":"526025099${i % 10}","box":"WAW${i}0A"}','${data.replaceAll('"', '\\"')}')`
}
const customers = Array.from({ length: count }, (_, i) => customer(i))
const product = (id: number, text: string) => `(${id},'Kubek','${text}')`
const products = [product(1, 'Kubek z nadrukiem'), product(2, 'Zielony, 300 ml')]
const insert = (table: string, rows: readonly string[]) =>
  `INSERT INTO \`${table}\` VALUES ${rows.join(',')};\n`
const original = schema + insert('customer', customers) + insert('product', products)

async function compare(
  masked: string | Buffer,
  source = original,
  rules = policy,
): Promise<Verification> {
  return inFolder(async (folder) => {
    const file = (name: string, text: string | Buffer) => {
      writeFileSync(join(folder, name), text)
      return join(folder, name)
    }
    return verifyDump({
      masked: { source: file('masked.sql', masked) },
      original: { source: file('original.sql', source) },
      policy: file('policy.yaml', rules),
    })
  })
}
const copy = (await maskText(original, policy)).output.toString()

/** The copy with a text among its products that the original did not have. */
const withText = (text: string) => `${copy}${insert('product', [product(3, text)])}`

describe('a copy compared with its original', () => {
  it('holds nothing of it when it was masked', async () => {
    const { leaks, checked, unaligned } = await compare(copy)
    expect(leaks).toEqual([])
    expect(unaligned).toEqual([])
    expect(checked).toMatchObject({ tables: 2, rows: count + 2 })
    expect(checked.originals).toBeGreaterThan(3 * count)
  })

  it('holds everything of it when it was not', async () => {
    const { leaks } = await compare(original)
    expect(leaks).toEqual(
      expect.arrayContaining([
        { table: 'customer', column: 'email', kind: 'email', rows: count },
        { table: 'customer', column: 'first', kind: 'firstName', rows: count },
        { table: 'customer', column: 'phone', kind: 'phone', rows: count },
        { table: 'customer', column: 'note', kind: 'freeText', rows: count },
      ]),
    )
    expect(new Set(leaks.map(({ column }) => column))).toContain('extra')
  })

  it.each([
    ['an e-mail', 'pisać na OSOBA7@firma.pl', 'email'],
    ['a phone', 'tel. 607107456', 'phone'],
    ['a name of two words', 'odbiera anna kowalczyk0', 'fullName'],
    ['what was taken out', 'paczka WAW30A', 'dropped'],
    ['a number inside of what was taken out', 'NIP 526-025-09-95', 'nip'],
    ['a text', 'Prosi o telefon 3 po południu', 'freeText'],
  ])('tells %s in a column that is kept', async (_, text, kind) => {
    const { leaks } = await compare(withText(text))
    expect(leaks).toContainEqual({ table: 'product', column: 'text', kind, rows: 1 })
  })

  it('tells a single name that was left in its row', async () => {
    const { 3: second } = /\((4),'([^']*)','([^']*)'/.exec(copy) ?? []
    const left = copy
      .replace(`'${second}','+48`, `'${nameOf(4)}','+48`)
      .replace(new RegExp(`(\\(4,'[^']*',)'[^']*'`), `$1'${nameOf(4)}'`)
    const { leaks } = await compare(left)
    expect(leaks).toContainEqual({ table: 'customer', column: 'first', kind: 'firstName', rows: 1 })
  })

  it('does not take an invented name for a leak because somebody else has it', async () => {
    const swapped = copy.replace(/(\(5,'[^']*',)'[^']*'/, `$1'${nameOf(6)}'`)
    expect((await compare(swapped)).leaks).toEqual([])
  })

  it('explains words that the original keeps in the same column', async () => {
    const source = original + insert('product', [product(9, 'Prosi o telefon 3 po południu')])
    const masked = copy + insert('product', [product(9, 'Prosi o telefon 3 po południu')])
    const { leaks, explained } = await compare(masked, source)
    expect(leaks).toEqual([])
    expect(explained).toContainEqual({
      table: 'product',
      column: 'text',
      kind: 'freeText',
      rows: 1,
      why: 'kept',
      reason: 'article',
    })
  })

  it('tells an e-mail in a kept column also when the original has it there', async () => {
    const rows = insert('product', [product(9, 'pytania: osoba3@firma.pl')])
    const { leaks } = await compare(copy + rows, original + rows)
    expect(leaks).toEqual([{ table: 'product', column: 'text', kind: 'email', rows: 1 }])
  })

  it('reads copies with columns and rows in another order', async () => {
    const moved = `${schema}INSERT INTO \`customer\` (\`email\`, \`id\`, \`phone\`) VALUES ('x@a.example',2,'${phoneOf(2)}'),('y@a.example',1,NULL);\n`
    const { leaks, unaligned } = await compare(moved)
    expect(leaks).toEqual([{ table: 'customer', column: 'phone', kind: 'phone', rows: 1 }])
    expect(unaligned).toEqual(['customer'])
  })

  it('tells masks by which somebody could be reached', async () => {
    expect((await compare(copy)).reachable).toEqual([])
    const reaching = copy
      .replace(/\(7,'[^']*'/, "(7,'somebody@firma.com'")
      .replace(/(\(8,'[^']*','[^']*',)'[^']*'/, "$1'+48 601 222 333'")
    const { leaks, reachable } = await compare(reaching)
    expect(leaks).toEqual([])
    expect(reachable).toEqual([
      { table: 'customer', column: 'email', kind: 'email', rows: 1 },
      { table: 'customer', column: 'phone', kind: 'phone', rows: 1 },
    ])
  })

  it('looks between the rows too', async () => {
    const { leaks } = await compare(`${copy}-- made for osoba3@firma.pl\n`)
    expect(leaks).toEqual([{ table: '', column: '', kind: 'email', rows: 1 }])
  })

  it('holds no value in what it says', async () => {
    const said = JSON.stringify(await compare(original))
    for (const value of ['firma', 'Anna', 'Kowalczyk', '456', 'WAW'])
      expect(said).not.toContain(value)
  })

  it('fails when there is nothing to compare', async () => {
    await expect(compare(schema)).rejects.toMatchObject({ code: 'POLIGON_NOTHING_RAN' })
    const nobody = schema + insert('product', products)
    await expect(compare(nobody, nobody)).rejects.toMatchObject({ code: 'POLIGON_NOTHING_RAN' })
  })

  it('refuses a copy of another engine', async () => {
    const other = "--\n-- PostgreSQL database dump\n--\n\nSET client_encoding = 'UTF8';\n"
    await expect(compare(other)).rejects.toMatchObject({ code: 'POLIGON_SOURCE' })
  })
})

describe('a number of a document', () => {
  const rules = `
policy: 1
purpose: tests of numbers
source: {engine: mysql}
tables:
  payment: {columns: {reference: token}}
  parcel: {columns: {number: {keep: a number of ours}}}
`
  const tables =
    '-- MariaDB dump 10.19\nCREATE TABLE `payment` (`reference` varchar(60));\nCREATE TABLE `parcel` (`number` varchar(60));\n'
  const dump = (payment: string, ...parcels: readonly string[]) =>
    `${tables}INSERT INTO \`payment\` VALUES ('${payment}');\nINSERT INTO \`parcel\` VALUES ${parcels.map((one) => `('${one}')`).join(',')};\n`
  const secret = 'k3J9-x0Qw-77Lp-Zz41'

  it('may be that of another document too, which stays', async () => {
    const found = await compare(
      dump('bcdefghijk', 'INV-001234', 'X1'),
      dump('INV-001234', 'INV-001234', 'X1'),
      rules,
    )
    expect(found.leaks).toEqual([])
    expect(found.explained).toMatchObject([{ table: 'parcel', column: 'number', why: 'kept' }])
  })

  it.each([
    ['where the original did not have it', dump('bcdefghijk', 'INV-001234', 'INV-001234')],
    ['in its own column', dump('INV-001234', 'INV-001234', 'X1')],
  ])('is a leak %s', async (_, masked) => {
    const { leaks } = await compare(masked, dump('INV-001234', 'INV-001234', 'X1'), rules)
    expect(leaks).toMatchObject([{ kind: 'token', rows: 1 }])
  })

  it('is a leak wherever it stands when it is long', async () => {
    const masked = dump('bcdefghijklmnopqrst', secret, 'X1')
    const { leaks } = await compare(masked, dump(secret, secret, 'X1'), rules)
    expect(leaks).toMatchObject([{ table: 'parcel', kind: 'token', rows: 1 }])
  })
})

const escapeOf: Readonly<Record<string, string>> = {
  '\0': '\\0',
  '\n': '\\n',
  '\r': '\\r',
  '\u001a': '\\Z',
  '"': '\\"',
  "'": "\\'",
  '\\': '\\\\',
}
const binary = (bytes: Buffer) =>
  `'${Array.from(bytes.toString('latin1'), (sign) => escapeOf[sign] ?? sign).join('')}'`

describe.each([
  ['in hexadecimal digits', (bytes: Buffer) => `0x${bytes.toString('hex')}`],
  ['with escapes', (bytes: Buffer) => `_binary ${binary(bytes)}`],
  ['with escapes and nothing before it', binary],
])('a column of bytes that is kept, written %s', (_, write) => {
  const kept = (text: string) =>
    Buffer.concat([
      Buffer.from(copy),
      Buffer.from(
        `INSERT INTO \`product\` VALUES (3,'Kubek',${write(gzipSync(text))});\n`,
        'latin1',
      ),
    ])

  it('is looked into where its values are compressed', async () => {
    const { leaks } = await compare(kept('{"to":"osoba7@firma.pl"}'))
    expect(leaks).toContainEqual({ table: 'product', column: 'text', kind: 'email', rows: 1 })
    expect((await compare(kept('{"to":"sklep@example.com"}'))).leaks).toEqual([])
  })
})
