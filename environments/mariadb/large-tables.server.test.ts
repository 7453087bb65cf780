import { describe, expect, it } from 'vitest'
import type { DumpPiece } from '../../core/contracts/dump.ts'
import { createLog } from '../../core/log.ts'
import { embeddedServer } from '../embedded-server.fixture.ts'
import { withConnection } from './connect.ts'
import { connectLoader } from './loader.ts'
import { largeTable } from './load-rows.ts'

const log = createLog({ quiet: true })
const blocks = 10

function* dump(options: string): Generator<DumpPiece> {
  const create = `CREATE TABLE t (id INT PRIMARY KEY, filling LONGTEXT) ENGINE=InnoDB ${options};\n`
  yield { kind: 'statement', bytes: Buffer.from(create) }
  const head = Buffer.from('INSERT INTO `t` VALUES ')
  yield {
    kind: 'rows-begin',
    bytes: head,
    table: 't',
    columns: ['id', 'filling'],
    syntax: 'mysql-values',
  }
  for (let id = 1; id <= 2 * blocks; id++) {
    const row = `(${id},'${'x'.repeat(largeTable / blocks)}')`
    yield { kind: 'rows', bytes: Buffer.from(id === 1 ? row : `,${row}`), rows: 1 }
  }
  yield { kind: 'rows-end', bytes: Buffer.from(';\n') }
}

async function* stream(pieces: Iterable<DumpPiece>): AsyncGenerator<DumpPiece> {
  yield* pieces
}

describe('statistics of a table into which much is loaded', () => {
  const server = embeddedServer('mariadb')

  const run = (sql: string) => withConnection(server.address, (connection) => connection.rows(sql))
  const count = async (statement: 'alter_table' | 'load') =>
    Number((await run(`SHOW GLOBAL STATUS LIKE 'Com_${statement}'`))[0]?.['Value'])
  const altered = () => count('alter_table')
  const load = async (options: string) => {
    await run('DROP DATABASE IF EXISTS large')
    await run('CREATE DATABASE large')
    await using loader = await connectLoader({ ...server.address, database: 'large' }, log)
    expect(await loader.load(stream(dump(options)))).toEqual([{ table: 't', rows: 2 * blocks }])
    const [table] = await run('SHOW CREATE TABLE large.t')
    return table?.['Create Table']
  }

  it('rest while rows come, are there afterwards, and go on', async () => {
    await run('SET GLOBAL innodb_stats_auto_recalc = ON')
    const before = await altered()
    expect(await load('')).not.toContain('STATS_')
    expect(await altered()).toBe(before + 2)
    const [row] = await run(
      "SELECT n_rows AS known FROM mysql.innodb_table_stats WHERE database_name = 'large'",
    )
    expect(Number(row?.['known'])).toBeGreaterThan(0)
  })

  it('do not part the rows into several statements, which InnoDB would not build in bulk', async () => {
    for (const automatic of ['ON', 'OFF']) {
      await run(`SET GLOBAL innodb_stats_auto_recalc = ${automatic}`)
      const before = await count('load')
      await load('')
      expect(await count('load')).toBe(before + 1)
    }
  })

  it('are left as they are where the table or the server says something about them', async () => {
    await run('SET GLOBAL innodb_stats_auto_recalc = ON')
    expect(await load('STATS_PERSISTENT=0')).toContain('STATS_PERSISTENT=0')
    await run('SET GLOBAL innodb_stats_auto_recalc = OFF')
    const before = await altered()
    await load('')
    expect(await altered()).toBe(before)
  })
})

describe('a large table with generated columns', () => {
  const server = embeddedServer('mariadb')
  const run = (sql: string) => withConnection(server.address, (connection) => connection.rows(sql))
  const rows = 60_000
  const name = 'x'.repeat(40)

  function* generated(expression: string): Generator<DumpPiece> {
    const create = `CREATE TABLE t (id INT PRIMARY KEY, name VARCHAR(60), share DECIMAL(12,2) AS (${expression}) STORED, KEY (share));\n`
    yield { kind: 'statement', bytes: Buffer.from(create) }
    yield {
      kind: 'rows-begin',
      bytes: Buffer.from('INSERT INTO `t` VALUES '),
      table: 't',
      columns: ['id', 'name', 'share'],
      syntax: 'mysql-values',
    }
    for (let from = 1; from <= rows; from += 1000) {
      const ids = Array.from({ length: 1000 }, (_, i) => from + i)
      const block = ids.map((id) => `(${id},'${name}',NULL)`).join(',')
      yield { kind: 'rows', bytes: Buffer.from(from === 1 ? block : `,${block}`), rows: 1000 }
    }
    yield { kind: 'rows-end', bytes: Buffer.from(';\n') }
  }
  const load = async (expression: string) => {
    const loads = async () =>
      Number((await run("SHOW GLOBAL STATUS LIKE 'Com_load'"))[0]?.['Value'])
    await run('DROP DATABASE IF EXISTS made')
    await run('CREATE DATABASE made')
    const before = await loads()
    await using loader = await connectLoader({ ...server.address, database: 'made' }, log)
    expect(await loader.load(stream(generated(expression)))).toEqual([{ table: 't', rows }])
    const [row] = await run('SELECT COUNT(*) AS count, SUM(share) AS sum FROM made.t')
    const tables = (await run('SHOW TABLES FROM made')).length
    return { ...row, tables, loads: (await loads()) - before }
  }

  it('is filled by one statement, behind a trial, where the server has nothing to say', async () => {
    const sum = `${(rows * (rows + 1)) / 2}.00`
    expect(await load('id * 1.00')).toEqual({ count: `${rows}`, sum, tables: 1, loads: 2 })
  })

  it('is filled in parts whose warnings can all be read where it has', async () => {
    const made = await load('id / 3')
    expect(made).toMatchObject({ count: `${rows}`, tables: 1 })
    expect(made.loads).toBeGreaterThan(2)
  })
})
