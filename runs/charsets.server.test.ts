import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { maskDump } from '../anonymizers/index.ts'
import { keyFromBytes } from '../core/key.ts'
import { createLog } from '../core/log.ts'
import { serverUrl } from '../environments/index.ts'
import { maskIntoDatabase } from './index.ts'
import { mariadbShop } from './mariadb-shop.fixture.ts'

const log = createLog({ quiet: true })
const key = keyFromBytes(new Uint8Array(32).fill(7))

/** Characters whose second byte is a backslash, and a backtick, where the character set has such. */
const charsets = [
  ['gbk', 'd55c', '8160'],
  ['sjis', '835c', '8360'],
  ['big5', 'a55c', 'a560'],
  ['ujis', 'b0a1', 'b0a2'],
] as const

const policy = (mail: string, name: string, raw: string) => `
policy: 1
purpose: tests of character sets
source: {engine: mariadb}
tables:
  klient:
    columns: {"id, note, other": {keep: a test}, mail: ${mail}, name: ${name}, raw: ${raw}}
`
const sums = `SELECT id, hex(note), hex(other), name IS NULL, length(mail) > 0 FROM klient ORDER BY id;`

describe('a dump of MariaDB in a character set of several bytes', () => {
  const shop = mariadbShop('charsets')
  const { query } = shop
  const fromFile = (database: string, file: string) => query(database, `source ${file}\n`)
  const mask = async (source: string, target: string, ...rules: Parameters<typeof policy>) => {
    writeFileSync(join(shop.folder, 'policy.yaml'), policy(...rules))
    const masked = join(shop.folder, target)
    await maskDump({
      source,
      target: masked,
      policy: join(shop.folder, 'policy.yaml'),
      key,
      jobs: 0,
    })
    return masked
  }
  const keep = '{keep: a test}'

  it.each(charsets)('is masked exactly: %s', async (charset, backslash, backtick) => {
    await query(
      'mysql',
      `DROP DATABASE IF EXISTS chars; CREATE DATABASE chars CHARACTER SET ${charset}; USE chars;
CREATE TABLE klient (id int PRIMARY KEY, name varchar(80), mail varchar(80), note text, raw blob, other varchar(60) CHARACTER SET utf8mb4);
INSERT INTO klient VALUES
 (1, concat(_${charset} 0x${backslash}, ' O''Neil'), 'a@firma.pl', concat(_${charset} 0x${backtick}, '\`q', _${charset} 0x${backslash}), 0x${backslash}d527${backslash}27220089504e47, '日本'),
 (2, NULL, '', _${charset} 0x${backslash}, 0x83, 'x\\\\'), (3, _${charset} 0x${backslash}, 'b@firma.pl', '', 0xffd8ffe0${backslash}27, NULL);`,
    )
    const dumped = join(shop.folder, `${charset}.sql`)
    const written = await shop.dump(`--default-character-set=${charset}`, 'chars')
    writeFileSync(dumped, written)
    expect(written.includes(`SET NAMES ${charset}`)).toBe(true)
    const kept = await mask(dumped, 'kept.sql', keep, keep, keep)
    expect(readFileSync(kept).equals(written)).toBe(true)

    const masked = await mask(dumped, 'masked.sql', 'email', 'fullName', 'placeholder')
    expect(readFileSync(masked, 'latin1')).not.toContain('firma.pl')
    const restored = 'DROP DATABASE IF EXISTS restored; CREATE DATABASE restored;'
    await query('mysql', restored)
    await fromFile('restored', masked)
    const before = await query('chars', sums)
    expect(await query('restored', sums)).toBe(before)
    const all = 'SELECT id, hex(name), hex(mail), hex(raw) FROM klient ORDER BY id;'
    const masks = await query('restored', all)
    expect(masks).toContain('FFD8FFE0')
    expect(masks.split('\n')[0]?.split('\t')[1]).not.toContain(backslash.toUpperCase())

    await query('mysql', 'DROP DATABASE IF EXISTS loaded;')
    await maskIntoDatabase({
      source: dumped,
      policy: join(shop.folder, 'policy.yaml'),
      key,
      jobs: 0,
      target: serverUrl({ ...shop.address, database: 'loaded' }, 'with password'),
      log,
    })
    expect(await query('loaded', sums)).toBe(before)
    expect(await query('loaded', all)).toBe(masks)
  })

  it('has values with character sets of their own', async () => {
    const dump = (value: string) =>
      `/*!40101 SET NAMES utf8mb4 */;\nCREATE TABLE klient (id int PRIMARY KEY, name varchar(80) CHARACTER SET latin2, mail varchar(80), note text, raw blob, other varchar(60)) DEFAULT CHARSET=utf8mb4;\nINSERT INTO \`klient\` VALUES (1,${value},'a@firma.pl','','','');\n`
    const name = async (value: string) => {
      writeFileSync(join(shop.folder, 'own.sql'), Buffer.from(dump(value)))
      const masked = await mask(
        join(shop.folder, 'own.sql'),
        'own-masked.sql',
        'email',
        'fullName',
        keep,
      )
      await query('mysql', 'DROP DATABASE IF EXISTS restored; CREATE DATABASE restored;')
      await fromFile('restored', masked)
      return query('restored', 'SELECT hex(name) FROM klient;')
    }
    const plain = await name(`'Zażółć Gęś'`)
    for (const value of [
      `_latin2 0x5a61bff3b3e62047eab6`,
      `_cp1250 x'5A61BFF3B3E62047EA9C'`,
      `_utf16 0x005a0061017c00f301420107002000470119015b`,
      `_utf8mb4'Zażółć Gęś'`,
    ])
      expect(await name(value)).toBe(plain)
  })
})
