import { spawn } from 'node:child_process'
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { systemClock } from '../core/clock.ts'
import type { RunRecord } from '../core/contracts/run-record.ts'
import { processStart } from '../core/owner.ts'
import { openTrail } from './trail/trail.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const project = mkdtempSync(join(tmpdir(), 'poligon-test-'))
afterAll(() => rmSync(project, { recursive: true, force: true }))

/** A PostgreSQL of notes, a folder, a carrier, and a subject that closes notes and copies files. */
const files: Readonly<Record<string, string>> = {
  'package.json': '{"name": "notes", "type": "module"}',
  'environments/notes.yaml': `
environment: 1
name: notes
systems:
  notes:
    kind: database
    engine: postgres
    version: '15'
    pack: packs/notes.yaml
    aliases: [notatki]
    seed: {dump: notes.sql, policy: anonymizers/notes.yaml}
  box: {kind: files}
  carrier: {kind: api, mock: carrier}
  closer:
    kind: subject
    command: [node, closer.js]
    environment: {PORT: '\${self.port}', DATABASE_URL: '\${notes.url}', BOX: '\${box.folder}', CARRIER: '\${carrier.url}', SECRET: '\${self.secret}'}
    ready: {url: 'http://127.0.0.1:\${self.port}/health', within: 10s}
    idle: {url: 'http://127.0.0.1:\${self.port}/idle'}
    triggers:
      close: {http: {url: 'http://127.0.0.1:\${self.port}/close'}}
      copy: {http: {url: 'http://127.0.0.1:\${self.port}/copy'}}
      crash: {http: {url: 'http://127.0.0.1:\${self.port}/crash'}}
      signed:
        http:
          url: 'http://127.0.0.1:\${self.port}/signed'
          body: '{"title":"\${note.title}"}'
          sign: {header: x-signature, prefix: 'sha256='}
`,
  'environments/bare.yaml': `
environment: 1
name: bare
systems:
  box: {kind: files}
`,
  'anonymizers/notes.yaml': `
policy: 1
purpose: test
legalStatus: pseudonymised
retention: {evidence: 14d}
source: {engine: postgres, schema: public}
tables:
  public.notes:
    columns: {id: {keep: foreign key}, title: {keep: invented}, state: {keep: status}}
`,
  'packs/notes.yaml': `
pack: 1
nouns:
  note:
    words: [note, notes, notatka, notatki]
    table: notes
    key: id
    columns:
      id: {words: [id], sql: id, type: number}
      title: {words: [title, tytuł, tytule], sql: title}
      state: {words: [state, stan], sql: state, values: {new: [new, nowa], done: [done, zrobiona]}}
    prepare:
      row: {id: {words: [id]}, title: {words: [title, tytuł]}}
      statements: [{each: "INSERT INTO notes VALUES (\${row.id}, \${row.title}, 'new')"}]
`,
  'notes.sql': `--
-- PostgreSQL database dump
--

CREATE TABLE public.notes (
    id integer NOT NULL,
    title text NOT NULL,
    state text DEFAULT 'new'::text NOT NULL
);

COPY public.notes (id, title, state) FROM stdin;
1\tfirst\tnew
2\tsecond\tdone
\\.

ALTER TABLE ONLY public.notes ADD CONSTRAINT notes_pkey PRIMARY KEY (id);

--
-- PostgreSQL database dump complete
--

`,
  'closer.js': `
import { createHmac } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import pg from 'pg'
const { PORT, DATABASE_URL, BOX, SECRET } = process.env
if (process.env.POLIGON_KEY) throw new Error('the subject sees the masking key')
const pool = new pg.Pool({ connectionString: DATABASE_URL })
const say = (level, msg) => console.log(JSON.stringify({ level, msg }))
createServer(async (request, response) => {
  let body = ''
  for await (const chunk of request) body += chunk
  if (request.url === '/close') {
    const { rowCount } = await pool.query("UPDATE notes SET state = 'done' WHERE state = 'new'")
    say('INFO', 'closed ' + rowCount)
  }
  if (request.url === '/copy') {
    mkdirSync(BOX + '/out', { recursive: true })
    for (const file of readdirSync(BOX).filter((name) => name.endsWith('.txt')))
      writeFileSync(BOX + '/out/' + file, readFileSync(BOX + '/' + file, 'utf8').toUpperCase())
  }
  if (request.url === '/signed') {
    const right = 'sha256=' + createHmac('sha256', SECRET).update(body).digest('hex')
    response.statusCode = request.headers['x-signature'] === right ? 200 : 401
    say('INFO', 'signed: ' + JSON.parse(body).title)
  }
  if (request.url === '/crash') {
    say('ERROR', 'the disk is on fire')
    setImmediate(() => process.exit(3))
  }
  response.end(JSON.stringify({ idle: true }))
}).listen(PORT, '127.0.0.1', () => say('INFO', 'running'))
`,
  'features/good.feature': `
Feature: notes that are closed
  Scenario: closing
    Given in system "notes" the notes were prepared:
      | id | title |
      | 7  | third |
    When I trigger synchronisation "close"
    Then within 5 s in system "notes" there is exactly 1 note with title "third" and it stays so for 0.2 s:
      | id | state |
      | 7  | done  |
    And in system "notes" exactly 1 note was added
    And the logs of system "closer" have no entries of level "ERROR"

  Scenario: nothing of another scenario is there
    Given from the snapshot I take a note $note
    When notification "signed" about note $note arrives 2 times
    Then within 5 s the logs of system "closer" have an entry of level "INFO" about "signed: $note.title"
    And within 1 s the notes in system "notes" are:
      | title  | state |
      | first  | new   |
      | second | done  |
    And in system "notes" exactly 0 notes were added

  Scenario: a file
    When file "a.txt" arrives in system "box":
      """
      hello
      """
    And I trigger synchronisation "copy"
    Then within 5 s in system "box" there is a file "out/*.txt" that contains "HELLO"
`,
  'features/bad.feature': `
# language: pl
Właściwość: to, co się nie zgadza
  Scenariusz: brak i zła komórka
    Jeżeli wyzwalam synchronizację "close"
    Wtedy w ciągu 0,3 s notatki w systemie "notatki" wynoszą:
      | tytuł  | stan     |
      | first  | zrobiona |
      | second | nowa     |
      | third  | nowa     |

  Scenariusz: nieznany krok
    Jeżeli coś, czego nikt nie zna

  Scenariusz: awaria
    Jeżeli wyzwalam synchronizację "crash"

  Scenariusz: po awarii wszystko działa
    Wtedy w ciągu 1 s w systemie "notes" są dokładnie 2 notatki o tytule "first"
`,
}

