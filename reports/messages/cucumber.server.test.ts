import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { differencesMediaType, journalMediaType } from '../../core/contracts/run-record.ts'
import type { RunRecord } from '../../core/contracts/run-record.ts'
import { childEnvironment } from '../../core/secrets.ts'
import { sampleEvent } from '../sample/event.ts'
import { verdict } from '../verdict.ts'
import { recordFromMessages } from './record-from-messages.ts'

const modules = fileURLToPath(new URL('../../node_modules', import.meta.url))
const details = { run: 'r', environment: 'e', provider: 'embedded', systems: [], notes: [] }

const polish = `# language: pl
@P1
Właściwość: Zamówienia

  Założenia:
    Zakładając, że jest dobrze

  @SHOP-1
  Scenariusz: Przechodzi
    Jeżeli są wiersze:
      | sku | ilość |
      | K-1 | 3     |
    Wtedy jest dobrze

  Scenariusz: Pada
    Jeżeli pada
    Wtedy jest dobrze

  Scenariusz: Raz tak, raz nie
    Jeżeli chwieje się

  Scenariusz: Nie zna kroku
    Jeżeli nikt tego nie zdefiniował

  Scenariusz: Jest w przygotowaniu
    Jeżeli czeka

  Scenariusz: Pomija się sam
    Jeżeli pomija
    Wtedy jest dobrze

  Scenariusz: Bez kroków ponad założenia
`

const outline = `Feature: Outline
  Scenario Outline: number <n>
    Given jest dobrze
    Examples:
      | n |
      | 1 |
      | 2 |
`

const steps = `
import { readFileSync } from 'node:fs'
import { setImmediate } from 'node:timers/promises'
import { After, Given } from '@cucumber/cucumber'
const tries = new Map()
After({ name: 'journal' }, function ({ pickle, testCaseStartedId }) {
  const events = [{ ...${JSON.stringify(sampleEvent())}, scenario: pickle.id }]
  this.attach(JSON.stringify({ slot: 'slot-1', events, evidence: { abc: 'POST /orders' } }), '${journalMediaType}')
})
Given('jest dobrze', () => {})
Given('są wiersze:', (_table) => {})
Given('czeka', () => 'pending')
Given('pomija', () => 'skipped')
Given('pada', function () {
  const difference = { system: 'erp', subject: 'o', field: 'f', expected: '1', actual: '2' }
  this.attach(JSON.stringify([difference]), '${differencesMediaType}')
  throw new Error('w systemie erp jest 2, miało być 1')
})
Given('chwieje się', function () {
  tries.set('n', (tries.get('n') ?? 0) + 1)
  if (tries.get('n') === 1) throw new Error('za pierwszym razem')
})
`

/** Runs cucumber itself on `features` and makes the record of what it wrote. */
async function run(
  project: string,
  features: Readonly<Record<string, string>>,
  code: string,
  ...args: readonly string[]
): Promise<RunRecord> {
  mkdirSync(join(project, 'features'), { recursive: true })
  for (const [file, text] of Object.entries(features))
    writeFileSync(join(project, 'features', file), text)
  writeFileSync(join(project, 'package.json'), '{"type":"module"}')
  writeFileSync(join(project, 'steps.js'), code)
  symlinkSync(modules, join(project, 'node_modules'), 'dir')
  const cucumber = join(project, 'node_modules', '@cucumber', 'cucumber', 'bin', 'cucumber.js')
  const file = join(project, 'messages.ndjson')
  await new Promise<void>((resolve) => {
    execFile(
      process.execPath,
      [cucumber, '--import', 'steps.js', '--format', `message:${file}`, ...args],
      { cwd: project, env: childEnvironment() },
      () => resolve(),
    )
  })
  return recordFromMessages(file, details, project)
}

const projects: string[] = []
function temporary(): string {
  const project = mkdtempSync(join(tmpdir(), 'poligon-cucumber-'))
  projects.push(project)
  return project
}
afterAll(() => projects.forEach((project) => rmSync(project, { recursive: true, force: true })))

