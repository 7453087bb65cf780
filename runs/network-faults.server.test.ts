import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RunRecord, ScenarioRecord } from '../core/contracts/run-record.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const project = mkdtempSync(join(tmpdir(), 'poligon-test-'))
afterAll(() => rmSync(project, { recursive: true, force: true }))

/** A database of notes, and a subject that closes them and tries again until it could. */
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
  closer:
    kind: subject
    command: [node, closer.js]
    environment: {PORT: '\${self.port}', DATABASE_URL: '\${notes.url}'}
    ready: {url: 'http://127.0.0.1:\${self.port}/health', within: 10s}
    idle: {url: 'http://127.0.0.1:\${self.port}/idle'}
    triggers:
      close: {http: {url: 'http://127.0.0.1:\${self.port}/close'}}
`,
  'anonymizers/notes.yaml': `
policy: 1
purpose: test
legalStatus: pseudonymised
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
      title: {words: [title, tytuł, tytule], sql: title}
      state: {words: [state, stan, stanie], sql: state, values: {new: [new, nowa], done: [done, zrobiona]}}
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
\\.

ALTER TABLE ONLY public.notes ADD CONSTRAINT notes_pkey PRIMARY KEY (id);

--
-- PostgreSQL database dump complete
--

`,
  'closer.js': `
