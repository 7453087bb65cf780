import { appendFileSync, existsSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Clock } from '../../core/clock.ts'
import { keyCheck } from '../../core/key-scope.ts'
import { keyFromBytes } from '../../core/key.ts'
import { makeTestFolder } from '../../core/test-folder.fixture.ts'
import { keyFolder } from './journal.ts'
import { openKeySets } from './key-sets.ts'

const given = keyFromBytes(new Uint8Array(32).fill(1))
const other = keyFromBytes(new Uint8Array(32).fill(2))
const noKey = () => {
  throw new Error('no key is needed')
}
const clock: Clock = {
  now: () => Date.UTC(2026, 4, 1),
  monotonic: () => 0,
  sleep: async () => {},
}
const copy = { target: '/copies/shop.sql', keyId: '0123', policy: 'sha256:ab' }

let project = ''
beforeEach(() => void (project = makeTestFolder('sets')))
afterEach(() => rmSync(project, { recursive: true, force: true }))
const sets = () => openKeySets(project, clock)
const files = () => readdirSync(keyFolder(project)).toSorted()
const refusal = (code: string) => expect.objectContaining({ code }) as Error

describe('a set that is masked with the key of the data job', () => {
  it('is there from its first copy on, and recognises its key', () => {
    expect(sets().keyOf('may', () => given)).toBe(given)
    expect(sets().list()).toEqual([])
    sets().begin('may', given, copy)()
    expect(sets().keyOf('may', () => given)).toBe(given)
    expect(sets().list()).toEqual([
      {
        set: 'may',
        key: 'given',
        check: keyCheck(given),
        since: '2026-05-01T00:00:00.000Z',
        copies: [{ ...copy, at: '2026-05-01T00:00:00.000Z', complete: true }],
      },
    ])
  })

  it('refuses another key, before anything is read', () => {
    sets().begin('may', given, copy)
    expect(() => sets().keyOf('may', () => other)).toThrow(refusal('POLIGON_KEY_REFUSED'))
    expect(sets().keyOf('june', () => other)).toBe(other)
  })

  it('cannot be destroyed here, where its key is not', () => {
    sets().begin('may', given, copy)
    expect(() => sets().destroy('may')).toThrow(refusal('POLIGON_USAGE'))
  })
})

describe('a throw-away key', () => {
  it('lives in the folder of the project, for its owner only, and nowhere in the journal', () => {
    sets().create('may')
    expect(files()).toEqual(['.gitignore', 'journal.jsonl', 'may.key'])
    const file = join(keyFolder(project), 'may.key')
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(statSync(keyFolder(project)).mode & 0o777).toBe(0o700)
    expect(statSync(join(keyFolder(project), 'journal.jsonl')).mode & 0o777).toBe(0o600)
    const hex = readFileSync(file, 'utf8').trim()
    expect(hex).toMatch(/^[0-9a-f]{64}$/)
    expect(readFileSync(join(keyFolder(project), 'journal.jsonl'), 'utf8')).not.toContain(hex)
    expect(readFileSync(join(keyFolder(project), '.gitignore'), 'utf8')).toBe('*\n')
  })

  it('masks its set without the key of the data job, and is another one for each', () => {
    sets().create('may')
    sets().create('june')
    const may = sets().keyOf('may', noKey)
    expect(may.throwAway).toBe(true)
    expect(sets().keyOf('may', noKey).id).toBe(may.id)
    expect(sets().keyOf('june', noKey).id).not.toBe(may.id)
  })

  it('is never replaced by another one of the same name', () => {
    sets().create('may')
    expect(() => sets().create('may')).toThrow(refusal('POLIGON_USAGE'))
    sets().destroy('may')
    expect(() => sets().create('may')).toThrow(refusal('POLIGON_USAGE'))
    sets().begin('june', given, copy)
    expect(() => sets().create('june')).toThrow(refusal('POLIGON_USAGE'))
  })

  it('is gone when it is destroyed, and the journal says which copies nobody can link any more', () => {
    sets().create('may')
    const key = sets().keyOf('may', noKey)
    sets().begin('may', key, copy)()
    sets().begin('may', key, { ...copy, target: '/copies/erp.sql' })
    const destroyed = sets().destroy('may')
    expect(destroyed).toMatchObject({ set: 'may', destroyed: '2026-05-01T00:00:00.000Z' })
    expect(destroyed.copies.map(({ target, complete }) => [target, complete])).toEqual([
      ['/copies/shop.sql', true],
      ['/copies/erp.sql', false],
    ])
    expect(existsSync(join(keyFolder(project), 'may.key'))).toBe(false)
    expect(readFileSync(join(keyFolder(project), 'journal.jsonl'), 'utf8').trim()).toMatch(
      /\{"event":"destroyed".*erp\.sql.*\}$/,
    )
    expect(() => sets().keyOf('may', () => given)).toThrow(refusal('POLIGON_KEY_REFUSED'))
    expect(sets().destroy('may')).toEqual(destroyed)
  })

  it('that was lost is never taken for the key of the data job', () => {
    sets().create('may')
    rmSync(join(keyFolder(project), 'may.key'))
    expect(() => sets().keyOf('may', () => given)).toThrow(refusal('POLIGON_KEY_REFUSED'))
    expect(sets().destroy('may').destroyed).toBeDefined()
  })
})

describe('the journal of keys', () => {
  it('outlives a run that was killed while it wrote', () => {
    sets().create('may')
    appendFileSync(join(keyFolder(project), 'journal.jsonl'), '{"event":"beg')
    expect(sets().list()).toHaveLength(1)
    sets().create('june')
    expect(sets().list()).toHaveLength(2)
  })

  it('that is damaged stops everything that would build on it', () => {
    sets().create('may')
    appendFileSync(join(keyFolder(project), 'journal.jsonl'), '{"event":"nothing known"}\n')
    expect(() => sets().keyOf('may', () => given)).toThrow(/The journal of keys is damaged.*:2/)
  })

  it.each(['', '../may', '.may', 'ma y', 'a'.repeat(65)])('takes no set named %j', (set) => {
    expect(() => sets().create(set)).toThrow(refusal('POLIGON_USAGE'))
    expect(() => sets().keyOf(set, () => given)).toThrow(refusal('POLIGON_USAGE'))
    expect(existsSync(keyFolder(project))).toBe(false)
  })
})
