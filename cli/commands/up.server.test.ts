import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'

const run = promisify(execFile)
const root = mkdtempSync(join(tmpdir(), 'poligon-up-'))
const project = join(root, 'project')
const main = join(import.meta.dirname, '..', 'main.ts')
const options = { cwd: project, env: { ...process.env, POLIGON_CACHE: join(root, 'cache') } }
const command = (...args: string[]) => ['--conditions=poligon-source', main, ...args]
const poligon = async (...args: string[]) => run(process.execPath, command(...args), options)

interface Status {
  readonly systems: readonly {
    name: string
    state: string
    provider: string | null
    url: string | null
  }[]
}
/** Folders of running servers, as the record has them: where they are depends on the servers' user. */
const recorded = () =>
  readdirSync(join(root, 'cache', 'resources'))
    .map(
      (file) =>
        JSON.parse(readFileSync(join(root, 'cache', 'resources', file), 'utf8')) as {
          kind: string
          address: string
        },
    )
    .filter(({ kind }) => kind === 'folder')
    .map(({ address }) => address)
const status = async () => JSON.parse((await poligon('status', '--json')).stdout) as Status

beforeAll(() => {
  for (const folder of ['features', 'environments'])
    mkdirSync(join(project, folder), { recursive: true })
  writeFileSync(
    join(project, 'environments', 'two.yaml'),
    `environment: 1
name: two
systems:
  shop: {kind: database, engine: mariadb, version: '10.11'}
  erp: {kind: database, engine: postgres, version: '15'}
`,
  )
})
afterAll(() => rmSync(root, { recursive: true, force: true }))

describe('poligon up', () => {
  let owner: ChildProcess | undefined
  afterEach(async () => {
    if (owner?.exitCode === null) {
      owner.kill('SIGKILL')
      await once(owner, 'close')
    }
    await poligon('down')
  })

  it('holds the databases until Ctrl-C, and then leaves nothing', async () => {
    expect((await status()).systems.map(({ state, url }) => [state, url])).toEqual([
      ['stopped', null],
      ['stopped', null],
    ])
    owner = spawn(process.execPath, command('up', '--provider', 'embedded'), {
      ...options,
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    await once(owner.stdout!, 'data')
    const { systems } = await status()
    expect(systems.map(({ name, state, provider }) => [name, state, provider])).toEqual([
      ['shop', 'running', 'embedded'],
      ['erp', 'running', 'embedded'],
    ])
    expect(JSON.parse((await poligon('reset', '--json')).stdout)).toMatchObject({
      environment: 'two',
      systems: [
        { system: 'shop', rung: 'nothing-changed' },
        { system: 'erp', rung: 'nothing-changed' },
      ],
    })
    const folders = recorded()
    expect(folders.length).toBeGreaterThan(1)
    owner.kill('SIGINT')
    expect(await once(owner, 'close')).toEqual([0, null])
    expect((await status()).systems[0]?.state).toBe('stopped')
    expect(folders.filter((folder) => existsSync(folder))).toEqual([])
    expect(readdirSync(join(root, 'cache', 'resources'))).toEqual([])
  })

  it('gives the terminal back when it is told to, until it is taken down', async () => {
    expect((await poligon('up', 'two', '--provider', 'embedded', '--detach')).stdout).toContain(
      'mariadb://application:',
    )
    await expect(poligon('up', 'two', '--provider', 'embedded')).rejects.toMatchObject({ code: 2 })
    expect((await status()).systems[1]?.state).toBe('running')
    const folders = recorded()
    expect(folders.length).toBeGreaterThan(1)
    await poligon('down', 'two')
    expect((await status()).systems[1]?.state).toBe('stopped')
    expect(folders.filter((folder) => existsSync(folder))).toEqual([])
    await expect(poligon('reset')).rejects.toMatchObject({ code: 2 })
  })

  it('has a shell into each database, which stops at the first statement that fails', async () => {
    await poligon('up', 'two', '--provider', 'embedded', '--detach')
    const typed = async (system: string, statements: string) => {
      const shell = run(process.execPath, command('sql', system), options)
      shell.child.stdin?.end(statements)
      return (await shell).stdout
    }
    for (const system of ['shop', 'erp']) {
      const made = "CREATE TABLE note (text varchar(20)); INSERT INTO note VALUES ('zażółć');"
      expect(await typed(system, `${made} SELECT text FROM note;`)).toContain('zażółć')
      await expect(
        typed(system, 'SELECT nothing FROM note; DELETE FROM note;'),
      ).rejects.toMatchObject({ code: 1 })
      expect(await typed(system, 'SELECT text FROM note;')).toContain('zażółć')
    }
    await expect(typed('crm', '')).rejects.toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/crm.*shop, erp/s) as string,
    })
    expect(recorded().filter((folder) => folder.includes('password'))).toEqual([])
  })

  it('ends as its background process does, which has said why', async () => {
    await expect(
      poligon('up', 'two', '--detach', '--provider', 'external', '--json'),
    ).rejects.toMatchObject({
      code: 4,
      stdout: '',
      stderr: expect.stringMatching(/^\{"error".*\}\n$/) as string,
    })
    rmSync(join(project, '.poligon'), { recursive: true, force: true })
    writeFileSync(join(project, '.poligon'), '')
    await expect(poligon('up', 'two', '--detach', '--provider', 'embedded')).rejects.toMatchObject({
      code: 2,
      stderr: expect.stringContaining('cannot be written') as string,
    })
    rmSync(join(project, '.poligon'))
  })

  it('refuses what it does not understand', async () => {
    await expect(poligon('up', 'nowhere')).rejects.toMatchObject({ code: 2 })
    await expect(poligon('up', 'two', '--provider', 'magic')).rejects.toMatchObject({ code: 2 })
    await expect(poligon('up', 'two', '--provider', 'external')).rejects.toMatchObject({ code: 4 })
    await expect(
      poligon('up', 'two', '--provider', 'external', '--url', 'shop'),
    ).rejects.toMatchObject({ code: 2 })
  })
})
