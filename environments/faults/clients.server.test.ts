import mysql from 'mysql2/promise'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { systemClock } from '../../core/clock.ts'
import { embeddedServer } from '../embedded-server.fixture.ts'
import type { DatabaseAddress } from '../running.ts'
import { openTcpProxy, type TcpProxy } from './tcp-proxy.ts'

interface Connected {
  /** The first value of the first row. */
  ask(sql: string): Promise<unknown>
  end(): Promise<void>
}

const loginOf = ({ host, port, user, database, password }: DatabaseAddress) => ({
  host,
  port,
  user,
  database,
  password: password.reveal(),
})

/** Clients that know nothing of Poligon, as an integration has them; `limit` ends what is not answered. */
const clients = {
  async postgres(address: DatabaseAddress, limit: number): Promise<Connected> {
    const client = new Client({
      ...loginOf(address),
      connectionTimeoutMillis: limit,
      query_timeout: limit,
    })
    client.on('error', () => {})
    await client.connect()
    return {
      async ask(sql) {
        const { rows } = await client.query<Record<string, unknown>>(sql)
        return Object.values(rows[0] ?? {})[0]
      },
      end: () => client.end(),
    }
  },
  async mariadb(address: DatabaseAddress, limit: number): Promise<Connected> {
    const connection = await mysql.createConnection({
      ...loginOf(address),
      connectTimeout: limit,
    })
    connection.on('error', () => {})
    return {
      async ask(sql) {
        const [rows] = await connection.query<mysql.RowDataPacket[]>({ sql, timeout: limit })
        return Object.values(rows[0] ?? {})[0] as unknown
      },
      // Saying good-bye would wait for a connection that is cut.
      end: async () => connection.destroy(),
    }
  },
}

const patient = 60_000
const hasty = 300

describe.each(['postgres', 'mariadb'] as const)('a client of %s behind a proxy', (family) => {
  const server = embeddedServer(family)
  let proxy: TcpProxy
  let address: DatabaseAddress
  beforeAll(async () => {
    proxy = await openTcpProxy(server.address, systemClock)
    address = { ...server.address, host: proxy.host, port: proxy.port }
  })
  afterAll(() => proxy[Symbol.asyncDispose]())
  const open = clients[family]
  const long = `SELECT repeat('ż', 3000000) AS text`

  it('asks and gets large answers', async () => {
    const client = await open(address, patient)
    expect(await client.ask(long)).toBe('ż'.repeat(3_000_000))
    await client.end()
  })

  it('is left without an answer by a cut, and gets one when it is back', async () => {
    const client = await open(address, patient)
    proxy.set({ kind: 'cut' })
    const answer = client.ask('SELECT 42')
    await expect(open(address, hasty)).rejects.toThrow(/timeout|ETIMEDOUT/i)
    expect(await Promise.race([answer, Promise.resolve('nothing yet')])).toBe('nothing yet')
    proxy.set(undefined)
    expect(Number(await answer)).toBe(42)
    await client.end()
  })

  it('loses its connection in the middle of a long answer by a reset, and every next one', async () => {
    const first = await open(address, patient)
    proxy.set({ kind: 'reset', afterBytes: 10_000 })
    const lost = /ECONNRESET|terminated|closed/i
    await expect(first.ask(long)).rejects.toThrow(lost)
    const second = await open(address, patient)
    expect(Number(await second.ask('SELECT 1'))).toBe(1)
    await expect(second.ask(long)).rejects.toThrow(lost)
    proxy.set({ kind: 'reset', afterBytes: 0 })
    await expect(open(address, patient)).rejects.toThrow(lost)
    proxy.set(undefined)
    const third = await open(address, patient)
    expect(Number(await third.ask('SELECT 1'))).toBe(1)
    await third.end()
  })

  it('waits for its answers as long as the latency says', async () => {
    const client = await open(address, patient)
    proxy.set({ kind: 'latency', milliseconds: 250 })
    const before = systemClock.monotonic()
    await client.ask('SELECT 1')
    expect(systemClock.monotonic() - before).toBeGreaterThanOrEqual(249)
    proxy.set(undefined)
    await client.end()
  })

  it('waits for a long answer as long as the bandwidth says', async () => {
    const client = await open(address, patient)
    proxy.set({ kind: 'bandwidth', bytesPerSecond: 200_000 })
    const before = systemClock.monotonic()
    expect(String(await client.ask(`SELECT repeat('x', 100000) AS text`))).toHaveLength(100_000)
    expect(systemClock.monotonic() - before).toBeGreaterThanOrEqual(499)
    proxy.set(undefined)
    await client.end()
  })

  it('is not there any more for the server when it is disconnected in a cut', async () => {
    const [take, taken] =
      family === 'postgres'
        ? [
            'SELECT pg_advisory_lock(85)',
            `SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'`,
          ]
        : [`SELECT GET_LOCK('left', 0)`, `SELECT 1 - IS_FREE_LOCK('left')`]
    const client = await open(address, patient)
    await client.ask(take)
    const watcher = await open(server.address, patient)
    expect(Number(await watcher.ask(taken))).toBe(1)
    proxy.set({ kind: 'cut' })
    await proxy.disconnect()
    proxy.set(undefined)
    while (Number(await watcher.ask(taken)) > 0) await systemClock.sleep(10)
    await Promise.all([client.end().catch(() => {}), watcher.end()])
  })
})
