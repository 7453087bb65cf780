import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { makeTestFolder } from '../../core/test-folder.fixture.ts'
import { runPoligon } from '../run-poligon.fixture.ts'

const policy =
  'policy: 1 # ours\npurpose: tests\nsource: {engine: mysql}\ntables: {t: {columns: {e: email}}}\n'
const dump =
  "-- MariaDB dump 10.19\nCREATE TABLE `t` (`e` varchar(120));\nINSERT INTO `t` VALUES ('jan@firma.pl');\n"
const [one, two] = ['42'.repeat(32), '43'.repeat(32)]

let folder = ''
beforeEach(() => {
  folder = makeTestFolder('key')
  mkdirSync(join(folder, 'features'))
  writeFileSync(join(folder, 'policy.yaml'), policy)
  writeFileSync(join(folder, 'dump.sql'), dump)
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const poligon = (key: string | undefined, ...args: readonly string[]) =>
  runPoligon(folder, args, { POLIGON_KEY: key })

const mask = (key: string | undefined, target: string, ...more: readonly string[]) =>
  poligon(key, 'mask', 'dump.sql', '--policy', 'policy.yaml', '--to', target, ...more)
const read = (file: string) => readFileSync(join(folder, file), 'utf8')

describe('poligon key', () => {
  it('lets a policy recognise its key, so that another one is refused before anything is read', async () => {
    expect((await poligon(one, 'key', 'check', '--policy', 'policy.yaml')).stdout).toMatch(
      /^[0-9a-f]{16} {2}the policy knows no key yet/,
    )
    const { code, stdout } = await poligon(
      one,
      'key',
      'check',
      '--policy',
      'policy.yaml',
      '--write',
    )
    expect([code, stdout]).toEqual([0, expect.stringContaining('the policy knows this key')])
    expect(read('policy.yaml')).toBe(
      policy.replace('\n', `\nkey: {check: "${stdout.slice(0, 16)}"}\n`),
    )
    expect((await mask(one, 'masked.sql')).code).toBe(0)
    rmSync(join(folder, 'dump.sql'))
    const wrong = await mask(two, 'other.sql')
    expect([wrong.code, wrong.stderr]).toEqual([
      3,
      expect.stringMatching(/^poligon: The masking key is not the one .*policy\.yaml:2:/),
    ])
    expect((await poligon(two, 'key', 'check', '--policy', 'policy.yaml')).code).toBe(3)
  })

  it('makes a key that masks one set and can be destroyed with a record of its copies', async () => {
    const created = await poligon(undefined, 'key', 'create', '--set', 'may')
    expect(created.code).toBe(0)
    const secret = read('.poligon/keys/may.key').trim()
    const said = [created]
    for (const target of ['a.sql', 'b.sql'])
      said.push(await mask(undefined, target, '--set', 'may', '--json'))
    expect(said.map(({ code }) => code)).toEqual([0, 0, 0])
    expect(read('a.sql')).toBe(read('b.sql'))
    const { stdout, stderr } = await poligon(undefined, 'key', 'destroy', 'may')
    for (const shown of said.map((one) => one.stdout + one.stderr))
      expect(shown).not.toContain(secret)
    expect(read('.poligon/keys/journal.jsonl')).not.toContain(secret)
    expect(stdout.trim().split('\n')).toEqual([
      expect.stringMatching(/a\.sql {2}key [0-9a-f]{16} {2}policy sha256:/),
      expect.stringContaining('b.sql'),
    ])
    expect(stderr).toContain('2 copies')
    expect(existsSync(join(folder, '.poligon', 'keys', 'may.key'))).toBe(false)
    expect((await mask(one, 'd.sql', '--set', 'may')).code).toBe(3)
    expect(existsSync(join(folder, 'd.sql'))).toBe(false)
    expect(JSON.parse((await poligon(undefined, 'key', 'list', '--json')).stdout)).toMatchObject({
      sets: [{ set: 'may', key: 'throw-away', copies: [{ complete: true }, { complete: true }] }],
    })
  })

  it('binds a named set to the key that began it', async () => {
    expect((await mask(one, 'a.sql', '--set', 'may')).code).toBe(0)
    const wrong = await mask(two, 'b.sql', '--set', 'may')
    expect([wrong.code, wrong.stderr]).toEqual([3, expect.stringContaining('begun with')])
    expect(existsSync(join(folder, 'b.sql'))).toBe(false)
    writeFileSync(join(folder, 'policy.yaml'), `${policy}project: another\n`)
    const away = await mask(one, 'mysql://root:geheim@127.0.0.1:1/copy', '--set', 'may')
    expect([away.code, away.stderr]).toEqual([4, expect.stringContaining('do not agree')])
    expect(read('.poligon/keys/journal.jsonl')).toContain('mysql://root@127.0.0.1:1/copy')
    expect(read('.poligon/keys/journal.jsonl') + away.stderr).not.toContain('geheim')
  })

  it('throws a key away after one run, and needs no other for it', async () => {
    for (const target of ['a.sql', 'b.sql'])
      expect((await mask(undefined, target, '--throw-away-key')).code).toBe(0)
    expect(read('a.sql')).not.toBe(read('b.sql'))
    expect(existsSync(join(folder, '.poligon/keys'))).toBe(false)
    expect((await mask(one, 'c.sql', '--throw-away-key', '--set', 'may')).code).toBe(2)
  })
})
