import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { commands } from './registry.ts'
import { runPoligon } from './run-poligon.fixture.ts'

const root = mkdtempSync(join(tmpdir(), 'poligon-json-'))
const project = join(root, 'project')

beforeAll(() => {
  for (const folder of ['features', 'environments', join('steps', 'deep')])
    mkdirSync(join(project, folder), { recursive: true })
  writeFileSync(
    join(project, 'environments', 'one.yaml'),
    'environment: 1\nname: one\nsystems: {box: {kind: files}}\n',
  )
  writeFileSync(join(project, '.env'), 'POLIGON_KEY=00112233445566778899aabbccddeeff\n')
})
afterAll(() => rmSync(root, { recursive: true, force: true }))

/** Runs from a folder deep inside the project, as people do. */
const poligon = (...args: readonly string[]) =>
  runPoligon(join(project, 'steps', 'deep'), args, {
    POLIGON_KEY: undefined,
    POLIGON_CACHE: join(root, 'cache'),
    TERM: 'dumb',
    NO_COLOR: '1',
  })

/** Arguments with which each command answers at once, and the exit code. */
const answers: Readonly<Record<string, readonly [readonly string[], number]>> = {
  doctor: [[], 0],
  scan: [[join(import.meta.dirname, '..', 'anonymizers', 'presets', 'samples', 'opencart.sql')], 0],
  mocks: [['list'], 0],
  key: [['list'], 0],
  policy: [['hash', join(import.meta.dirname, '..', 'anonymizers', 'shop.yaml')], 0],
  down: [[], 0],
  status: [[], 0],
  steps: [['przybylo'], 0],
  trail: [[], 0],
  prune: [['--dry-run'], 0],
  snapshot: [['list'], 0],
}
/** Arguments that each command refuses, and the exit code. */
const refusals: Readonly<Record<string, readonly [readonly string[], number]>> = {
  start: [[], 1],
  scan: [['nowhere.sql'], 2],
  mask: [['nowhere.sql', '--policy', 'nowhere.yaml', '--to', 'masked.sql'], 2],
  verify: [['nowhere.sql', '--against', 'nowhere.sql', '--policy', 'nowhere.yaml'], 2],
  mocks: [['serve', 'nobody'], 2],
  key: [['destroy', 'nobody'], 2],
  policy: [['check', 'nowhere.yaml'], 2],
  up: [['nowhere'], 2],
  down: [['nowhere'], 2],
  status: [['nowhere'], 2],
  reset: [[], 2],
  sql: [['shop'], 2],
  test: [['--tags', '@nothing'], 1],
  report: [['build', 'nowhere'], 2],
  privacy: [['nowhere.json', '--to', 'page.html'], 2],
  trail: [['x'], 2],
  prune: [['x'], 2],
  snapshot: [['load', 'nowhere'], 2],
  doctor: [['x'], 2],
  steps: [['--nothing'], 2],
}

describe('--json', () => {
  it.each(Object.entries(answers))(
    'has %s write one JSON value on stdout, and nothing on stderr when it is told to be quiet',
    async (command, [args, exit]) => {
      const { code, stdout, stderr } = await poligon(command, ...args, '--json', '--quiet')
      expect(stderr).toBe('')
      expect(JSON.parse(stdout)).toBeTypeOf('object')
      // What this machine lacks is doctor's to say.
      if (command !== 'doctor') expect(code).toBe(exit)
    },
  )

  it.each(Object.entries(refusals))(
    'has %s tell an error as JSON on stderr, with nothing on stdout',
    async (command, [args, exit]) => {
      const { code, stdout, stderr } = await poligon(command, ...args, '--json', '--quiet')
      expect(stdout).toBe('')
      const { error } = JSON.parse(stderr) as { error: { code: string; message: string } }
      expect(error.code).toMatch(/^POLIGON_(?!INTERNAL)/)
      expect(error.message).toMatch(/\S\.$/)
      expect(code).toBe(exit)
    },
  )

  it('is tried on every command', () => {
    expect(Object.keys(refusals).toSorted()).toEqual(Object.keys(commands).toSorted())
  })
})
