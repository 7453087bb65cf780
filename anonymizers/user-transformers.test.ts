import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { makeTestFolder } from '../core/test-folder.fixture.ts'
import { maskDump } from './mask-dump.ts'
import { testKey } from './mask-text.contract.ts'
import { loadPolicy } from './policy-file.ts'

const index = new URL('index.ts', import.meta.url).href
const guide = readFileSync(new URL('../docs/guides/own-transformers.md', import.meta.url), 'utf8')
const example = (/```ts\n([\s\S]+?)```/.exec(guide)?.[1] ?? '').replace(
  'poligon/anonymizers',
  index,
)

const policy = `policy: 1
purpose: tests
source: {engine: mysql}
tables:
  customers:
    columns:
      id: {keep: running number}
      card: NAME
`
const dump = `CREATE TABLE \`customers\` (\`id\` int, \`card\` varchar(20));
INSERT INTO \`customers\` VALUES (1,'KK471108154217'),(2,NULL),(3,'KK 4711 0815 42 17'),(4,'KK471108154300');
`
let folder = ''
beforeEach(() => {
  folder = makeTestFolder('own')
  mkdirSync(join(folder, 'transformers'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const write = (file: string, text: string) => {
  writeFileSync(join(folder, file), text)
  return join(folder, file)
}

async function masked(name: string): Promise<string> {
  const target = join(folder, 'masked.sql')
  await maskDump({
    source: write('dump.sql', dump),
    policy: write('policy.yaml', policy.replace('NAME', name)),
    target,
    key: testKey,
    jobs: 0,
  })
  return readFileSync(target, 'utf8')
}

/** A module whose transformer is right but for what is given. */
const transformer = (more: string) => `let count = 0
export default {
  name: 'mine', describe: 'Mine.', accepts: ['text'],
  examples: [{ input: 'abc', matches: /^x/ }, { input: 'abd', matches: /^x/ }],
  strings: (value, { random }) => 'x' + random.below(1e9),
  ${more}
}
`

describe('transformers of users', () => {
  it('mask as the guide shows, beside the policy and with no line anywhere', async () => {
    write('transformers/loyaltyNumber.ts', example)
    const [, first, second, third] =
      /\(1,'(KK00\d{10})'\),\(2,NULL\),\(3,'(KK00\d{10})'\),\(4,'(KK00\d{10})'\)/.exec(
        await masked('loyaltyNumber'),
      ) ?? []
    expect(first).toBeDefined()
    expect(second).toBe(first)
    expect(third).not.toBe(first)
  })

  it.each([
    ['a module that does not load', 'export default {', /cannot be loaded/],
    ['what is no transformer', 'export default {name: "mine"}', /is no transformer: describe/],
    ['another name than its file', transformer("name: 'other'"), /another name/],
    ['a name that Poligon has', transformer("name: 'email'"), /has a transformer called email/],
    [
      'chance of its own',
      transformer('strings: () => `x${Math.random()}`'),
      /not come out the same/,
    ],
    ['memory', transformer('strings: () => `x${count++}`'), /not come out the same/],
    ['masks that its examples do not have', transformer("strings: () => 'y'"), /does not match/],
    ['its input', transformer('strings: (value) => value'), /gave its input back/],
    ['no text', transformer('strings: () => 7'), /gave what is no text/],
    [
      'equal masks against its law',
      transformer(
        "strings: () => 'x', laws: {unique: 'bijective', chanceOfInput: 0, harmless: true}",
      ),
      /two of its examples have one mask/,
    ],
  ])('are refused for %s', async (_, text, message) => {
    write(text.includes("name: 'email'") ? 'transformers/email.mjs' : 'transformers/mine.mjs', text)
    await expect(masked('email')).rejects.toThrow(
      expect.objectContaining({
        code: 'POLIGON_CONFIG',
        message: expect.stringMatching(message) as string,
        place: { file: expect.stringContaining('transformers') as string },
      }),
    )
  })

  it('say nothing of a value at which they fail', async () => {
    write(
      'transformers/mine.mjs',
      transformer("strings: (v) => { if (v.startsWith('KK')) throw new Error(v); return 'x' }"),
    )
    await expect(masked('mine')).rejects.toThrow(
      expect.objectContaining({
        code: 'POLIGON_VALUE',
        place: expect.objectContaining({ table: 'customers', field: 'card', row: 1 }) as object,
        message: expect.not.stringContaining('4711') as string,
      }),
    )
  })

  it('may not give more than a column holds', async () => {
    write('transformers/mine.mjs', transformer("strings: () => 'x'.repeat(21)"))
    await expect(masked('mine')).rejects.toThrow(/more than its column holds/)
  })

  it('are part of the hash of the policy', async () => {
    const file = write('policy.yaml', policy.replace('NAME', 'mine'))
    write('transformers/mine.mjs', transformer(''))
    const { hash } = await loadPolicy(file)
    expect((await loadPolicy(file)).hash).toBe(hash)
    write('transformers/mine.mjs', `${transformer('')}// changed`)
    expect((await loadPolicy(file)).hash).not.toBe(hash)
  })
})
