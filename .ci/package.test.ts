import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildPackage } from './package.ts'

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
