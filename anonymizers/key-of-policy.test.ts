import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { keyCheck } from '../core/key-scope.ts'
import { throwAwayKey } from '../core/key.ts'
import { makeTestFolder } from '../core/test-folder.fixture.ts'
import { keyOfPolicy } from './key-of-policy.ts'
import { maskText, testKey } from './mask-text.contract.ts'
import { loadPolicy } from './policy-file.ts'

const folder = makeTestFolder('key')
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const load = (head: string, engine = 'mysql') => {
  const file = join(folder, 'policy.yaml')
  writeFileSync(file, `policy: 1\npurpose: tests\nsource: {engine: ${engine}}\n${head}\n`)
  return loadPolicy(file)
}
const idOf = async (head: string, set?: string, engine?: string) =>
  keyOfPolicy(await load(head, engine), testKey, set).id

const ours = 'controller: {name: Kot}\nproject: hub'

describe('the key that masks by a policy', () => {
  it('is one for the policies of all databases of a controller and project', async () => {
    expect(await idOf(ours, 'may', 'postgres')).toBe(await idOf(`${ours}\n# ERP`, 'may'))
    expect(await idOf(ours)).not.toBe(await idOf('controller: {name: Kot}\nproject: other'))
    expect(await idOf(ours)).not.toBe(await idOf('project: hub'))
  })

  it('is another one for each set, unless the policy links all sets', async () => {
    expect(await idOf(ours, 'may')).not.toBe(await idOf(ours, 'june'))
    expect(await idOf(ours, 'may')).not.toBe(await idOf(ours))
    const linked = `${ours}\nkey: {scope: project, reason: a regression is followed over weeks}`
    expect(await idOf(linked, 'may')).toBe(await idOf(linked, 'june'))
    expect(await idOf(linked)).not.toBe(await idOf(ours))
  })

  it('is another one for another function, which is the same whether it is named or not', async () => {
    expect(await idOf('key: {prf: hmac-sha256}')).not.toBe(await idOf(''))
    expect(await idOf('key: {prf: blake2s}')).toBe(await idOf(''))
    const [named, plain] = [await load('key: {prf: blake2s}'), await load('')]
    expect(named.hash).toBe(plain.hash)
    expect((await load('key: {prf: hmac-sha256}')).hash).not.toBe(plain.hash)
  })

  it('is refused when the policy knows another one, at the line that says so', async () => {
    const policy = await load('key: {check: "0000000000000000"}')
    expect(() => keyOfPolicy(policy, testKey)).toThrow(
      expect.objectContaining({
        code: 'POLIGON_KEY_REFUSED',
        exitCode: 3,
        place: expect.objectContaining({ line: 4 }) as object,
      }),
    )
    expect(keyOfPolicy(policy, throwAwayKey()).throwAway).toBe(true)
    const right = await load(`key: {check: "${keyCheck(testKey)}"}`)
    expect(keyOfPolicy(right, testKey).id).toBe(await idOf(''))
    expect(right.hash).toBe(policy.hash)
  })

  it('makes the masks, so that copies of two sets share none', async () => {
    const dump = `-- MariaDB dump\nCREATE TABLE \`t\` (\`e\` varchar(120));\nINSERT INTO \`t\` VALUES ('a@firma.pl');\n`
    const policy = `policy: 1\npurpose: tests\nsource: {engine: mysql}\ntables: {t: {columns: {e: email}}}`
    const masked = async (set?: string) =>
      (await maskText(dump, policy, set === undefined ? {} : { set })).output.toString()
    expect(await masked('may')).toBe(await masked('may'))
    expect(new Set([await masked('may'), await masked('june'), await masked()]).size).toBe(3)
  })
})
