import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { endWithParent } from '../core/child.ts'
import { processStart } from '../core/owner.ts'
import { listResources } from '../core/resources.ts'
import { reapLeftovers } from './reap-leftovers.ts'

const root = mkdtempSync(join(tmpdir(), 'poligon-kill-'))
const before = process.env['POLIGON_CACHE']
process.env['POLIGON_CACHE'] = join(root, 'cache')
afterAll(() => {
  if (before === undefined) delete process.env['POLIGON_CACHE']
  else process.env['POLIGON_CACHE'] = before
  rmSync(root, { recursive: true, force: true })
})

const program = `
import { startEnvironment } from ${JSON.stringify(join(import.meta.dirname, 'start-environment.ts'))}
import { createLog } from ${JSON.stringify(join(import.meta.dirname, '../core/log.ts'))}
const database = (engine) => ({ kind: 'database', engine, version: '', aliases: [] })
await startEnvironment(
  { environment: 1, name: 'killed', systems: { shop: database('mariadb'), erp: database('postgres') } },
  { provider: 'embedded', log: createLog({ quiet: true }) },
)
process.stdout.write('up')
setInterval(() => {}, 1000)
`

/** The same at work: it loads, copies, writes and resets without end. */
const working = `
${program.replace(/process\.stdout[\s\S]*/, '').replace('await startEnvironment', 'const environment = await startEnvironment')}
for (const [system, database] of environment.databases) {
  const serial = system === 'shop' ? 'int AUTO_INCREMENT PRIMARY KEY' : 'serial PRIMARY KEY'
  const sql = 'CREATE TABLE things (id ' + serial + ', words text); INSERT INTO things (words) VALUES (1), (2), (3);'
  await database.load((async function* () { yield { kind: 'statement', bytes: Buffer.from(sql) } })())
}
for (;;)
  for (const database of environment.databases.values()) {
    await database.copy('1')
    for (let i = 0; i < 5; i++) {
      await database.query('1', "UPDATE things SET words = 'other'")
      await database.reset('1')
    }
  }
`

/** `npm run soak` tries as many as the figures in docs/reference speak of. */
const kills = process.env['POLIGON_SOAK'] ? 200 : 5
/** Between the first process that it starts and the kill, in milliseconds: from the start of servers to resets. */
const latest = 1500

/** A process that holds two servers up, killed when it says so or while it is still starting. */
async function killed(when: 'up' | 'starting'): Promise<void> {
  const file = join(root, 'owner.mjs')
  writeFileSync(file, program)
  const child = spawn(process.execPath, [file], { stdio: ['ignore', 'pipe', 'inherit'] })
  if (when === 'up') await once(child.stdout, 'data')
  else
    while (!listResources().some(({ kind }) => kind === 'process')) await new Promise(setImmediate)
  child.kill('SIGKILL')
  await once(child, 'close')
}

const pids = () =>
  listResources()
    .filter(({ kind }) => kind === 'process')
    .map(({ address }) => Number(address.split('@')[0]))

describe.each(['up', 'starting'] as const)('an owner that is killed while it is %s', (when) => {
  it.skipIf(endWithParent.length === 0)('takes its servers along', async () => {
    await killed(when)
    const servers = pids()
    expect(servers.length).toBeGreaterThan(0)
    while (servers.some((pid) => processStart(pid) !== undefined)) await new Promise(setImmediate)
  })

  it('leaves what the next start removes', async () => {
    if (listResources().length === 0) await killed(when)
    const folders = listResources()
      .filter(({ kind }) => kind === 'folder')
      .map(({ address }) => address)
    const reaped = await reapLeftovers()
    expect(reaped.map(({ kind }) => kind)).toContain('folder')
    expect(listResources()).toEqual([])
    expect(folders.filter((folder) => existsSync(folder))).toEqual([])
    expect(await reapLeftovers()).toEqual([])
  })
})

it.skipIf(endWithParent.length === 0)(
  'leaves no process and, after the next start, no folder, whenever it is killed',
  { timeout: 1_200_000 },
  async () => {
    const file = join(root, 'working.mjs')
    writeFileSync(file, working)
    for (let kill = 0; kill < kills; kill++) {
      const child = spawn(process.execPath, [file], { stdio: ['ignore', 'ignore', 'pipe'] })
      let said = ''
      child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()))
      while (pids().length === 0 && child.exitCode === null) await new Promise(setImmediate)
      await new Promise((resolve) => setTimeout(resolve, (latest * kill) / kills))
      const servers = pids()
      child.kill('SIGKILL')
      await once(child, 'close')
      expect([child.signalCode, said]).toEqual(['SIGKILL', ''])
      while (servers.some((pid) => processStart(pid) !== undefined)) await new Promise(setImmediate)
      const folders = listResources()
        .filter(({ kind }) => kind === 'folder')
        .map(({ address }) => address)
      await reapLeftovers()
      expect(listResources()).toEqual([])
      expect(folders.filter((folder) => existsSync(folder))).toEqual([])
    }
  },
)
