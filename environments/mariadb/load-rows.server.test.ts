import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { DumpPiece } from '../../core/contracts/dump.ts'
import { createLog } from '../../core/log.ts'
import { embeddedServer } from '../embedded-server.fixture.ts'
import { withConnection } from './connect.ts'
import { connectLoader } from './loader.ts'

const said: string[] = []
const log = {
  ...createLog({ quiet: true }),
  info: (text: { toString(): string }) => void said.push(String(text)),
}

/** Every type, and the literals in which dumps write its values. */
const digits = (most: number) => fc.integer({ min: -most, max: most }).map(String)
const characters = fc.constantFrom(
  'a',
  'N',
  '%',
  '_',
  '0',
  ',',
  '(',
  ')',
  ';',
  '"',
  ' ',
  'ą',
  'ż',
  '€',
  '😀',
  "''",
  "\\'",
  '\\\\',
  '\\"',
  '\\n',
  '\\0',
  '\\Z',
  '\\r',
  '\\t',
  '\\N',
  '\\%',
  '\\_',
  '\t',
  '\n',
  '\r',
)
const string = (unit: fc.Arbitrary<string>) =>
  fc
    .array(unit, { maxLength: 12 })
    .map((all) => Buffer.from(`'${all.join('')}'`).toString('latin1'))
const byte = fc.integer({ min: 0, max: 255 })
const rawByte = byte.map((one) =>
  one === 0
    ? '\\0'
    : one === 39 || one === 92
      ? `\\${String.fromCharCode(one)}`
      : String.fromCharCode(one),
)
const bytes = fc.array(rawByte, { maxLength: 12 }).map((all) => `'${all.join('')}'`)
const hex = fc
  .array(byte, { minLength: 1, maxLength: 12 })
  .map((all) => Buffer.from(all).toString('hex'))
const binary = fc.oneof(
  bytes.map((one) => `_binary ${one}`),
  hex.map((one) => `0x${one}`),
  hex.map((one) => `x'${one}'`),
)
const point = fc
  .tuple(
    fc.double({ noNaN: true, min: -180, max: 180 }),
    fc.double({ noNaN: true, min: -90, max: 90 }),
  )
  .map(([x, y]) => {
    const wkb = Buffer.alloc(25)
    wkb.writeUInt8(1, 4)
    wkb.writeUInt32LE(1, 5)
    wkb.writeDoubleLE(x, 9)
    wkb.writeDoubleLE(y, 17)
    return `0x${wkb.toString('hex')}`
  })

const types: readonly (readonly [type: string, literals: fc.Arbitrary<string>])[] = [
  ['TINYINT', digits(127)],
  ['INT UNSIGNED', fc.nat().map(String)],
  ['BIGINT', fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map(String)],
  ['INT(6) ZEROFILL', fc.nat(999_999).map((one) => String(one).padStart(6, '0'))],
  [
    'DECIMAL(12,3)',
    fc.integer({ min: -999_999_999, max: 999_999_999 }).map((one) => (one / 1000).toFixed(3)),
  ],
  ['DOUBLE', fc.double({ noNaN: true, noDefaultInfinity: true }).map(String)],
  ['FLOAT', fc.float({ noNaN: true, noDefaultInfinity: true }).map((one) => one.toPrecision(6))],
  ['BIT(13)', fc.nat(8191).map((one) => `b'${one.toString(2)}'`)],
  ['YEAR', fc.integer({ min: 1901, max: 2155 }).map(String)],
  ['DATE', fc.constantFrom("'2024-02-29'", "'0000-00-00'", "'1000-01-01'", "'2024-00-00'")],
  ['DATETIME(6)', fc.constantFrom("'2024-02-29 23:59:59.123456'", "'0000-00-00 00:00:00'")],
  [
    'TIMESTAMP NULL',
    fc.constantFrom("'2024-03-31 02:30:00'", "'0000-00-00 00:00:00'", "'1970-01-01 00:00:01'"),
  ],
  ['TIME', fc.constantFrom("'-838:59:59'", "'00:00:00'", "'12:30:00'")],
  ['CHAR(20)', string(characters)],
  ['VARCHAR(80) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin', string(characters)],
  [
    'VARCHAR(80) CHARACTER SET latin2',
    string(fc.constantFrom('a', 'ą', 'Ł', '\\n', '\\N', "''", '\t')),
  ],
  ['LONGTEXT', fc.oneof(string(characters), fc.constant(`'${'long '.repeat(300)}'`))],
  [
    "ENUM('a','ż','NULL')",
    fc.constantFrom('a', 'ż', 'NULL').map((one) => Buffer.from(`'${one}'`).toString('latin1')),
  ],
  [
    "SET('x','ó')",
    fc.constantFrom('', 'x', 'x,ó').map((one) => Buffer.from(`'${one}'`).toString('latin1')),
  ],
  ['JSON', fc.constantFrom('\'{\\"a\\": [1, \\"x\\\\n\\"]}\'', "'null'", "'[]'")],
  ['VARBINARY(40)', binary],
  ['BINARY(4)', fc.constantFrom('0x00000000', "_binary 'a\\0b\\\\'")],
  [
    'LONGBLOB',
    fc.oneof(
      binary,
      bytes.map((one) => `_binary ${one}`),
    ),
  ],
  ['POINT', point],
  ['UUID', fc.uuid({ version: [1, 4] }).map((one) => `'${one}'`)],
  ['INET6', fc.constantFrom("'::1'", "'2001:db8::ff00:42:8329'")],
]

