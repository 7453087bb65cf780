import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { DumpPiece } from '../core/contracts/dump.ts'
import { createLog } from '../core/log.ts'
import { fromRegistry } from '../core/registry.ts'
import { sampleOf } from './engine.contract.ts'
import { withConnection } from './mariadb/connect.ts'
import { openDatabaseTarget } from './open-database-target.ts'
import { withClient } from './postgres/connect.ts'
import { dumpDatabase } from './programs/dump-database.ts'
import { engines } from './registry.ts'
import { serverUrl } from './server-url.ts'
import { startServer, type SingleServer } from './start-server.ts'

const log = createLog({ quiet: true })
const piece = (kind: 'statement' | 'rows-end', sql: string): DumpPiece => ({
  kind,
  bytes: Buffer.from(sql),
})

/** The same table and rows in each syntax. */
const syntaxes = {
  postgres: {
    before: '',
    head: 'COPY t (id, name) FROM stdin;\n',
    row: (id: string, name: string) => `${id}\t${name}\n`,
    end: '\\.\n',
    syntax: 'pg-copy-text',
  },
  mariadb: {
    // As in every dump: no strict mode, so that what does not fit is cut with a warning.
    before: "/*!40101 SET SQL_MODE='NO_AUTO_VALUE_ON_ZERO' */;\n",
    head: 'INSERT INTO `t` VALUES ',
    row: (id: string, name: string) => `(${id},'${name}'),`,
    end: ';\n',
    syntax: 'mysql-values',
  },
} as const

async function* rows(
  family: 'postgres' | 'mariadb',
  all: readonly [string, string][],
  claimed = all.length,
): AsyncGenerator<DumpPiece> {
  const { before, head, row, end, syntax } = syntaxes[family]
  yield piece('statement', `${before}CREATE TABLE t (id integer PRIMARY KEY, name varchar(5));\n`)
  yield {
    kind: 'rows-begin',
    bytes: Buffer.from(head),
    table: 't',
    columns: ['id', 'name'],
    syntax,
  }
  yield {
    kind: 'rows',
    bytes: Buffer.from(all.map(([id, name]) => row(id, name)).join('')),
    rows: claimed,
  }
  yield piece('rows-end', end)
}