beforeAll(() => {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(project, file)), { recursive: true })
    writeFileSync(join(project, file), text.trimStart())
  }
  symlinkSync(join(root, 'node_modules'), join(project, 'node_modules'))
})

interface Ended {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

function poligon(args: readonly string[], onStderr?: (all: string, pid: number) => void) {
  return new Promise<Ended>((resolve, reject) => {
    const main = join(root, 'cli', 'main.ts')
    const child = spawn(process.execPath, ['--conditions=poligon-source', main, ...args], {
      cwd: project,
      env: { ...process.env, POLIGON_KEY: '0123456789abcdef'.repeat(4) },
    })
    let [stdout, stderr] = ['', '']
    child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()))
    child.stderr.on('data', (chunk: Buffer) => {
      stderr += chunk.toString()
      onStderr?.(stderr, child.pid ?? 0)
    })
    child.once('error', reject)
    child.once('close', (code) => resolve({ code, stdout, stderr }))
  })
}

const test = (...args: string[]) =>
  poligon(['test', '--env', 'notes', '--provider', 'embedded', '--json', ...args])

function recordOf({ stdout }: Ended): RunRecord {
  const { folder } = JSON.parse(stdout) as { folder: string }
  return JSON.parse(readFileSync(join(folder, 'run.json'), 'utf8')) as RunRecord
}

