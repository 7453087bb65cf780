import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { contentHash, type MaskReport } from '../../anonymizers/index.ts'
import { systemClock } from '../../core/clock.ts'
import { makeTestFolder } from '../../core/test-folder.fixture.ts'
import { runPoligon } from '../run-poligon.fixture.ts'
import { openTrail } from '../../runs/index.ts'

const policy = `
policy: 1
purpose: tests of the trail
retention: {snapshot: 30d}
source: {engine: mysql}
tables: {t: {columns: {e: email}}}
`
const dump =
  "-- MariaDB dump 10.19\nCREATE TABLE `t` (`e` varchar(120));\nINSERT INTO `t` VALUES ('jan@firma.pl');\n"

let folder = ''
beforeEach(() => {
  folder = makeTestFolder('trail-command')
  mkdirSync(join(folder, 'features'))
  writeFileSync(join(folder, 'policy.yaml'), policy)
  writeFileSync(join(folder, 'dump.sql'), dump)
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const poligon = (...args: readonly string[]) =>
  runPoligon(folder, args, { POLIGON_KEY: '42'.repeat(32) })
const mask = (source: string, target: string, ...more: readonly string[]) =>
  poligon('mask', source, '--policy', 'policy.yaml', '--to', target, ...more)
const trailFile = () => join(folder, '.poligon/trail/trail.jsonl')

describe('poligon trail', () => {
  it('tells of every run what it did, and lets a report find its entry', async () => {
    const done = await mask('dump.sql', 'masked.sql', '--json')
    const report = JSON.parse(done.stdout) as MaskReport
    writeFileSync(join(folder, 'broken.sql'), dump.replace('VALUES', 'VALUE S'))
    await mask('broken.sql', 'other.sql')
    const leftOpen = dump.replace("'jan@firma.pl'", "'jan@firma.pl',2")
    writeFileSync(join(folder, 'uncovered.sql'), leftOpen)
    expect((await mask('uncovered.sql', 'other.sql')).code).not.toBe(0)

    const { code, stdout } = await poligon('trail', '--json')
    expect(code).toBe(0)
    const { runs, chain } = JSON.parse(stdout) as { runs: object[]; chain: object }
    expect(runs[0]).toMatchObject({
      command: 'mask',
      purpose: 'tests of the trail',
      source: { name: join(folder, 'dump.sql') },
      policy: { hash: report.policy },
      keyId: report.keyId,
      target: join(folder, 'masked.sql'),
      expires: report.expires,
      ended: { result: 'done', rows: 1, written: { digest: report.hashes?.output } },
    })
    expect(chain).toMatchObject({ holds: true })
    expect(JSON.stringify(report.trail)).toContain('sha256:')
    expect(readFileSync(trailFile(), 'utf8')).toContain(report.trail?.hash)
    expect(readFileSync(trailFile(), 'utf8')).not.toContain('jan@firma.pl')
    expect((await poligon('trail')).stdout).toMatch(/masked\.sql +tests of the trail/)
  })

  it('ends with 1 when a line was changed, and stops the next run before its target is there', async () => {
    await mask('dump.sql', 'masked.sql')
    expect((await poligon('trail', '--verify')).stdout).toMatch(/^2 entries, none was changed/)
    const text = readFileSync(trailFile(), 'utf8')
    writeFileSync(trailFile(), text.replaceAll('"who":"', '"who":"x'))
    const found = await poligon('trail', '--verify')
    expect([found.code, found.stderr]).toEqual([
      1,
      expect.stringContaining('tampered with: line 1 was changed'),
    ])
    const next = await mask('dump.sql', 'next.sql')
    expect([next.code, next.stderr]).toEqual([2, expect.stringContaining('The trail is damaged')])
  })

  it('knows copies whose time is over: they are not masked again, and pruned', async () => {
    const copy = join(folder, 'old.sql')
    writeFileSync(copy, dump)
    const clock = { ...systemClock, now: () => Date.UTC(2020, 1, 1) }
    const trail = await openTrail(folder, clock)
    trail
      .begin({
        command: 'mask',
        purpose: 'tests',
        source: { name: 'dump.sql' },
        policy: { file: 'policy.yaml', hash: `sha256:${'a'.repeat(64)}` },
        keyId: '00',
        target: copy,
        expires: '2020-03-01T00:00:00.000Z',
      })
      .done({ written: { digest: (await contentHash(copy)) ?? '', bytes: dump.length } })
    const refused = await mask('old.sql', 'again.sql')
    expect([refused.code, refused.stderr]).toEqual([
      3,
      expect.stringContaining('may be kept until 2020-03-01 only'),
    ])
    expect((await poligon('prune', '--dry-run')).stdout).toMatch(
      /copy +2020-03-01 +removed +.*old\.sql/,
    )
    const { stdout } = await poligon('prune', '--json')
    expect(JSON.parse(stdout)).toMatchObject({ pruned: [{ target: copy, fate: 'removed' }] })
    expect(existsSync(copy)).toBe(false)
    expect((await poligon('prune')).stdout).toBe('Nothing has expired.\n')
    expect((await poligon('trail')).stdout).toMatch(/old\.sql .* removed \d{4}-/)
  })

  it('holds when several runs end at once', async () => {
    const runs = Array.from({ length: 4 }, (_, i) => mask('dump.sql', `masked-${i}.sql`))
    expect((await Promise.all(runs)).map(({ code }) => code)).toEqual([0, 0, 0, 0])
    expect((await poligon('trail', '--verify')).stdout).toMatch(/^8 entries, none was changed/)
  })

  it('tells which copies a destroyed key left unlinkable', async () => {
    await poligon('key', 'create', '--set', 'may')
    await mask('dump.sql', 'masked.sql', '--set', 'may')
    await poligon('key', 'destroy', 'may')
    await poligon('key', 'destroy', 'may')
    const { stdout } = await poligon('trail', '--json')
    const { events } = JSON.parse(stdout) as { events: { event: { event: string } }[] }
    expect(events.filter(({ event }) => event.event === 'key-destroyed')).toMatchObject([
      { event: { set: 'may', copies: [join(folder, 'masked.sql')] } },
    ])
  })
})
