import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { createLog } from '../../core/log.ts'
import { listResources } from '../../core/resources.ts'
import { Secret } from '../../core/secrets.ts'
import { makeTestFolder } from '../../core/test-folder.fixture.ts'
import { engines } from '../registry.ts'
import docker from '../providers/docker.ts'
import { startServer } from '../start-server.ts'
import { withClient } from '../postgres/connect.ts'
import { engineClient } from './engine-client.ts'

const root = makeTestFolder('docker')
const before = process.env['POLIGON_CACHE']
process.env['POLIGON_CACHE'] = join(root, 'cache')
afterAll(() => {
  if (before === undefined) delete process.env['POLIGON_CACHE']
  else process.env['POLIGON_CACHE'] = before
  rmSync(root, { recursive: true, force: true })
})

const log = createLog({ quiet: true })
const request = { family: 'postgres', version: '15', system: 'shop', log } as const
const options = { provider: 'docker', version: '15', database: 'shop', log } as const
const here = (await docker.obstacle([request], {})) === undefined

const container = () => listResources().find(({ kind }) => kind === 'container')?.address ?? ''
const inspect = async (name: string) => (await engineClient())?.container.getById(name).inspect()

describe.skipIf(!here)('a server in a container', () => {
  it('is published on the loopback address only', async () => {
    const server = await startServer('postgres', options)
    const details = await inspect(container())
    const published = Object.values(details?.NetworkSettings.Ports ?? {}).flatMap(
      (all) => all ?? [],
    )
    expect(published.length).toBeGreaterThan(0)
    for (const { HostIp } of published) expect(HostIp).toBe('127.0.0.1')
    await server[Symbol.asyncDispose]()
  })

  it('shows no password that works', async () => {
    const server = await startServer('postgres', options)
    const details = await inspect(container())
    expect(JSON.stringify(details)).not.toContain(server.address.password.reveal())
    const shown =
      details?.Config.Env.find((one) => one.startsWith('POSTGRES_PASSWORD='))?.split('=')[1] ?? ''
    expect(shown).not.toBe('')
    const login = withClient({ ...server.address, password: new Secret(shown) }, async () => {})
    await expect(login).rejects.toMatchObject({ code: 'POLIGON_UNREACHABLE' })
    await server[Symbol.asyncDispose]()
  })

  it('is gone when it is stopped, however often', async () => {
    const server = await startServer('postgres', options)
    const name = container()
    await server[Symbol.asyncDispose]()
    await server[Symbol.asyncDispose]()
    await expect(inspect(name)).rejects.toMatchObject({ statusCode: 404 })
    expect(listResources()).toEqual([])
  })

  it('is gone when its owner was killed', async () => {
    const file = join(root, 'owner.mjs')
    writeFileSync(
      file,
      `import { startServer } from ${JSON.stringify(join(import.meta.dirname, '../start-server.ts'))}
await startServer('postgres', { provider: 'docker', version: '15', database: 'shop', log: { info() {}, warn() {} } })
process.stdout.write('up')
setInterval(() => {}, 1000)
`,
    )
    const owner = spawn(process.execPath, [file], { stdio: ['ignore', 'pipe', 'inherit'] })
    await once(owner.stdout, 'data')
    const name = container()
    expect((await inspect(name))?.State.Running).toBe(true)
    owner.kill('SIGKILL')
    await once(owner, 'close')
    // The watcher strikes it from the record when the engine has removed it.
    while (listResources().length > 0) await new Promise(setImmediate)
    await expect(inspect(name)).rejects.toMatchObject({ statusCode: 404 })
  })

  it('needs its image to be there, and says which', async () => {
    const missing = await docker.obstacle([{ ...request, image: 'postgres:0.0-none' }], {})
    expect(missing).toContain('postgres:0.0-none')
    expect(missing).toContain('docker pull')
  })
})

it('has an official image for every family', async () => {
  for (const load of Object.values(engines)) {
    const { family, image } = (await load()).default
    expect(image('1.2')).toBe(`${family}:1.2`)
  }
})
