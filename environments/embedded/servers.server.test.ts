import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { connect as connectSocket } from 'node:net'
import { networkInterfaces, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createLog } from '../../core/log.ts'
import { listResources } from '../../core/resources.ts'
import { Secret } from '../../core/secrets.ts'
import * as mariadb from '../mariadb/connect.ts'
import * as postgres from '../postgres/connect.ts'
import type { DatabaseServer, ServerAddress } from '../server.ts'
import { startMariadb } from './mariadb.ts'
import { startPostgres } from './postgres.ts'

const root = mkdtempSync(join(tmpdir(), 'poligon-servers-'))
const before = process.env['POLIGON_CACHE']
process.env['POLIGON_CACHE'] = join(root, 'cache')
afterAll(() => {
  if (before === undefined) delete process.env['POLIGON_CACHE']
  else process.env['POLIGON_CACHE'] = before
  rmSync(root, { recursive: true, force: true })
})

const log = createLog({ quiet: true })

const login = {
  postgres: (address: ServerAddress) =>
    postgres.withClient(
      address,
      async (client) => (await client.query('SELECT 1 AS one')).rows.length,
    ),
  mariadb: (address: ServerAddress) =>
    mariadb.withConnection(
      address,
      async (connection) => (await connection.rows('SELECT 1')).length,
    ),
}

describe.each([
  ['postgres', startPostgres, ['poligon', 'postgres', 'root']],
  ['mariadb', startMariadb, ['poligon', 'root', '', 'mariadb.sys', 'mysql']],
] as const)('an embedded %s', (family, start, accounts) => {
  let server: DatabaseServer
  const request = { family, version: '', system: 'shop', log }
  /** Folders of running servers, as the record has them: where they are depends on the servers' user. */
  const folders = () =>
    listResources()
      .filter(({ kind }) => kind === 'folder')
      .map(({ address }) => address)

  beforeAll(async () => {
    server = await start(request)
  })
  afterAll(async () => server?.[Symbol.asyncDispose]())

  it('answers who knows the password', async () => {
    expect(await login[family](server.address)).toBe(1)
    expect(server.address.password.reveal()).toMatch(/^[0-9a-f]{32}$/)
  })

  it.each(accounts)('lets nobody in as "%s" without it', async (user) => {
    for (const guess of ['', user, 'password'])
      await expect(
        login[family]({ ...server.address, user, password: new Secret(guess) }),
      ).rejects.toMatchObject({
        code: 'POLIGON_UNREACHABLE',
      })
  })

  it('shows its password to nobody on the machine', () => {
    const password = server.address.password.reveal()
    for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name)))
      for (const file of ['cmdline', 'environ'])
        expect(readIfAny(`/proc/${pid}/${file}`)).not.toContain(password)
    const { stdout } = spawnSync('grep', ['-rlaF', password, ...folders()], { encoding: 'utf8' })
    expect(stdout).toBe('')
  })

  it('keeps its data to itself', () => {
    expect(folders()).toHaveLength(1)
    for (const folder of folders()) expect(statSync(folder).mode & 0o777).toBe(0o700)
  })

  it('is on the loopback address only', async () => {
    const others = Object.values(networkInterfaces())
      .flatMap((all) => all ?? [])
      .filter(({ internal, family }) => !internal && family === 'IPv4')
    for (const { address } of others)
      expect(await answers(address, server.address.port)).toBe(false)
    expect(await answers('127.0.0.1', server.address.port)).toBe(true)
  })

  it('starts beside another one', async () => {
    const second = await start(request)
    expect(second.address.port).not.toBe(server.address.port)
    await second[Symbol.asyncDispose]()
    expect(await login[family](server.address)).toBe(1)
  })

  it('leaves nothing when it is stopped, however often', async () => {
    const one = await start(request)
    const both = folders()
    await one[Symbol.asyncDispose]()
    await one[Symbol.asyncDispose]()
    expect(await answers('127.0.0.1', one.address.port)).toBe(false)
    expect(both).toHaveLength(2)
    expect(both.filter((folder) => existsSync(folder))).toEqual(folders())
    // The one of this file lives on: a process and a folder.
    expect(listResources()).toHaveLength(2)
  })

  it('leaves nothing when it is interrupted while it starts', async () => {
    const controller = new AbortController()
    const starting = start({ ...request, signal: controller.signal })
    controller.abort(new Error('interrupted'))
    await expect(starting).rejects.toThrow()
    expect(listResources()).toHaveLength(2)
    expect(folders()).toHaveLength(1)
  })
})

function readIfAny(file: string): string {
  try {
    return existsSync(file) ? readFileSync(file, 'latin1') : ''
  } catch {
    return ''
  }
}

function answers(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connectSocket({ host, port, timeout: 2000 })
    const end = (answer: boolean) => () => {
      socket.destroy()
      resolve(answer)
    }
    socket.once('connect', end(true)).once('error', end(false)).once('timeout', end(false))
  })
}