import { createServer } from 'node:http'
import pg from 'pg'
const { PORT, DATABASE_URL } = process.env
const limits = { connectionTimeoutMillis: 200, query_timeout: 200 }
const pool = new pg.Pool({ connectionString: DATABASE_URL, ...limits })
pool.on('error', () => {})
const say = (level, msg) => console.log(JSON.stringify({ level, msg }))
let open = 0
async function close() {
  open++
  for (;;) {
    try {
      const { rowCount } = await pool.query("UPDATE notes SET state = 'done' WHERE state = 'new'")
      say('INFO', 'closed ' + rowCount)
      break
    } catch (error) {
      say('WARN', 'trying again: ' + (error.code ?? error.message))
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }
  open--
}
createServer((request, response) => {
  if (request.url === '/close') void close()
  response.end(JSON.stringify({ idle: open === 0 }))
}).listen(PORT, '127.0.0.1', () => say('INFO', 'database at port ' + new URL(DATABASE_URL).port))
`,
  'steps/own.steps.ts': `
import { When } from '@cucumber/cucumber'
When('somebody pulls the cable', async function () {
  await this.calls.disturb('notes', { kind: 'cut' })
})
`,
  'features/network.feature': `
Feature: a network that fails
  Scenario: cut and back
    Given the connection to "notes" is cut
    When I trigger synchronisation "close"
    Then within 10 s the logs of system "closer" have an entry of level "WARN" about "trying again"
    When in system "notes" the notes were prepared:
      | id | title  |
      | 7  | during |
    Then within 1 s in system "notes" there are exactly 2 notes with state "new"
    When the connection to "notes" is back
    Then within 10 s in system "notes" there are exactly 2 notes with state "done"

  Scenario: reset at once, then late
    Given the connection to system "notes" is reset after 0 B
    When I trigger synchronisation "close"
    Then within 10 s the logs of system "closer" have an entry of level "WARN" about "ECONNRESET"
    Given the connection to "notes" answers with 20 ms of latency
    Then within 10 s in system "notes" there is exactly 1 note with state "done"

  Scenario: cut and left so
    Given the connection to "notes" is cut
    When I trigger synchronisation "close"
    Then within 10 s the logs of system "closer" have an entry of level "WARN" about "trying again"
    And within 1 s in system "notes" there is exactly 1 note with state "done"

  Scenario: nothing is left of it
    When I trigger synchronisation "close"
    Then within 10 s in system "notes" there is exactly 1 note with state "done"
    And the logs of system "closer" have no entries of level "WARN"

  Scenario: no cable to pull
    When somebody pulls the cable

  Scenario: no fault to end
    When the connection to "notes" is back

  Scenario: no connection
    Given the connection to "box" is cut
`,
  'features/siec.feature': `
# language: pl
Właściwość: sieć, która zawodzi
  Scenariusz: wąskie łącze, potem zerwane
    Zakładając, że połączenie z systemem "notatki" przepuszcza 20 kB na sekundę
    Jeżeli wyzwalam synchronizację "close"
    Wtedy w ciągu 10 s w systemie "notatki" jest dokładnie 1 notatka o stanie "zrobiona"
    Zakładając, że połączenie z "notatki" odpowiada z opóźnieniem 20 ms
    Oraz połączenie z "notatki" jest resetowane po 1 kB
    Oraz połączenie z "notatki" jest zerwane
    Jeżeli połączenie z "notatki" wraca
    Wtedy w ciągu 1 s w systemie "notatki" jest dokładnie 1 notatka o stanie "zrobiona"
`,
}

let record: RunRecord

beforeAll(async () => {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(project, file)), { recursive: true })
    writeFileSync(join(project, file), text.trimStart())
  }
  symlinkSync(join(root, 'node_modules'), join(project, 'node_modules'))
  record = await run()
})

function run(): Promise<RunRecord> {
  return new Promise((resolve, reject) => {
    const main = join(root, 'cli', 'main.ts')
    const args = ['test', '--env', 'notes', '--provider', 'embedded', '--verify-reset', '--json']
    const child = spawn(process.execPath, ['--conditions=poligon-source', main, ...args], {
      cwd: project,
      env: { ...process.env, POLIGON_KEY: '0123456789abcdef'.repeat(4) },
    })
    let [stdout, stderr] = ['', '']
    child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()))
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()))
    child.once('error', reject)
    child.once('close', (code) => {
      if (code !== 1) return reject(new Error(`ended with ${code}:\n${stderr}`))
      const { folder } = JSON.parse(stdout) as { folder: string }
      resolve(JSON.parse(readFileSync(join(folder, 'run.json'), 'utf8')) as RunRecord)
    })
  })
}

function scenario(wanted: string): ScenarioRecord {
  const found = record.scenarios.find(({ name }) => name === wanted)
  if (!found) throw new Error(`there is no scenario ${wanted}`)
  return found
}

const failureOf = (wanted: string) =>
  scenario(wanted).steps.find(({ outcome }) => outcome === 'failed')?.failure
const passed = (wanted: string) => {
  expect(failureOf(wanted)).toBeUndefined()
  expect(scenario(wanted).outcome).toBe('passed')
}
const faultsOf = (wanted: string) =>
  scenario(wanted)
    .journal.filter(({ kind }) => kind === 'fault')
    .map(({ from, to, key, summary }) => [from, to, key, summary])
const portOf = (wanted: string) =>
  scenario(wanted).journal.find(({ summary }) => summary.startsWith('database at port'))?.summary

describe('a scenario that declares network faults', () => {
  it('sees its subject try again while the connection is cut, and succeed when it is back; steps themselves are not cut off', () => {
    passed('cut and back')
    expect(faultsOf('cut and back')).toEqual([
      ['closer', 'notes', 'cut begins', 'connection to notes: cut'],
      ['closer', 'notes', 'cut ends', 'connection to notes: no longer cut'],
    ])
  })

  it('puts one fault in the place of another; the last one ends with the scenario', () => {
    passed('reset at once, then late')
    expect(faultsOf('reset at once, then late').map(([, , key]) => key)).toEqual([
      'reset begins',
      'reset ends',
      'latency begins',
      'latency ends',
    ])
  })

  it('says it in Polish', () => {
    passed('wąskie łącze, potem zerwane')
    expect(faultsOf('wąskie łącze, potem zerwane').map(([, , , summary]) => summary)).toEqual([
      'connection to notes: limited to 20000 bytes per second',
      'connection to notes: no longer limited to 20000 bytes per second',
      'connection to notes: answering 20 ms late',
      'connection to notes: no longer answering 20 ms late',
      'connection to notes: reset after 1000 bytes',
      'connection to notes: no longer reset after 1000 bytes',
      'connection to notes: cut',
      'connection to notes: no longer cut',
    ])
  })

  it('leaves no fault to the next one, which has no proxy when it declares none', () => {
    expect(failureOf('cut and left so')).toMatch(/expected exactly 1, was 0|not as expected/)
    expect(faultsOf('cut and left so').map(([, , key]) => key)).toEqual(['cut begins', 'cut ends'])
    passed('nothing is left of it')
    expect(faultsOf('nothing is left of it')).toEqual([])
    expect(portOf('cut and back')).toBe(portOf('cut and left so'))
    expect(portOf('nothing is left of it')).not.toBe(portOf('cut and left so'))
  })

  it('is told what cannot be disturbed, and what did not need to recover', () => {
    expect(failureOf('no cable to pull')).toMatch(
      /connection to notes cannot be disturbed.*faults: true.*wrapperOptions/s,
    )
    expect(failureOf('no fault to end')).toMatch(/connection to notes has no fault/)
    expect(failureOf('no connection')).toMatch(/no connection to box.*Take one of: notes/s)
  })
})
