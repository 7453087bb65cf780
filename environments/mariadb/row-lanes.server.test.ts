import { describe, expect, it } from 'vitest'
import type { DumpPiece } from '../../core/contracts/dump.ts'
import { createLog } from '../../core/log.ts'
import { embeddedServer } from '../embedded-server.fixture.ts'
import { withConnection } from './connect.ts'
import { connectLoader } from './loader.ts'

const log = createLog({ quiet: true })
const sql = (text: string): DumpPiece => ({ kind: 'statement', bytes: Buffer.from(text) })

function* insert(table: string, rows: readonly string[]): Generator<DumpPiece> {
  yield {
    kind: 'rows-begin',
    bytes: Buffer.from(`INSERT INTO \`${table}\` VALUES `),
    table,
    columns: ['id', 'name'],
    syntax: 'mysql-values',
  }
  yield { kind: 'rows', bytes: Buffer.from(rows.join(',')), rows: rows.length }
  yield { kind: 'rows-end', bytes: Buffer.from(';\n') }
}

const many = (count: number, name = 'x'.repeat(100)) =>
  Array.from({ length: count }, (_, at) => `(${at + 1},'${name}')`)

/** As mysqldump writes a table. */
function* table(name: string, rows: readonly string[], more = ''): Generator<DumpPiece> {
  yield sql(`DROP TABLE IF EXISTS \`${name}\`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!40101 SET character_set_client = utf8mb4 */;
CREATE TABLE \`${name}\` (\`id\` int NOT NULL AUTO_INCREMENT PRIMARY KEY, \`name\` varchar(100), KEY (\`name\`)${more}) ENGINE=InnoDB;
/*!40101 SET character_set_client = @saved_cs_client */;
LOCK TABLES \`${name}\` WRITE;
/*!40000 ALTER TABLE \`${name}\` DISABLE KEYS */;`)
  yield* insert(name, rows)
  yield sql(`/*!40000 ALTER TABLE \`${name}\` ENABLE KEYS */;\nUNLOCK TABLES;`)
}

describe('tables whose rows come over several connections', () => {
  const server = embeddedServer('mariadb')

  const run = (text: string, database = 'first') =>
    withConnection({ ...server.address, database }, (connection) => connection.rows(text))
  const load = async (database: string, jobs: number, pieces: Iterable<DumpPiece>) => {
    await run(`CREATE DATABASE ${database}`)
    async function* stream() {
      yield sql("/*!40101 SET NAMES utf8mb4 */;\n/*!40101 SET SQL_MODE='NO_AUTO_VALUE_ON_ZERO' */;")
      yield* pieces
    }
    await using loader = await connectLoader({ ...server.address, database }, log, { jobs })
    return await loader.load(stream())
  }

  it.each([1, 3])('are all there with %i jobs', async (jobs) => {
    const names = ['a', 'b', 'c', 'd', 'e']
    const loaded = await load(`all_${jobs}`, jobs, [
      ...names.flatMap((name, at) => [...table(name, many(500 * (at + 1)))]),
      sql('CREATE VIEW v AS SELECT COUNT(*) AS n FROM `a` JOIN `e` USING (id);'),
    ])
    expect(loaded).toEqual(names.map((name, at) => ({ table: name, rows: 500 * (at + 1) })))
    for (const { table: name, rows } of loaded)
      expect(await run(`SELECT COUNT(*) AS n FROM \`${name}\``, `all_${jobs}`)).toEqual([
        { n: String(rows) },
      ])
    expect(await run('SELECT n FROM v', `all_${jobs}`)).toEqual([{ n: '500' }])
  })

  it('use more than one', async () => {
    const before = Number((await run("SHOW GLOBAL STATUS LIKE 'Connections'"))[0]?.['Value'])
    await load('several', 2, [...table('a', many(20_000)), ...table('b', many(20_000))])
    const after = Number((await run("SHOW GLOBAL STATUS LIKE 'Connections'"))[0]?.['Value'])
    // Those of the test itself: two that ask, one that creates, one that reads statements.
    expect(after - before).toBe(2 + 3)
  })

  it('are there before a statement that looks at them', async () => {
    await load('looked', 3, [
      ...table('a', many(20_000)),
      sql('SET @n = (SELECT COUNT(*) FROM `a`);\nCREATE TABLE counted AS SELECT @n AS n;'),
    ])
    expect(await run('SELECT n FROM counted', 'looked')).toEqual([{ n: '20000' }])
  })

  it('are committed where the dump says that nothing is', async () => {
    await load('committed', 2, [sql('SET autocommit=0;'), ...table('a', many(10))])
    expect(await run('SELECT COUNT(*) AS n FROM `a`', 'committed')).toEqual([{ n: '10' }])
  })

  it('stop the load when the server changes a value, though the next table has been begun', async () => {
    const pieces = [
      ...table('a', [...many(2), `(3,'${'y'.repeat(101)}')`]),
      ...table('b', many(5000)),
      ...table('c', many(5000)),
    ]
    await expect(load('behind', 2, pieces)).rejects.toMatchObject({
      code: 'POLIGON_LOAD',
      place: { table: 'a', row: 3 },
    })
  })

  it('can refer to each other', async () => {
    const reference = ', CONSTRAINT to_a FOREIGN KEY (`id`) REFERENCES `a` (`id`)'
    await load('keyed', 2, [...table('a', many(20_000)), ...table('b', many(20_000), reference)])
    expect(await run('SELECT COUNT(*) AS n FROM `a` JOIN `b` USING (id)', 'keyed')).toEqual([
      { n: '20000' },
    ])
  })
})
