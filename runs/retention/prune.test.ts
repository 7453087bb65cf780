import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { contentHash, storedBytes } from '../../anonymizers/index.ts'
import type { Clock } from '../../core/clock.ts'
import { refuseExpiredReport } from '../../reports/index.ts'
import { makeTestFolder } from '../../core/test-folder.fixture.ts'
import { trailFile } from '../trail/trail-file.ts'
import { openTrail } from '../trail/trail.ts'
import { refuseExpired } from './expired-copy.ts'
import { prune } from './prune.ts'

const at = (day: number): Clock => ({
  now: () => Date.UTC(2026, 4, day),
  monotonic: () => 0,
  sleep: async () => {},
})
const isoDay = (day: number) => new Date(at(day).now()).toISOString()

let project = ''
beforeEach(() => void (project = makeTestFolder('prune')))
afterEach(() => rmSync(project, { recursive: true, force: true }))
const path = (file: string) => join(project, file)
const write = (file: string, text: string) => {
  mkdirSync(dirname(path(file)), { recursive: true })
  writeFileSync(path(file), text)
}

/** Writes down that a copy was made on 1 May which may be kept until `until`. */
async function made(target: string, until: number): Promise<void> {
  const digest = await contentHash(target)
  openTrail(project, at(1))
    .begin({
      command: 'mask',
      purpose: 'tests',
      source: { name: '/dumps/shop.sql' },
      policy: { file: 'policy.yaml', hash: `sha256:${'a'.repeat(64)}` },
      keyId: '00',
      target,
      expires: isoDay(until),
    })
    .done(digest === undefined ? {} : { written: { digest, bytes: await storedBytes(target) } })
}

const run = (day: number, dryRun = false) => prune({ project, clock: at(day), dryRun })
const fates = (pruned: Awaited<ReturnType<typeof run>>) =>
  pruned.map(({ target, fate }) => [target.slice(project.length + 1) || target, fate])

describe('pruning', () => {
  it('removes what it made when its time is over, writes that down, and nothing before', async () => {
    write('a.sql', 'one')
    write('dump/toc.dat', 'two')
    write('dump/more/1.dat', 'three')
    await made(path('a.sql'), 10)
    await made(path('dump'), 10)
    expect(await run(9)).toEqual([])
    expect(fates(await run(10, true))).toEqual([
      ['a.sql', 'removed'],
      ['dump', 'removed'],
    ])
    expect(existsSync(path('a.sql')) && existsSync(path('dump'))).toBe(true)
    const before = readFileSync(trailFile(project), 'utf8')
    await run(10, true)
    expect(readFileSync(trailFile(project), 'utf8')).toBe(before)
    await run(10)
    expect(readdirSync(project)).toEqual(['.poligon'])
    const trail = openTrail(project, at(10))
    expect(trail.runs().map(({ removed }) => removed)).toEqual([isoDay(10), isoDay(10)])
    expect(trail.read().broken).toBeUndefined()
    expect(await run(11)).toEqual([])
  })

  it('leaves alone what is no longer what it wrote', async () => {
    write('changed.sql', 'one')
    write('linked.sql', 'two')
    write('folder/a', 'three')
    for (const file of ['changed.sql', 'linked.sql', 'folder']) await made(path(file), 2)
    write('changed.sql', 'by somebody else')
    renameSync(path('linked.sql'), path('elsewhere.sql'))
    symlinkSync(path('elsewhere.sql'), path('linked.sql'))
    write('folder/theirs', 'four')
    expect(fates(await run(9))).toEqual([
      ['changed.sql', 'changed'],
      ['linked.sql', 'changed'],
      ['folder', 'changed'],
    ])
    expect(readdirSync(project).toSorted()).toEqual([
      '.poligon',
      'changed.sql',
      'elsewhere.sql',
      'folder',
      'linked.sql',
    ])
  })

  it('tells what is gone and what it cannot remove, and leaves a copy that was masked anew to its own time', async () => {
    write('gone.sql', 'one')
    await made(path('gone.sql'), 2)
    rmSync(path('gone.sql'))
    await made('postgres://localhost:5432/shop', 2)
    write('anew.sql', 'two')
    await made(path('anew.sql'), 2)
    await made(path('anew.sql'), 20)
    expect(fates(await run(9))).toEqual([
      ['gone.sql', 'gone'],
      [expect.anything(), 'by hand'],
    ])
    expect(existsSync(path('anew.sql'))).toBe(true)
    expect(fates(await run(20)).at(-1)).toEqual(['anew.sql', 'removed'])
  })

  it('removes evidence of test runs that says when it expires, and no folder with anything else in it', async () => {
    const record = (name: string, expires?: string) => JSON.stringify({ run: name, expires })
    for (const [name, expires] of [
      ['old', isoDay(2)],
      ['new', isoDay(20)],
      ['endless', undefined],
      ['mixed', isoDay(2)],
    ] as const) {
      write(`reports/output/${name}/run.json`, record(name, expires))
      write(`reports/output/${name}/messages.ndjson`, '')
    }
    write('reports/output/mixed/notes.txt', 'mine')
    write('reports/output/borrowed/run.json', record('other', isoDay(2)))
    expect(await run(9)).toMatchObject([
      { kind: 'evidence', target: path('reports/output/old'), fate: 'removed' },
    ])
    expect(readdirSync(path('reports/output')).toSorted()).toEqual([
      'borrowed',
      'endless',
      'mixed',
      'new',
    ])
    await refuseExpiredReport(path('reports/output/new'), at(9))
    await refuseExpiredReport(path('reports/output/endless'), at(9))
    await expect(refuseExpiredReport(path('reports/output/new'), at(20))).rejects.toMatchObject({
      code: 'POLIGON_EXPIRED',
    })
  })
})

describe('an expired copy', () => {
  it('is refused by whatever loads it, also under another name, and no other file is', async () => {
    write('a.sql', 'one')
    await made(path('a.sql'), 10)
    write('b.sql', 'two')
    await refuseExpired(project, path('a.sql'), at(9))
    await refuseExpired(project, path('b.sql'), at(10))
    renameSync(path('a.sql'), path('renamed.sql'))
    await expect(refuseExpired(project, path('renamed.sql'), at(10))).rejects.toMatchObject({
      code: 'POLIGON_EXPIRED',
      exitCode: 3,
      message: expect.stringContaining('until 2026-05-10 only') as string,
    })
  })
})
