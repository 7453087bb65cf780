import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { DumpPiece } from '../core/contracts/dump.ts'
import { createLog } from '../core/log.ts'
import { withConnection } from './mariadb/connect.ts'
import { openDatabaseTarget } from './open-database-target.ts'
import { withClient } from './postgres/connect.ts'
import { serverUrl } from './server-url.ts'
import { startServer, type SingleServer } from './start-server.ts'

const log = createLog({ quiet: true })
const table = 'CREATE TABLE t (id integer PRIMARY KEY, name varchar(5));\n'
const heads = { postgres: 'COPY t (id, name) FROM stdin;\n', mariadb: 'INSERT INTO `t` VALUES ' }
const blocks = { postgres: '1\tAnna\n', mariadb: "(1,'Anna')" }
const syntaxes = { postgres: 'pg-copy-text', mariadb: 'mysql-values' } as const

/** Loads into the target of its arguments, and stays in the middle of a table. */
const program = `
import { openDatabaseTarget } from ${JSON.stringify(join(import.meta.dirname, 'open-database-target.ts'))}
import { createLog } from ${JSON.stringify(join(import.meta.dirname, '../core/log.ts'))}
const [url, head, block, syntax] = process.argv.slice(2)
async function* pieces() {
  yield { kind: 'statement', bytes: Buffer.from(${JSON.stringify(table)}) }
  yield { kind: 'rows-begin', bytes: Buffer.from(head), table: 't', columns: ['id', 'name'], syntax }
  yield { kind: 'rows', bytes: Buffer.from(block), rows: 1 }
  process.stdout.write('loading')
  await new Promise(() => setInterval(() => {}, 1000))
}
const target = await openDatabaseTarget(url, { log: createLog({ quiet: true }) })
await target.loader.load(pieces())
`

describe.each(['postgres', 'mariadb'] as const)('a load into %s that is broken off', (family) => {
  let server: SingleServer
  const folder = mkdtempSync(join(tmpdir(), 'poligon-broken-off-'))
  beforeAll(async () => {
    server = await startServer(family, { provider: 'embedded', version: '', database: 'x', log })
  })
  afterAll(async () => {
    await server?.[Symbol.asyncDispose]()
    rmSync(folder, { recursive: true })
  })

  const url = () => serverUrl({ ...server.address, database: 'shop' }, 'with password')
  const databases = async () => {
    const { address } = server
    const names =
      family === 'postgres'
        ? await withClient(address, async (client) =>
            (
              await client.query<{ name: string }>('SELECT datname AS name FROM pg_database')
            ).rows.map(({ name }) => name),
          )
        : await withConnection(address, async (connection) =>
            (await connection.rows('SHOW DATABASES')).map((row) => row['Database'] ?? ''),
          )
    return names.filter((name) => name.startsWith('shop'))
  }
  const rows = async function* (after: () => void): AsyncGenerator<DumpPiece> {
    yield { kind: 'statement', bytes: Buffer.from(table) }
    yield {
      kind: 'rows-begin',
      bytes: Buffer.from(heads[family]),
      table: 't',
      columns: ['id', 'name'],
      syntax: syntaxes[family],
    }
    yield { kind: 'rows', bytes: Buffer.from(blocks[family]), rows: 1 }
    after()
    yield { kind: 'rows-end', bytes: Buffer.from(family === 'postgres' ? '\\.\n' : ';\n') }
  }

  it('by kill -9 leaves what the next one removes', async () => {
    const file = join(folder, 'load.mjs')
    writeFileSync(file, program)
    const args = [file, url(), heads[family], blocks[family], syntaxes[family]]
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
    await once(child.stdout, 'data')
    child.kill('SIGKILL')
    await once(child, 'close')
    const [left, ...others] = await databases()
    expect(left).toMatch(/^shop__/)
    expect(others).toEqual([])
    const target = await openDatabaseTarget(url(), { log })
    await target.loader.load(rows(() => {}))
    await target.commit()
    expect(await databases()).toEqual(['shop'])
  })

  it('by the user leaves what was there, and nothing else', async () => {
    const control = new AbortController()
    const target = await openDatabaseTarget(url(), { log })
    const loading = target.loader.load(
      rows(() => control.abort()),
      control.signal,
    )
    await expect(loading).rejects.toMatchObject({ name: 'AbortError' })
    await target.abort()
    expect(await databases()).toEqual(['shop'])
  })

  it.runIf(family === 'postgres')(
    'by the user does not wait for a statement that runs',
    async () => {
      const control = new AbortController()
      const target = await openDatabaseTarget(url(), { log })
      async function* slow(): AsyncGenerator<DumpPiece> {
        setImmediate(() => control.abort())
        yield { kind: 'statement', bytes: Buffer.from('SELECT pg_sleep(600);\n') }
      }
      await expect(target.loader.load(slow(), control.signal)).rejects.toMatchObject({
        name: 'AbortError',
      })
      await target.abort()
      expect(await databases()).toEqual(['shop'])
    },
  )
})