describe('a run', () => {
  it('passes when every scenario holds, each in a slot that is as the template', async () => {
    const ended = await test('features/good.feature', '--workers', '2')
    expect(ended.stderr).toContain('3 scenarios in 2 slots')
    expect(ended.code, ended.stderr).toBe(0)
    expect(JSON.parse(ended.stdout)).toMatchObject({ passed: 3, failed: 0, undefined: 0 })
    const record = recordOf(ended)
    expect(new Set(record.scenarios.map(({ slot }) => slot))).toEqual(new Set(['slot-1', 'slot-2']))
    expect(record.data).toMatchObject([{ system: 'notes', tables: [{ rows: 2 }] }])
    expect(Date.parse(record.expires ?? '') - record.started).toBeGreaterThan(13 * 86_400_000)
    const trail = openTrail(project, systemClock)
    expect(trail.read().broken).toBeUndefined()
    expect(trail.runs()).toMatchObject([
      {
        command: 'seed',
        purpose: 'test',
        source: { name: join(project, 'notes.sql') },
        target: 'env:notes/notes',
        ended: { result: 'done', rows: 2 },
      },
    ])
    const closing = record.scenarios.find(({ name }) => name === 'closing')
    expect(
      closing?.journal.map(({ from, to, kind, summary }) => [from, to, kind, summary]),
    ).toEqual([
      ['closer', 'closer', 'log', 'running'],
      ['scenario', 'notes', 'sql', 'note 7 added'],
      ['scenario', 'closer', 'http', 'POST /close'],
      ['closer', 'closer', 'log', 'closed 2'],
      ['closer', 'notes', 'sql', 'note 1 changed: state'],
      ['closer', 'notes', 'sql', 'note 7 changed: state'],
    ])
  })

  it('fails by a difference, an undefined step and a subject that fell over, each said by its name', async () => {
    const ended = await test('features/bad.feature')
    expect(ended.code).toBe(1)
    expect(JSON.parse(ended.stdout)).toMatchObject({ passed: 0, failed: 3, undefined: 1 })
    const scenarios = recordOf(ended).scenarios
    const failureOf = (name: string) =>
      scenarios.find((one) => one.name === name)?.steps.find(({ outcome }) => outcome === 'failed')
    expect(failureOf('brak i zła komórka')?.differences).toEqual([
      { system: 'notes', subject: 'note second', field: 'stan', expected: 'nowa', actual: 'done' },
      {
        system: 'notes',
        subject: 'note third',
        field: '',
        expected: 'to be there',
        actual: 'missing',
      },
    ])
    expect(failureOf('brak i zła komórka')?.failure).toMatch(
      /Seen:\n {2}after [\d.]+ s: 2 note; tytuł first \| stan (nowa|new|done)[^]*Last sign of each system: notes \(/,
    )
    expect(failureOf('awaria')?.failure).toMatch(
      /The subject closer ended by itself with exit code 3\. Its last lines:[^]*the disk is on fire/,
    )
    expect(failureOf('po awarii wszystko działa')?.differences).toMatchObject([
      { system: 'notes', expected: 'exactly 2', actual: '1' },
    ])
    expect(ended.stderr).toContain('system "notes", note second, stan: expected nowa, was done')
  })

  it('is refused before anything is started when no scenario is selected', async () => {
    const ended = await test('--tags', '@nobody')
    expect(ended.code).toBe(1)
    expect(ended.stderr).toContain('POLIGON_NOTHING_RAN')
    expect(ended.stderr).toContain('@nobody')
  })

  it('fails when its thread is lost: what did not report is said not to have run', async () => {
    mkdirSync(join(project, 'steps'))
    const steps = join(project, 'steps', 'exit.steps.ts')
    writeFileSync(
      steps,
      `import { When } from '@cucumber/cucumber'\nWhen('I exit', (): void => process.exit(0))\n`,
    )
    writeFileSync(
      join(project, 'exit.feature'),
      'Feature: exit\n  Scenario: leaves\n    When I exit\n\n  Scenario: waits\n    When I exit\n',
    )
    const ended = await poligon(['test', '--env', 'bare', '--json', 'exit.feature'])
    expect(ended.code).toBe(1)
    expect(JSON.parse(ended.stdout)).toMatchObject({ passed: 0, 'not-run': 2 })
    expect(ended.stderr).toContain('not-run: leaves (exit.feature:2)')

    writeFileSync(steps, 'export default oops oops')
    const broken = await poligon(['test', '--env', 'bare', 'exit.feature'])
    expect(broken.code).toBe(2)
    expect(broken.stderr).toContain('The step definitions cannot be loaded')
    rmSync(steps)
  })

  it('names the place where a feature file is not Gherkin', async () => {
    writeFileSync(
      join(project, 'broken.feature'),
      'Feature: x\n  Scenario: y\n    Given z\n    oops\n',
    )
    const ended = await test('broken.feature')
    expect(ended.code).toBe(2)
    expect(ended.stderr).toContain('broken.feature:4:')
  })

  it('leaves nothing behind when it is interrupted in the middle of a scenario', async () => {
    writeFileSync(
      join(project, 'long.feature'),
      'Feature: long\n  Scenario: waits\n    Then within 5 min in system "box" there is a file "never"\n',
    )
    const children = new Set<number>()
    const interrupt = async (pid: number) => {
      children.add(await subjectOf(pid))
      process.kill(pid, 'SIGINT')
    }
    const ended = await poligon(
      ['test', '--env', 'notes', '--provider', 'embedded', 'long.feature'],
      (all, pid) => {
        if (!all.includes('1 scenario in 1 slot') || children.size > 0) return
        void interrupt(pid)
      },
    )
    expect(ended.code).toBe(130)
    expect(children.size).toBe(1)
    for (const child of children) expect(processStart(child)).toBeUndefined()
  })
})

/** The subject that `parent` has started, once it runs. */
async function subjectOf(parent: number): Promise<number> {
  for (;;) {
    const found = readdirSync('/proc')
      .filter((entry) => /^\d+$/.test(entry))
      .map(Number)
      .find((pid) => isSubject(pid, parent))
    if (found !== undefined) return found
    await new Promise((resolve) => setImmediate(resolve))
  }
}

function isSubject(pid: number, parent: number): boolean {
  try {
    const [status, command] = ['status', 'cmdline'].map((name) =>
      readFileSync(`/proc/${pid}/${name}`, 'latin1'),
    )
    return (
      (status?.includes(`PPid:\t${parent}\n`) ?? false) && (command?.includes('closer.js') ?? false)
    )
  } catch {
    return false
  }
}
