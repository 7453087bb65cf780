import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RunRecord } from '../core/contracts/run-record.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
// Brackets are signs of their own in globs, and folders may have them.
const project = join(mkdtempSync(join(tmpdir(), 'poligon-hints-')), 'sklep [2]')
const files: Readonly<Record<string, string>> = {
  'package.json': '{"name": "hints", "type": "module"}',
  'environments/bare.yaml': 'environment: 1\nname: bare\nsystems: {box: {kind: files}}\n',
  'steps/own.steps.ts': `import { Given, type DataTable } from 'poligon/steps'
Given('it rains', () => {})
Given('it rains cats', () => {})
Given('it {word} cats', () => {})
Given('the weather is:', (_table: DataTable) => {})
Given('the sun shines', () => {})
`,
  'features/a.feature': `Feature: Mistakes
  Scenario: unknown
    Given it rians
  Scenario: two patterns
    Given it rains cats
  Scenario: table too many
    Given the sun shines
      | a |
  Scenario: no table
    Given the weather is:
  Scenario: right
    Given it rains
`,
}
for (const [file, text] of Object.entries(files)) {
  mkdirSync(dirname(join(project, file)), { recursive: true })
  writeFileSync(join(project, file), text)
}
mkdirSync(join(project, 'node_modules', '@cucumber'), { recursive: true })
symlinkSync(root, join(project, 'node_modules', 'poligon'), 'dir')
afterAll(() => rmSync(dirname(project), { recursive: true, force: true }))

interface Ended {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

function poligon(folder: string, ...args: string[]): Promise<Ended> {
  const main = join(root, 'cli', 'poligon.js')
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      ['--conditions=poligon-source', main, ...args],
      { cwd: folder },
      (failure, stdout, stderr) => {
        const code = failure === null ? 0 : Number(failure.code)
        resolve({ code, stdout, stderr })
      },
    )
  })
}

describe('a step that cannot run', () => {
  let ended: Ended
  let record: RunRecord
  beforeAll(async () => {
    ended = await poligon(project, 'test', '--json')
    const { folder } = JSON.parse(ended.stdout) as { folder: string }
    record = JSON.parse(readFileSync(join(folder, 'run.json'), 'utf8')) as RunRecord
  })
  const hint = (name: string) =>
    record.scenarios.find((one) => one.name === name)?.steps[0]?.failure ?? ''

  it.each([
    ['unknown', /nearest are:\n {2}it rains\n[\s\S]*`poligon steps WORD`/],
    [
      'two patterns',
      /More than one pattern fits[\s\S]*it rains cats \(steps\/own[\s\S]*it \{word\} cats/,
    ],
    ['table too many', /takes no table/],
    ['no table', /ends in a colon, and nothing stands below it/],
  ])('says in the record what to do: %s', (scenario, message) => {
    expect(hint(scenario)).toMatch(message)
  })

  it('says it on the terminal and in the answer, too', () => {
    expect(ended.code).toBe(1)
    expect(ended.stderr).toContain('No step is written like this')
    expect(JSON.parse(ended.stdout)).toMatchObject({
      passed: 1,
      failures: [
        { scenario: 'unknown', file: 'features/a.feature', line: 2, outcome: 'undefined' },
        { scenario: 'two patterns' },
        { scenario: 'table too many', reason: expect.stringContaining('no table') as string },
        { scenario: 'no table', step: 'Given the weather is:' },
      ],
    })
  })
})

describe('a step module that cannot be loaded', () => {
  it.each([
    ["import { Given } from 'poligon/step'\n", /steps\/wrong\.steps\.ts/],
    ['enum A { B }\n', /enum is not supported.*steps\/wrong\.steps\.ts/],
    ["throw new Error('not today')\n", /not today.*steps\/wrong\.steps\.ts:1/],
  ])('is named before anything starts: %j', async (text, message) => {
    const file = join(project, 'steps', 'wrong.steps.ts')
    writeFileSync(file, text)
    const { code, stderr } = await poligon(project, 'test')
    rmSync(file)
    expect(stderr).toMatch(message)
    expect(code).toBe(2)
  })
})
