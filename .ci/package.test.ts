import { execFileSync, spawnSync } from 'node:child_process'
import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { randomToken } from '../core/seed.ts'
import { buildPackage } from './package.ts'
import { layOutProject } from './stranger.ts'

let tarball = ''
let project = ''

beforeAll(() => {
  tarball = buildPackage()
  project = mkdtempSync(join(tmpdir(), 'poligon-installed-'))
  writeFileSync(
    join(project, 'package.json'),
    '{"name": "stranger", "private": true, "type": "module"}',
  )
  execFileSync(
    'npm',
    ['install', '--prefer-offline', '--ignore-scripts', '--no-audit', '--no-fund', tarball],
    { cwd: project, stdio: 'pipe' },
  )
})
afterAll(() => {
  if (project) rmSync(project, { recursive: true })
})

const poligon = (...args: string[]) =>
  spawnSync(join(project, 'node_modules/.bin/poligon'), args, { cwd: project, encoding: 'utf8' })

describe('the packed tarball, installed in an empty project', () => {
  it('shows its help and every command’s own', () => {
    const { stdout, status } = poligon('--help')
    expect(status).toBe(0)
    const commands = [...stdout.matchAll(/^ {2}([a-z-]+) {2}/gm)].map((match) => match[1])
    expect(commands).toContain('mask')
    for (const command of commands)
      expect(poligon(command, '--help'), command).toMatchObject({ status: 0, stderr: '' })
  })

  it('has no development parts in its manifest', () => {
    const manifest = JSON.parse(
      readFileSync(join(project, 'node_modules/poligon/package.json'), 'utf8'),
    ) as Record<string, object>
    expect(Object.keys(manifest)).not.toContain('scripts')
    expect(Object.keys(manifest)).not.toContain('devDependencies')
    expect(JSON.stringify(manifest)).not.toMatch(
      /poligon-source|node-linux|node-win|node-darwin|node-bin/,
    )
  })

  it('holds no tests, no dumps, no sources beside the built ones', () => {
    const listing = execFileSync('tar', ['-tzf', tarball], { encoding: 'utf8' })
      .split('\n')
      .filter(Boolean)
    expect(listing.length).toBeGreaterThan(50)
    expect(
      listing.filter((file) => /\.test\.|\/output\/|\/dumps\/|(?<!\.d)\.ts$/.test(file)),
    ).toEqual([])
  })

  it('names no machine and no registry', () => {
    const text = gunzipSync(readFileSync(tarball)).toString('latin1')
    expect(text).not.toMatch(/registry\.npmjs|\/root\/|\/home\/[a-z]/)
  })

  it('opens every door of its exports map', () => {
    const doors = Object.keys(
      (JSON.parse(readFileSync('package.json', 'utf8')) as { exports: object }).exports,
    ).filter((door) => door !== './package.json' && door !== './steps')
    const script = doors.map((door) => `await import('poligon${door.slice(1)}')`).join('\n')
    expect(
      spawnSync('node', ['--input-type=module', '-e', script], { cwd: project, encoding: 'utf8' }),
    ).toMatchObject({ status: 0, stderr: '' })
  })

  it.each(['publint', 'attw'])('passes %s', (checker) => {
    const args =
      checker === 'attw'
        ? ['--profile', 'esm-only', tarball]
        : ['--strict', join(process.cwd(), '.poligon', 'package')]
    const { status, stdout, stderr } = spawnSync(checker, args, { encoding: 'utf8' })
    expect(status, stdout + stderr).toBe(0)
  })
})

describe('a project that has only the package', () => {
  const key = randomToken(256)
  const own = (...args: string[]) =>
    spawnSync(join(project, 'node_modules/.bin/poligon'), args, {
      cwd: project,
      encoding: 'utf8',
      env: { ...process.env, POLIGON_KEY: key },
    })
  beforeAll(() => layOutProject(project))

  it('has one copy of cucumber', () => {
    const copies = globSync('**/@cucumber/cucumber/package.json', { cwd: project })
    expect(copies).toEqual(['node_modules/@cucumber/cucumber/package.json'])
  })

  it.each(['web', 'books'])('masks its dump %s as the sources do, byte for byte', (name) => {
    const dump = join(project, 'dumps', `${name}.sql`)
    const args = (target: string) => {
      const policy = join(project, 'anonymizers', `${name}.yaml`)
      return ['mask', dump, '--policy', policy, '--jobs', '2', '--to', join(project, target)]
    }
    expect(own(...args('installed.sql'))).toMatchObject({ status: 0 })
    const sources = ['--conditions=poligon-source', 'cli/poligon.js', ...args('sources.sql')]
    expect(
      spawnSync(process.execPath, sources, {
        encoding: 'utf8',
        env: { ...process.env, POLIGON_KEY: key },
      }),
    ).toMatchObject({ status: 0 })
    const masked = readFileSync(join(project, 'installed.sql'))
    expect(masked.equals(readFileSync(join(project, 'sources.sql')))).toBe(true)
    const original = readFileSync(dump, 'latin1')
    expect(original).toContain('anna.nowak@example.com')
    expect(masked.toString('latin1')).not.toContain('anna.nowak@example.com')
  })

  it('lists its own mock and its own step beside those of the package', () => {
    const { mocks } = JSON.parse(own('mocks', 'list', '--json').stdout) as {
      mocks: { name: string }[]
    }
    expect(mocks.map(({ name }) => name)).toEqual(['carrier', 'rates', 'vat-check'])
    expect(own('steps', 'books', 'invoices').stdout).toContain('the books hold {int} invoices')
  })

  it('has types for what it imports', () => {
    const { status, stdout } = spawnSync('tsc', ['-p', project], { encoding: 'utf8' })
    expect(status, stdout).toBe(0)
  })

  it('runs its scenario without Docker, with a report that carries its style and script', () => {
    const { status, stdout, stderr } = own('test', '--provider', 'embedded', '--json')
    expect(status, stderr).toBe(0)
    const told = JSON.parse(stdout) as { passed: number; report: string }
    expect(told.passed).toBe(1)
    expect(readFileSync(told.report, 'utf8')).toMatch(/<style>[^<]{1000}[\s\S]*<script>[^<]{1000}/)
  })

  it('keeps its databases up in the background until it takes them down', () => {
    expect(own('up', '--provider', 'embedded', '--detach').status).toBe(0)
    const states = () =>
      (JSON.parse(own('status', '--json').stdout) as { systems: { state: string }[] }).systems.map(
        ({ state }) => state,
      )
    try {
      expect(states()).toEqual(['running', 'running'])
    } finally {
      expect(own('down').status).toBe(0)
    }
    expect(states()).toEqual(['stopped', 'stopped'])
  })
})