describe.each(['postgres', 'mariadb'] as const)('%s', (family) => {
  let server: SingleServer
  const folder = mkdtempSync(join(tmpdir(), 'poligon-loaders-'))
  beforeAll(async () => {
    server = await startServer(family, {
      provider: 'embedded',
      version: '',
      database: 'first',
      log,
    })
  })
  afterAll(async () => {
    await server?.[Symbol.asyncDispose]()
    rmSync(folder, { recursive: true })
  })

  const database = async (name: string) => {
    const { address } = server
    if (family === 'postgres')
      await withClient(address, (client) => client.query(`CREATE DATABASE ${name}`))
    else await withConnection(address, (connection) => connection.run(`CREATE DATABASE ${name}`))
    return { ...address, database: name }
  }
  const names = async () => {
    const { address } = server
    if (family === 'postgres')
      return withClient(address, async (client) =>
        (await client.query<{ datname: string }>('SELECT datname FROM pg_database')).rows.map(
          (row) => row.datname,
        ),
      )
    return withConnection(address, async (connection) =>
      (await connection.rows('SHOW DATABASES')).map((row) => row['Database'] ?? ''),
    )
  }
  const count = async (database: string, table: string) => {
    const address = { ...server.address, database }
    if (family === 'postgres')
      return withClient(address, async (client) =>
        Number(
          (await client.query<{ n: string }>(`SELECT count(*) AS n FROM ${table}`)).rows[0]?.n,
        ),
      )
    return withConnection(address, async (connection) =>
      Number((await connection.rows(`SELECT count(*) AS n FROM ${table}`))[0]?.['n']),
    )
  }
  const load = async (name: string, pieces: AsyncIterable<DumpPiece>) => {
    const engine = await fromRegistry(engines, 'engine', family)
    const loader = await engine.connectLoader(await database(name), log)
    try {
      return await loader.load(pieces)
    } finally {
      await loader[Symbol.asyncDispose]()
    }
  }

  describe.runIf(family === 'postgres')('a loader of INSERT statements', () => {
    async function* inserts(...statements: [opening: string, rows: string[], closing: string][]) {
      yield piece('statement', 'CREATE TABLE t (id integer PRIMARY KEY, name varchar(5));\n')
      for (const [opening, rows, closing] of statements) {
        yield {
          kind: 'rows-begin',
          bytes: Buffer.from(opening),
          table: 't',
          columns: ['id', 'name'],
          syntax: 'pg-values',
        } as const
        for (const text of rows) yield { kind: 'rows', bytes: Buffer.from(text), rows: 1 } as const
        yield piece('rows-end', closing)
      }
    }

    it('counts what it loaded', async () => {
      const loaded = await load(
        'inserted',
        inserts(
          ['-- data\nINSERT INTO t VALUES ', ["(1, 'a')"], ';'],
          ['\nINSERT INTO t VALUES ', ["(2, 'b;')", ",\n(3, E'\\'')"], ';'],
        ),
      )
      expect(loaded).toEqual([{ table: 't', rows: 3 }])
      expect(await count('inserted', 't')).toBe(3)
    })

    it('lets a statement leave out rows that are there, when it says so', async () => {
      const once = (): [string, string[], string] => [
        'INSERT INTO t VALUES ',
        ["(1, 'a')"],
        ' ON CONFLICT DO NOTHING;',
      ]
      const loaded = await load('unconflicted', inserts(once(), once()))
      expect(loaded).toEqual([{ table: 't', rows: 1 }])
    })

    it('stops at a row that does not fit, with the table', async () => {
      await expect(
        load('unfit', inserts(['INSERT INTO t VALUES ', ["(1, 'secret value')"], ';'])),
      ).rejects.toMatchObject({ code: 'POLIGON_LOAD', place: { table: 't' } })
    })
  })

  describe('a loader', () => {
    it('counts what it loaded', async () => {
      expect(
        await load(
          'counted',
          rows(family, [
            ['1', 'Anna'],
            ['2', 'Jan'],
          ]),
        ),
      ).toEqual([{ table: 't', rows: 2 }])
      expect(await count('counted', 't')).toBe(2)
    })

    it.each([
      [
        'is there twice',
        [
          ['1', 'Anna'],
          ['1', 'Jan'],
        ],
      ],
      ['is too long', [['1', 'Bartłomiej']]],
      [
        'has the wrong type',
        [
          ['1', 'Anna'],
          ['Zenobia', 'x'],
        ],
      ],
    ] as [string, [string, string][]][])(
      'refuses a value that %s, by table and row, without the value',
      async (_, all) => {
        const loading = load(
          `refused_${all.length}_${all[0]?.[1].length}_${all[1]?.[0].length ?? 0}`,
          rows(family, all),
        )
        await expect(loading).rejects.toMatchObject({
          code: 'POLIGON_LOAD',
          place: { table: 't', row: expect.any(Number) as number },
        })
        await expect(loading).rejects.not.toThrow(/Anna|Bart|Zenobia/)
      },
    )

    it('refuses when the server did not take as many rows as were sent', async () => {
      const loading = load('miscounted', rows(family, [['1', 'Anna']], 2))
      await expect(loading).rejects.toMatchObject({ code: 'POLIGON_LOAD', place: { table: 't' } })
    })
  })

  describe('a target', () => {
    const url = (database: string) => serverUrl({ ...server.address, database }, 'with password')
    const fill = async (database: string, end: 'commit' | 'abort' = 'commit') => {
      const target = await openDatabaseTarget(url(database), { log })
      await target.loader.load(sampleOf(family).pieces())
      await target[end]()
    }

    it('is made when it is absent, and replaced by the next masking', async () => {
      await fill('fresh')
      await fill('fresh')
      expect(await count('fresh', 'orders')).toBe(40)
    })

    it('may be there when it is empty', async () => {
      await database('waiting')
      await fill('waiting')
      expect(await count('waiting', 'orders')).toBe(40)
    })

    it('is left alone when it holds what we did not put there', async () => {
      await load('theirs', rows(family, [['1', 'Anna']]))
      await expect(openDatabaseTarget(url('theirs'), { log })).rejects.toMatchObject({
        code: 'POLIGON_TARGET',
      })
      expect(await count('theirs', 't')).toBe(1)
    })

    it('is as it was when the masking is given up', async () => {
      await fill('kept')
      const before = await names()
      await fill('kept', 'abort')
      await fill('never', 'abort')
      expect(await names()).toEqual(before)
      expect(await count('kept', 'orders')).toBe(40)
    })

    it('is on this machine unless it is said otherwise', async () => {
      const far = serverUrl(
        { ...server.address, host: 'db.example.com', database: 'x' },
        'with password',
      )
      await expect(openDatabaseTarget(far, { log })).rejects.toMatchObject({
        code: 'POLIGON_TARGET',
      })
    })
  })

  it('is dumped by the real tool', async () => {
    const target = await openDatabaseTarget(
      serverUrl({ ...server.address, database: 'dumped' }, 'with password'),
      { log },
    )
    await target.loader.load(sampleOf(family).pieces())
    await target.commit()
    const file = join(folder, 'dump.sql')
    await dumpDatabase({ ...server.address, database: 'dumped' }, file, { log })
    const text = readFileSync(file, 'utf8')
    expect(text).toContain(
      family === 'postgres' ? 'PostgreSQL database dump complete' : '-- Dump completed',
    )
    expect(text).toContain('Zażółć')
    expect(text).not.toContain(server.address.password.reveal())
  })
})