const columns = ['id', ...types.map((_, index) => `c${index}`)]
const row = fc.tuple(
  ...types.map(([, literals]) =>
    fc.oneof({ weight: 6, arbitrary: literals }, { weight: 1, arbitrary: fc.constant('NULL') }),
  ),
)
const create = `
  SET SQL_MODE = 'NO_AUTO_VALUE_ON_ZERO';
  CREATE TABLE t (id INT AUTO_INCREMENT PRIMARY KEY, ${types
    .map(([type], index) => `c${index} ${type} ${type.includes(' NULL') ? '' : 'NULL'}`)
    .join(', ')}, made INT AS (c0 + 1) STORED);\n`

const statement = (sql: string): DumpPiece => ({ kind: 'statement', bytes: Buffer.from(sql) })
/** Every row with a generated value, as mariadb-dump writes it; a block for every three rows. */
function* dump(rows: readonly (readonly string[])[]): Generator<DumpPiece> {
  yield statement(create)
  yield {
    kind: 'rows-begin',
    bytes: Buffer.from('INSERT INTO `t` VALUES '),
    table: 't',
    columns: [...columns, 'made'],
    syntax: 'mysql-values',
  }
  const all = rows.map((one, index) => `(${index},${one.join(',')},NULL)`)
  for (let at = 0; at < all.length; at += 3) {
    const some = all.slice(at, at + 3)
    yield {
      kind: 'rows',
      bytes: Buffer.from(`${at === 0 ? '' : ','}${some.join(',')}`, 'latin1'),
      rows: some.length,
    }
  }
  yield { kind: 'rows-end', bytes: Buffer.from(';\n') }
}

async function* stream(pieces: Iterable<DumpPiece>): AsyncGenerator<DumpPiece> {
  yield* pieces
}