describe('the record of a real cucumber run', () => {
  let record: RunRecord
  beforeAll(async () => {
    record = await run(
      temporary(),
      { 'a.feature': polish, 'b.feature': outline },
      steps,
      '--retry',
      '1',
    )
  })

  const scenario = (name: string) => record.scenarios.find((one) => one.name === name)

  it('counts each scenario once, by how it ended', () => {
    expect(
      Object.fromEntries(record.scenarios.map(({ name, outcome }) => [name, outcome])),
    ).toEqual({
      Przechodzi: 'passed',
      Pada: 'failed',
      'Raz tak, raz nie': 'flaky',
      'Nie zna kroku': 'undefined',
      'Jest w przygotowaniu': 'undefined',
      'Pomija się sam': 'skipped',
      'Bez kroków ponad założenia': 'undefined',
      'number 1': 'passed',
      'number 2': 'passed',
    })
    expect(verdict(record)).toMatchObject({ exitCode: 1, code: 'POLIGON_CHECK_FAILED' })
    expect(record.problems).toEqual([])
  })

  it('tells keywords, tables, tags and places as they were written', () => {
    expect(scenario('Przechodzi')).toMatchObject({
      feature: 'Zamówienia',
      file: 'features/a.feature',
      line: 9,
      language: 'pl',
      tags: ['@P1', '@SHOP-1'],
      steps: [
        { keyword: 'Zakładając, że', text: 'jest dobrze' },
        {
          keyword: 'Jeżeli',
          table: [
            ['sku', 'ilość'],
            ['K-1', '3'],
          ],
        },
        { keyword: 'Wtedy', text: 'jest dobrze' },
      ],
    })
    expect(scenario('number 2')).toMatchObject({ line: 7, language: 'en', feature: 'Outline' })
  })

  it('tells the failing step, its message, its differences and the journal of its attempt', () => {
    const failed = scenario('Pada')
    expect(failed?.attempts).toBe(2)
    expect(failed?.steps.map(({ outcome }) => outcome)).toEqual(['passed', 'failed', 'skipped'])
    expect(failed?.steps[1]?.failure).toMatch(
      /^w systemie erp jest 2, miało być 1\n {4}at steps\.js:\d+:\d+$/,
    )
    expect(failed?.steps[1]?.differences).toMatchObject([{ system: 'erp', actual: '2' }])
    expect(failed).toMatchObject({ slot: 'slot-1', evidence: { abc: 'POST /orders' } })
    expect(failed?.journal[0]?.scenario).toBe(failed?.id)
    expect(failed?.earlier[0]?.journal).toHaveLength(1)
  })
})

describe('a real cucumber run that goes wrong as a whole', () => {
  it('has no scenario when none was selected, and fails', async () => {
    const record = await run(temporary(), { 'a.feature': polish }, steps, '--tags', '@none')
    expect(record.scenarios).toEqual([])
    expect(verdict(record).code).toBe('POLIGON_NOTHING_RAN')
  })

  it('counts scenarios after a crash of the runner as not run', async () => {
    const crash = `Given('pada', async () => {
      while (!readFileSync('messages.ndjson', 'utf8').includes('testCaseFinished')) await setImmediate()
      process.exit(7)
    })
    Given('nikt tak nie mówi', function () {`
    const code = steps.replace("Given('pada', function () {", crash)
    const record = await run(temporary(), { 'a.feature': polish }, code)
    expect(record.scenarios.map(({ outcome }) => outcome)).toEqual([
      'passed',
      ...Array<string>(6).fill('not-run'),
    ])
    expect(record.problems).toContainEqual({ kind: 'cut-short', detail: '' })
  })

  it('names a hook of the whole run that failed, and a file that is not Gherkin', async () => {
    const code = `import { BeforeAll } from '@cucumber/cucumber'\nBeforeAll(() => { throw new Error('no database') })`
    const hook = await run(temporary(), { 'b.feature': outline }, code)
    expect(hook.problems).toMatchObject([
      { kind: 'run-hook', detail: expect.stringContaining('no database') as string },
    ])
    expect(verdict(hook).exitCode).toBe(1)
    const parse = await run(temporary(), { 'c.feature': 'Faeture: x\n' }, steps)
    expect(parse.problems).toContainEqual({
      kind: 'parse-error',
      detail: expect.stringMatching(/^features\/c\.feature: \(1:1\)/) as string,
    })
    expect(verdict(parse).exitCode).toBe(1)
  })
})
