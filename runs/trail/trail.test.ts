import { appendFileSync, existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Clock } from '../../core/clock.ts'
import { PoligonError } from '../../core/errors.ts'
import { say } from '../../core/redacted.ts'
import { makeTestFolder } from '../../core/test-folder.fixture.ts'
import { entryOf, lineOf, origin } from './trail-entry.ts'
import { trailFile, trailFolder } from './trail-file.ts'
import { openTrail, type RunFacts } from './trail.ts'

const clock: Clock = { now: () => Date.UTC(2026, 4, 1), monotonic: () => 0, sleep: async () => {} }
const digest = `sha256:${'a'.repeat(64)}`
const facts: RunFacts = {
  command: 'mask',
  purpose: 'tests',
  source: { name: '/dumps/shop.sql' },
  policy: { file: 'anonymizers/shop.yaml', hash: digest },
  keyId: '0123456789abcdef',
  target: '/copies/shop.sql',
}

let project = ''
beforeEach(() => void (project = makeTestFolder('trail')))
afterEach(() => rmSync(project, { recursive: true, force: true }))
const trail = () => openTrail(project, clock)
const read = () => readFileSync(trailFile(project), 'utf8')
const write = (text: string) => writeFileSync(trailFile(project), text)

/** Three runs: six lines. */
function filled(): string[] {
  for (let i = 0; i < 3; i++)
    trail()
      .begin({ ...facts, target: `/copies/${i}.sql` })
      .done({ rows: i })
  return read().trimEnd().split('\n')
}

describe('the trail of a project', () => {
  it('tells who did what with which data, and how it ended', () => {
    trail()
      .begin(facts)
      .done({ verified: true, rows: 3, written: { digest, bytes: 7 } })
    trail()
      .begin(facts)
      .failed(new PoligonError('POLIGON_VALUE', { what: say`no`, remedy: say`no` }))
    trail().begin(facts).failed(new Error('jan@firma.pl'))
    trail().begin(facts)
    expect(trail().runs()).toMatchObject([
      { ...facts, at: '2026-05-01T00:00:00.000Z', ended: { result: 'done', verified: true } },
      { ended: { result: 'failed', code: 'POLIGON_VALUE' } },
      { ended: { result: 'failed', code: 'POLIGON_INTERNAL' } },
      { target: '/copies/shop.sql' },
    ])
    expect(trail().runs()[3]?.ended).toBeUndefined()
    expect(trail().runs()[0]?.who).not.toBe('')
    expect(read()).not.toContain('jan@firma.pl')
    expect(trail().read().broken).toBeUndefined()
  })

  it('belongs to its owner, and git leaves it alone', () => {
    trail().begin(facts)
    expect(statSync(trailFolder(project)).mode & 0o777).toBe(0o700)
    expect(statSync(trailFile(project)).mode & 0o777).toBe(0o600)
    expect(readFileSync(join(trailFolder(project), '.gitignore'), 'utf8')).toBe('*\n')
  })

  it('is empty and whole where nothing happened', () => {
    expect(trail().read()).toMatchObject({ entries: [], broken: undefined, head: { hash: origin } })
    expect(existsSync(trailFolder(project))).toBe(false)
  })

  it('names an entry by which a report finds its run again', () => {
    const head = trail().begin(facts).done({})
    expect(trail().read().entries.at(-1)).toMatchObject(head)
  })
})

describe('a trail that somebody changed', () => {
  const line = Array.from({ length: 6 }, (_, i) => i)

  it.each(line)('shows that line %i was changed', (i) => {
    const lines = filled()
    write(`${lines.with(i, lines[i]!.replace('"who":"', '"who":"x')).join('\n')}\n`)
    expect(trail().read().broken).toMatchObject({ line: i + 1, what: 'was changed' })
  })

  it.each(line)('shows that line %i was written anew, hash and all', (i) => {
    const lines = filled()
    const { number, before, event } = entryOf(lines[i]!)!
    write(`${lines.with(i, lineOf(number, before, { ...event, who: 'x' })).join('\n')}\n`)
    expect(trail().read().broken).toBeDefined()
  })

  it.each(line)('shows that line %i is gone', (i) => {
    write(`${filled().toSpliced(i, 1).join('\n')}\n`)
    expect(trail().read().broken).toBeDefined()
  })

  it.each(line)('shows that line %i was hidden as one that a killed run left', (i) => {
    const lines = filled()
    write(`${lines.with(i, `${lines[i]!} #torn`).join('\n')}\n`)
    expect(trail().read().broken).toBeDefined()
  })

  it.each(line.slice(1))('shows that line %i changed places with the one before', (i) => {
    const lines = filled()
    write(`${lines.toSpliced(i - 1, 2, lines[i]!, lines[i - 1]!).join('\n')}\n`)
    expect(trail().read().broken).toBeDefined()
  })

  it.each(line)('shows that all from line %i on is gone', (i) => {
    write(
      filled()
        .slice(0, i)
        .map((one) => `${one}\n`)
        .join(''),
    )
    expect(trail().read().broken).toMatchObject({ line: i + 1, what: 'is gone' })
  })

  it('shows that its head is gone, or is an old one', () => {
    trail().begin(facts)
    const head = join(trailFolder(project), 'head.json')
    const old = readFileSync(head)
    filled()
    writeFileSync(head, old)
    expect(trail().read().broken?.what).toMatch(/head\.json/)
    rmSync(head)
    expect(trail().read().broken?.what).toMatch(/head\.json/)
  })

  it('takes nothing more when its last line cannot be trusted', () => {
    write(`${filled().with(5, '{}').join('\n')}\n`)
    expect(() => trail().begin(facts)).toThrow(/The trail is damaged.*trail\.jsonl:6/)
  })
})

describe('a run that is killed while it writes', () => {
  it('leaves half a line that the next one steps over', () => {
    filled()
    appendFileSync(trailFile(project), '{"number":7,"before":"sha2')
    expect(trail().read().broken).toBeUndefined()
    trail().begin(facts)
    expect(trail().read().broken).toBeUndefined()
    expect(trail().runs()).toHaveLength(4)
  })

  it('may leave a head that is one entry old', () => {
    const head = join(trailFolder(project), 'head.json')
    filled()
    const old = readFileSync(head)
    trail().begin(facts)
    writeFileSync(head, old)
    expect(trail().read().broken).toBeUndefined()
  })
})
