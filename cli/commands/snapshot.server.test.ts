import { spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  appendFileSync,
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { makeTestFolder } from '../../core/test-folder.fixture.ts'
import { runPoligon } from '../run-poligon.fixture.ts'

const root = makeTestFolder('snapshot')
const project = join(root, 'project')
const snapshots = join(project, '.poligon', 'snapshots')
const store = join(root, 'store')
/** Servers are fetched once for all tests. */
const cache = { POLIGON_CACHE: process.env['POLIGON_CACHE'] }
const noKey = {
  ...cache,
  POLIGON_KEY: undefined,
  POLIGON_KEY_FILE: undefined,
  POLIGON_KEY_COMMAND: undefined,
}
const key = { ...cache, POLIGON_KEY: 'ab'.repeat(32) }
const poligon = (...args: string[]) => runPoligon(project, args, noKey)
const withKey = (...args: string[]) => runPoligon(project, args, key)

const policy = (engine: string, table: string, more = '') => `policy: 1
source: {engine: ${engine}}
purpose: tests of snapshots
controller: {name: Example}
${more}tables:
  ${table}:
    columns:
      id: {keep: a number of ours}
      email: {mask: email}
`
const people = Array.from({ length: 30 }, (_, i) => i + 1)
const dumps = {
  'shop.sql': `-- MariaDB dump 10.19
CREATE TABLE \`customers\` (\`id\` int NOT NULL, \`email\` varchar(190) DEFAULT NULL, PRIMARY KEY (\`id\`)) ENGINE=InnoDB;
INSERT INTO \`customers\` VALUES ${people.map((n) => `(${n},'anna.${n}@sklep-abc.pl')`).join(',')};
`,
  'erp.sql': `--
-- PostgreSQL database dump
--

SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
CREATE TABLE public.partners (id integer NOT NULL, email text);
COPY public.partners (id, email) FROM stdin;
${people.map((n) => `${n}\tjan.${n}@firma-xyz.pl\n`).join('')}\\.

ALTER TABLE ONLY public.partners ADD CONSTRAINT partners_pkey PRIMARY KEY (id);
`,
}

function writeProject(retention = ''): void {
  for (const folder of ['features', 'environments', 'anonymizers'])
    mkdirSync(join(project, folder), { recursive: true })
  writeFileSync(
    join(project, 'environments', 'two.yaml'),
    `environment: 1
name: two
systems:
  shop: {kind: database, engine: mariadb, version: '10.11', seed: {dump: shop.sql, policy: anonymizers/shop.yaml}}
  erp: {kind: database, engine: postgres, version: '15', seed: {dump: erp.sql, policy: anonymizers/erp.yaml}}
`,
  )
  const [shop, erp] = [
    join(project, 'anonymizers', 'shop.yaml'),
    join(project, 'anonymizers', 'erp.yaml'),
  ]
  writeFileSync(shop, policy('mariadb', 'customers', retention))
  writeFileSync(erp, policy('postgres', 'public.partners', retention))
  for (const [file, text] of Object.entries(dumps)) writeFileSync(join(project, file), text)
}

beforeAll(() => writeProject())
beforeEach(() => {
  rmSync(snapshots, { recursive: true, force: true })
  rmSync(store, { recursive: true, force: true })
})
afterAll(() => rmSync(root, { recursive: true, force: true }))

describe('poligon snapshot', () => {
  it('saves masked files that only their owner may read, with how they came to be', async () => {
    const saved = await withKey('snapshot', 'save', 'two', '--name', 'monday', '--json')
    expect(saved.code, saved.stderr).toBe(0)
    expect(readdirSync(snapshots)).toEqual(['monday'])
    const folder = join(snapshots, 'monday')
    expect(readdirSync(folder).toSorted()).toEqual(['erp.sql.gz', 'manifest.json', 'shop.sql.gz'])
    expect(statSync(folder).mode & 0o777).toBe(0o700)
    for (const file of readdirSync(folder))
      expect(statSync(join(folder, file)).mode & 0o777).toBe(0o600)
    for (const file of ['erp.sql.gz', 'shop.sql.gz']) {
      const text = gunzipSync(readFileSync(join(folder, file))).toString()
      expect(text).not.toMatch(/sklep-abc|firma-xyz/)
      expect(text.match(/@/g)?.length).toBe(people.length)
    }
    const manifest: unknown = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'))
    expect(manifest).toMatchObject({
      environment: 'two',
      status: 'pseudonymised',
      systems: {
        shop: { engine: 'mariadb', rows: 30, verified: true },
        erp: { tables: [{ table: 'public.partners', rows: 30, maskedColumns: ['email'] }] },
      },
    })
    expect((await poligon('snapshot', 'list')).stdout).toMatch(/monday\s+two\s+.*\s60\s/)
  })

  it('fills an environment without the dumps and without the key', async () => {
    await withKey('snapshot', 'save', '--name', 'monday')
    await poligon('snapshot', 'push', 'monday', store)
    rmSync(snapshots, { recursive: true })
    for (const file of Object.keys(dumps)) rmSync(join(project, file))
    try {
      const pulled = await poligon('snapshot', 'pull', store)
      expect(pulled.stdout).toContain('monday')
      const up = await poligon('snapshot', 'load', 'monday', '-d', '--provider', 'embedded')
      expect(up.code, up.stderr).toBe(0)
      const { stdout } = await poligon('status', '--json')
      const { systems } = JSON.parse(stdout) as { systems: { state: string }[] }
      expect(systems.map(({ state }) => state)).toEqual(['running', 'running'])
      for (const [system, table] of [
        ['shop', 'customers'],
        ['erp', 'partners'],
      ]) {
        const file = join(project, 'count.sql')
        writeFileSync(file, `SELECT count(*) AS n, count(DISTINCT email) AS m FROM ${table};`)
        const shell = spawnShell(system ?? '', file)
        expect(await shell).toMatch(/30\D+30/)
      }
      expect((await poligon('up', 'two', '--snapshot', 'monday')).stderr).toContain('is up already')
    } finally {
      await poligon('down')
      writeProject()
    }
  })

  it('refuses what is not what was masked and searched, before anything starts', async () => {
    await withKey('snapshot', 'save', '--name', 'monday')
    const load = () => poligon('up', 'two', '--snapshot', 'monday', '--provider', 'embedded')
    const folder = join(snapshots, 'monday')
    const aside = join(root, 'aside')
    cpSync(folder, aside, { recursive: true })
    const spoils: [RegExp, () => void][] = [
      [/shop\.sql\.gz.*missing, or not the one/, () => rmSync(join(folder, 'shop.sql.gz'))],
      [
        /erp\.sql\.gz.*missing, or not the one/,
        () => appendFileSync(join(folder, 'erp.sql.gz'), 'x'),
      ],
      [/has no manifest\.json/, () => rmSync(join(folder, 'manifest.json'))],
      [
        /manifest of the snapshot .* is not valid/,
        () => change(/"verified": true/, '"verified": false'),
      ],
      [/manifest of the snapshot .* is not valid/, () => change(/shop\.sql\.gz/, '../shop.sql.gz')],
      [
        /has shop for postgres, and the environment wants mariadb/,
        () => change(/"mariadb"/, '"postgres"'),
      ],
      [/has nothing for erp/, () => change(/"erp": \{/, '"crm": {')],
      [
        /may be kept until 2001-01-01 only/,
        () => change(/"status"/, '"expires": "2001-01-01T00:00:00Z", "status"'),
      ],
    ]
    const change = (what: RegExp, by: string) => {
      const file = join(folder, 'manifest.json')
      writeFileSync(file, readFileSync(file, 'utf8').replace(what, by))
    }
    for (const [said, spoil] of spoils) {
      spoil()
      const refused = await load()
      expect(refused.stderr).toMatch(said)
      expect(refused.code).toBe(String(said).includes('2001') ? 3 : 2)
      rmSync(folder, { recursive: true })
      cpSync(aside, folder, { recursive: true })
    }
    const absent = await poligon('up', 'two', '--snapshot', 'sunday')
    expect([absent.code, absent.stderr]).toEqual([2, expect.stringContaining('monday')])
    expect((await poligon('up', 'two', '--snapshot', '../monday')).code).toBe(2)
    rmSync(aside, { recursive: true })
  })

  it('carries on nothing that was damaged on the way', async () => {
    await withKey('snapshot', 'save', '--name', 'monday')
    await poligon('snapshot', 'push', 'monday', store)
    expect((await poligon('snapshot', 'push', 'monday', store)).stderr).toContain('already')
    appendFileSync(join(store, 'monday', 'shop.sql.gz'), 'x')
    rmSync(snapshots, { recursive: true })
    expect((await poligon('snapshot', 'pull', store)).code).toBe(2)
    expect(readdirSync(snapshots)).toEqual([])
    expect((await poligon('snapshot', 'pull', join(root, 'nowhere'))).stderr).toContain(
      'There are no',
    )
  })

  it('keeps nothing of a copy in which an original is left', async () => {
    const leaky = dumps['shop.sql'].replace(
      '`email` varchar(190)',
      '`note` varchar(190), `email` varchar(190)',
    )
    writeFileSync(
      join(project, 'shop.sql'),
      leaky.replaceAll(/\((\d+),'(anna[^']*)'\)/g, `($1,'wrote as $2','$2')`),
    )
    const file = join(project, 'anonymizers', 'shop.yaml')
    writeFileSync(file, `${readFileSync(file, 'utf8')}      note: {keep: thought to be harmless}\n`)
    try {
      const refused = await withKey('snapshot', 'save', '--name', 'monday')
      expect(refused.code).toBe(1)
      expect(refused.stderr).not.toContain('anna.')
      expect(readdirSync(snapshots)).toEqual([])
    } finally {
      writeProject()
    }
  })

  it('leaves nothing half when it is killed', async () => {
    const big = people.flatMap(() => people).map((_, n) => `(${n + 1},'anna.${n}@sklep-abc.pl')`)
    writeFileSync(
      join(project, 'shop.sql'),
      dumps['shop.sql'].replace(
        /VALUES .*;/,
        `VALUES ${Array.from({ length: 200 }, (_, k) => big.map((row) => row.replace('(', `(${k}`)).join(',')).join(',')};`,
      ),
    )
    const child = spawn(
      process.execPath,
      [
        '--conditions=poligon-source',
        join(import.meta.dirname, '..', 'main.ts'),
        'snapshot',
        'save',
        '--name',
        'monday',
      ],
      {
        cwd: project,
        env: { ...process.env, ...key },
        stdio: 'ignore',
      },
    )
    const drafts = () => (existsSync(snapshots) ? readdirSync(snapshots) : [])
    while (drafts().length === 0) await new Promise((resolve) => setTimeout(resolve, 5))
    child.kill('SIGKILL')
    await once(child, 'close')
    expect(drafts()).not.toContain('monday')
    expect((await poligon('snapshot', 'list')).stdout).toContain('There are no snapshots')
    writeProject()
    expect((await withKey('snapshot', 'save', '--name', 'monday')).code).toBe(0)
    expect(drafts()).toEqual(['monday'])
  })

  it('removes those whose time is over, and writes that down', async () => {
    writeProject('retention: {snapshot: 1d}\n')
    try {
      await withKey('snapshot', 'save', '--name', 'monday')
      expect((await poligon('snapshot', 'prune')).stdout).toContain('Nothing has expired')
      const file = join(snapshots, 'monday', 'manifest.json')
      const text = readFileSync(file, 'utf8')
      expect(text).toMatch(/"expires": "20/)
      writeFileSync(file, text.replace(/"expires": "[^"]*"/, '"expires": "2001-01-01T00:00:00Z"'))
      expect((await poligon('snapshot', 'prune')).stdout).toContain('monday')
      expect(readdirSync(snapshots)).toEqual([])
      expect((await poligon('trail', '--json')).stdout).toContain('"removed"')
    } finally {
      writeProject()
    }
  })

  it('says in one sentence what was wrong on the command line', async () => {
    for (const args of [[], ['load'], ['push', 'monday'], ['pull'], ['burn'], ['list', 'x']]) {
      const refused = await poligon('snapshot', ...args)
      expect([refused.code, refused.stderr.trim().split('\n').length]).toEqual([2, 1])
    }
    const without = await poligon('snapshot', 'save', 'two')
    expect([without.code, without.stderr]).toEqual([2, expect.stringContaining('POLIGON_KEY')])
    if (process.getuid?.() === 0) return
    mkdirSync(store, { mode: 0o500 })
    chmodSync(store, 0o500)
    await withKey('snapshot', 'save', '--name', 'monday')
    expect((await poligon('snapshot', 'push', 'monday', store)).code).toBe(2)
  })
})

/** What `poligon sql` answers to the statements of a file. */
async function spawnShell(system: string, file: string): Promise<string> {
  const child = spawn(
    process.execPath,
    ['--conditions=poligon-source', join(import.meta.dirname, '..', 'main.ts'), 'sql', system],
    {
      cwd: project,
      env: { ...process.env },
      stdio: ['pipe', 'pipe', 'inherit'],
    },
  )
  let text = ''
  child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()))
  child.stdin.end(readFileSync(file))
  await once(child, 'close')
  return text
}
