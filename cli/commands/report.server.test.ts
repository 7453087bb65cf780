import { spawnSync } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { childEnvironment } from '../../core/secrets.ts'

const main = fileURLToPath(new URL('../main.ts', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'poligon-report-command-'))

const poligon = (args: readonly string[], environment: Readonly<Record<string, string>> = {}) =>
  spawnSync(process.execPath, ['--conditions=poligon-source', main, 'report', ...args], {
    encoding: 'utf8',
    env: childEnvironment(environment),
  })

beforeAll(() => {
  const envelopes = [
    { testRunStarted: { id: 'r', timestamp: { seconds: 1, nanos: 0 } } },
    { testRunFinished: { timestamp: { seconds: 2, nanos: 0 }, success: true } },
  ]
  writeFileSync(
    join(folder, 'messages.ndjson'),
    envelopes.map((e) => `${JSON.stringify(e)}\n`).join(''),
  )
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('poligon report', () => {
  it('builds the report of a run folder and prints where it is', () => {
    const { status, stdout } = poligon(['build', folder])
    expect(status).toBe(0)
    expect(stdout).toBe(`${join(folder, 'report.html')}\n`)
    expect(readFileSync(stdout.trim(), 'utf8')).toContain('No scenario was carried out')
  })

  it('answers in JSON when asked', () => {
    const { status, stdout } = poligon(['build', folder, '--json'])
    expect(status).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({ counts: { passed: 0 }, duration: 1000 })
  })

  it.skipIf(process.platform !== 'linux')(
    'opens the report with the program of the desktop',
    () => {
      poligon(['build', folder])
      const programs = mkdtempSync(join(tmpdir(), 'poligon-programs-'))
      try {
        const missing = poligon(['open', folder], { PATH: programs })
        expect(missing.stderr).toContain('xdg-open')
        expect(missing.status).toBe(4)
        const opener = join(programs, 'xdg-open')
        writeFileSync(opener, '#!/bin/sh\nexit 0\n')
        chmodSync(opener, 0o755)
        const opened = poligon(['open', folder], { PATH: `${programs}:/bin:/usr/bin` })
        expect(opened).toMatchObject({ status: 0, stdout: `${join(folder, 'report.html')}\n` })
      } finally {
        rmSync(programs, { recursive: true, force: true })
      }
    },
  )

  it.each([
    [[]],
    [['build']],
    [['burn', 'x']],
    [['build', 'a', 'b']],
    [['build', '/nowhere']],
    [['open', '/nowhere']],
  ])('refuses %j with exit code 2 and a remedy', (args) => {
    const { status, stderr } = poligon(args)
    expect(status).toBe(2)
    expect(stderr).toMatch(/poligon: .+/)
  })
})