describe('rows of a dump', () => {
  const server = embeddedServer('mariadb')

  const run = (sql: string) => withConnection(server.address, (connection) => connection.rows(sql))
  const loads = async () => Number((await run("SHOW GLOBAL STATUS LIKE 'Com_load'"))[0]?.['Value'])
  const load = async (database: string, pieces: Iterable<DumpPiece>) => {
    await run(`DROP DATABASE IF EXISTS ${database}`)
    await run(`CREATE DATABASE ${database} CHARACTER SET utf8mb4`)
    const loader = await connectLoader({ ...server.address, database }, log)
    try {
      return await loader.load(stream(pieces))
    } finally {
      await loader[Symbol.asyncDispose]()
    }
  }
  const content = (database: string) =>
    run(`SELECT id, made, ${columns
      .slice(1)
      .map((one) => `HEX(CAST(${one} AS BINARY)) AS ${one}`)
      .join(', ')}
      FROM ${database}.t ORDER BY id`)

  it('are the same by LOAD DATA and by INSERT', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 12 }), async (rows) => {
        await run('SET GLOBAL local_infile = 1')
        const before = await loads()
        const loaded = await load('fast', dump(rows))
        expect(loaded).toEqual([{ table: 't', rows: rows.length }])
        expect(await loads()).toBe(before + 1)
        await run('SET GLOBAL local_infile = 0')
        said.length = 0
        await load('slow', dump(rows))
        expect(said.join('')).toContain('local_infile')
        const [fast, slow] = [await content('fast'), await content('slow')]
        expect(fast).toHaveLength(rows.length)
        expect(fast).toEqual(slow)
      }),
      { numRuns: 30 },
    )
  })

  it('are inserted, with a word about it, where the server allows no LOAD DATA LOCAL', async () => {
    said.length = 0
    await run('SET GLOBAL local_infile = 0')
    const one = types.map(() => 'NULL')
    await load('refusing', dump([one, one, one, one]))
    await run('SET GLOBAL local_infile = 1')
    expect(await content('refusing')).toHaveLength(4)
    expect(said.filter((text) => text.includes('local_infile'))).toHaveLength(1)
  })

  const simple = (head: string, blocks: readonly string[], after = ''): DumpPiece[] => [
    statement(
      "SET SQL_MODE = '';\nCREATE TABLE t (id INT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(5), UNIQUE (name));\n" +
        after,
    ),
    ...blocks.flatMap((block): DumpPiece[] => [
      {
        kind: 'rows-begin',
        bytes: Buffer.from(head),
        table: 't',
        columns: ['id', 'name'],
        syntax: 'mysql-values',
      },
      { kind: 'rows', bytes: Buffer.from(block), rows: block.split('),(').length },
      { kind: 'rows-end', bytes: Buffer.from(';\n') },
    ]),
  ]
  const names = async (database: string) =>
    (await run(`SELECT name FROM ${database}.t ORDER BY id`)).map((one) => one['name'])

  it('of many statements with the same head are loaded at once', async () => {
    const before = await loads()
    await load('together', simple('INSERT INTO `t` VALUES ', ["(1,'a')", "(2,'b')", "(3,'c')"]))
    expect(await loads()).toBe(before + 1)
    expect(await names('together')).toEqual(['a', 'b', 'c'])
  })

  it('that LOAD DATA could understand otherwise are inserted, in their place', async () => {
    await load('mixed', simple('INSERT INTO `t` VALUES ', ["(1,'a')", "(2,UPPER('b'))", "(3,'c')"]))
    expect(await names('mixed')).toEqual(['a', 'B', 'c'])
  })

  it('of REPLACE replace', async () => {
    const replacing = simple('REPLACE INTO `t` VALUES ', ["(1,'a')", "(2,'b')"])
    await load('replaced', replacing)
    expect(await names('replaced')).toEqual(['a', 'b'])
  })

  it('are numbered on where the dump ends', async () => {
    await load('counted', simple('INSERT INTO `t` VALUES ', ["(7,'a'),(41,'b')"]))
    await run("INSERT INTO counted.t (name) VALUES ('c')")
    expect(await run('SELECT MAX(id) AS id FROM counted.t')).toEqual([{ id: '42' }])
  })

  it('fire no trigger, and the triggers are there afterwards', async () => {
    const trigger = "CREATE TRIGGER up BEFORE INSERT ON t FOR EACH ROW SET NEW.name = 'fired';\n"
    await load('quiet', simple('INSERT INTO `t` VALUES ', ["(1,'a')"], trigger))
    expect(await names('quiet')).toEqual(['a'])
    await run("INSERT INTO quiet.t (name) VALUES ('b')")
    expect(await names('quiet')).toEqual(['a', 'fired'])
  })

  it.each([
    ['is too long', "(3,'secret')", 3],
    ['is there twice', "(3,'a')", 1],
    ['is a key twice', "(2,'c')", 1],
    ['is no number', "('x3','c')", 3],
  ])('are refused with table and row when a value %s', async (_, last, from) => {
    const loading = load('wrong', simple('INSERT INTO `t` VALUES ', ["(1,'a'),(2,'b')", last]))
    await expect(loading).rejects.toMatchObject({
      code: 'POLIGON_LOAD',
      place: { table: 't', row: from },
    })
    await expect(loading).rejects.not.toThrow(/secret|x3/)
  })

  it('stop when what is read fails, and leave a usable connection to close', async () => {
    const failing = async function* () {
      yield* simple('INSERT INTO `t` VALUES ', ["(1,'a')"]).slice(0, 3)
      throw new Error('the source failed')
    }
    await run('DROP DATABASE IF EXISTS failing')
    await run('CREATE DATABASE failing')
    const loader = await connectLoader({ ...server.address, database: 'failing' }, log)
    await expect(loader.load(failing())).rejects.toThrow('the source failed')
    await loader[Symbol.asyncDispose]()
  })
})
