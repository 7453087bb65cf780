import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { stringify } from 'yaml'
import { z } from 'zod'
import { PoligonError, type ErrorCode } from '../core/errors.ts'
import type { Registry } from '../core/registry.ts'
import { loadPolicy } from './policy-file.ts'
import { defineTransformer, type Transformer } from './transformer.ts'

const folder = mkdtempSync(join(tmpdir(), 'poligon-policy-'))
afterAll(() => rmSync(folder, { recursive: true }))

const transformer = (name: string, params: z.ZodType): Transformer =>
  defineTransformer({
    name,
    describe: `${name} of a person`,
    kinds: [name],
    params,
    accepts: ['text'],
    laws: { unique: 'lossy', chanceOfInput: 0, harmless: true },
    examples: [],
    compile: () => ({ op: 'null' }),
  })

const registry: Registry<Transformer> = Object.fromEntries(
  [
    transformer('email', z.strictObject({})),
    transformer('fullName', z.strictObject({ grammar: z.enum(['pl', 'en']).default('en') })),
    transformer('postcode', z.strictObject({ keepDigits: z.int().max(3).optional() })),
    transformer('street', z.strictObject({})),
    transformer(
      'phone',
      z.union([
        z.strictObject({ range: z.literal('harmless').optional() }),
        z.strictObject({ range: z.literal('realistic'), reason: z.string() }),
      ]),
    ),
    transformer('birthDate', z.strictObject({ to: z.enum(['year', 'day']).default('day') })),
  ].map((one) => [one.name, async () => ({ default: one })]),
)

function write(text: string, file = 'policy.yaml'): string {
  const path = join(folder, file)
  writeFileSync(path, text)
  return path
}

const load = (text: string) => loadPolicy(write(text), registry)

async function refused(text: string): Promise<PoligonError> {
  return load(text).then(
    () => {
      throw new Error('the policy was taken')
    },
    (failure: unknown) => {
      if (failure instanceof PoligonError) return failure
      throw failure
    },
  )
}

const head = 'policy: 1\npurpose: tests\nsource: {engine: mariadb}\n'

const whole = `
policy: 1
controller: {name: Księgarnia Kot sp. z o.o., agreement: DPA 2026/3}
purpose: integration tests and local data of developers
legalStatus: pseudonymised
key: {scope: set}
retention: {snapshot: 30d, evidence: 14d}
source: {engine: mariadb, schema: kot, reviewed: "sha256:${'0f'.repeat(32)}"}
onUnknown: stop
quasiIdentifiers: {readers: [kind, born]}
gates: {leaks: 0, kAnonymity: 5, singledOut: 1.5%}
tables:
  readers:
    person: email
    columns:
      id:       {keep: key of the row; points to a person only inside the shop, risk: indirect}
      kind:     {keep: kind of party}
      email:    {mask: email, unique: true}
      name:     {mask: fullName, grammar: pl}
      phone:    {mask: phone, when: "kind in ('person', 'sole trader')", else: {keep: published by the company}}
      born:     {mask: birthDate, to: year}
      extra:
        json: {$.phone: phone, "$.addresses[*].street": street, "$.addresses[*].code": {mask: postcode, keepDigits: 2}, $.settings.theme: {keep: not personal}}
        otherPaths: keep
      password: {drop: nobody logs in}
  loans:
    person: {table: readers, via: reader_id, by: email}
    columns: {note: street}
  "log_*": {rows: empty}
columns:
  "*.contact": email
approvals: [{role: DPO, on: 2026-11-23, of: "sha256:${'ab'.repeat(32)}"}]
`

describe('a policy file', () => {
  it('is read with everything that a policy can say', async () => {
    const policy = await load(whole)
    expect(policy.header).toMatchObject({
      purpose: 'integration tests and local data of developers',
      legalStatus: 'pseudonymised',
      onUnknown: 'stop',
      key: { scope: 'set' },
      approvals: [{ role: 'DPO' }],
    })
    const { tables, columns } = policy.layers[0].rules
    expect(tables).toMatchObject([
      { table: 'readers', person: 'email' },
      { table: 'loans', person: { table: 'readers', via: 'reader_id', by: 'email' } },
      { table: 'log_*', rows: { verb: 'empty' } },
    ])
    const of = (column: string) => columns.find((rule) => rule.column === column)?.treatment
    expect(of('id')).toEqual({
      verb: 'keep',
      reason: 'key of the row; points to a person only inside the shop',
      risk: 'indirect',
    })
    expect(of('email')).toMatchObject({ verb: 'mask', transformer: 'email', unique: true })
    expect(of('name')).toMatchObject({ transformer: 'fullName', params: { grammar: 'pl' } })
    expect(of('phone')).toMatchObject({
      verb: 'when',
      condition: { column: 'kind', equals: ['person', 'sole trader'], negate: false },
      matching: { verb: 'mask', transformer: 'phone' },
      otherwise: { verb: 'keep', reason: 'published by the company' },
    })
    expect(of('extra')).toMatchObject({ verb: 'walk', format: 'json', otherPaths: 'keep' })
    expect(of('password')).toEqual({ verb: 'drop', reason: 'nobody logs in' })
    expect(of('note')).toMatchObject({ verb: 'mask', transformer: 'street', unique: false })
    expect(columns).toContainEqual(expect.objectContaining({ table: '*', column: 'contact' }))
  })

  it('stops at what is unknown and is pseudonymised unless it says otherwise', async () => {
    const { header } = await load(head)
    expect(header).toMatchObject({
      onUnknown: 'stop',
      legalStatus: 'pseudonymised',
      key: { scope: 'set' },
    })
  })
})

describe('a mistake in a policy file', () => {
  const cases: readonly [string, string, ErrorCode, string, string][] = [
    ['a key that is not known', `${head}tabels: {}\n`, 'POLIGON_CONFIG', '4:1', 'tables'],
    [
      'a header key that is not known',
      'policy: 1\npurpose: tests\nsource: {engine: mariadb, shema: x}\n',
      'POLIGON_CONFIG',
      '3:27',
      'schema',
    ],
    [
      'a misspelt transformer',
      `${head}tables:\n  t:\n    columns:\n      a: {mask: emial}\n`,
      'POLIGON_CONFIG',
      '7:11',
      'email',
    ],
    [
      'a misspelt short form',
      `${head}tables:\n  t:\n    columns:\n      a: emai\n`,
      'POLIGON_CONFIG',
      '7:7',
      'email',
    ],
    [
      'an unknown parameter',
      `${head}tables:\n  t:\n    columns:\n      a: {mask: fullName, gramar: pl}\n`,
      'POLIGON_CONFIG',
      '7:27',
      'grammar',
    ],
    [
      'a parameter of a wrong value',
      `${head}tables:\n  t:\n    columns:\n      a: {mask: fullName, grammar: pll}\n`,
      'POLIGON_CONFIG',
      '7:27',
      'pl',
    ],
    [
      'parameters that do not go together',
      `${head}tables:\n  t:\n    columns:\n      a: {mask: phone, range: realistic}\n`,
      'POLIGON_CONFIG',
      '7:7',
      'reason',
    ],
    [
      'a parameter that no set of parameters knows',
      `${head}tables:\n  t:\n    columns:\n      a: {mask: phone, range: realistic, reasn: unique}\n`,
      'POLIGON_CONFIG',
      '7:7',
      'reason',
    ],
    [
      'two treatments at once',
      `${head}tables:\n  t:\n    columns:\n      a: {mask: email, keep: because of this}\n`,
      'POLIGON_CONFIG',
      '7:7',
      'mask, keep',
    ],
    [
      'no treatment',
      `${head}tables:\n  t:\n    columns:\n      a: {risk: low}\n`,
      'POLIGON_CONFIG',
      '7:7',
      'neither mask, keep nor drop',
    ],
    [
      'a keep without a reason',
      `${head}tables:\n  t:\n    columns:\n      a: {keep: ""}\n`,
      'POLIGON_CONFIG',
      '7:11',
      'keep',
    ],
    [
      'an unknown treatment deep inside a value',
      `${head}tables:\n  t:\n    columns:\n      a:\n        json:\n          $.a: {mask: fullName, x: 1}\n`,
      'POLIGON_CONFIG',
      '9:33',
      'grammar',
    ],
    [
      'a condition inside a value',
      `${head}tables:\n  t:\n    columns:\n      a: {json: {$.a: {mask: email, when: "x = 'y'", else: email}}}\n`,
      'POLIGON_CONFIG',
      '7:37',
      'when',
    ],
    [
      'a path that is none',
      `${head}tables:\n  t:\n    columns:\n      a:\n        json:\n          phone: email\n`,
      'POLIGON_CONFIG',
      '9:11',
      '$.a.b',
    ],
    [
      'a condition that is none',
      `${head}tables:\n  t:\n    columns:\n      a: {mask: email, when: typ is null, else: email}\n`,
      'POLIGON_CONFIG',
      '7:24',
      'column not in',
    ],
    [
      'a condition without the other case',
      `${head}tables:\n  t:\n    columns:\n      a: {mask: email, when: "typ = 'x'"}\n`,
      'POLIGON_CONFIG',
      '7:7',
      'else',
    ],
    ['another version', head.replace('1', '2'), 'POLIGON_CONFIG', '1:1', '1'],
    ['a way on at the unknown', `${head}onUnknown: keep\n`, 'POLIGON_CONFIG', '4:1', 'stop'],
    [
      'a rule without a column',
      `${head}tables: {t: {columns: {null: email}}}\n`,
      'POLIGON_CONFIG',
      '4:14',
      'names no column',
    ],
    [
      'a rule of commas',
      `${head}tables: {t: {columns: {" , ": email}}}\n`,
      'POLIGON_CONFIG',
      '4:24',
      'names no column',
    ],
    [
      'a pattern without a table',
      `${head}columns: {email: email}\n`,
      'POLIGON_CONFIG',
      '4:11',
      '"*.email"',
    ],
    [
      'an unknown preset',
      `${head}extends: common-column\n`,
      'POLIGON_CONFIG',
      '4:1',
      'common-columns',
    ],
    ['a missing file', `${head}extends: [./nowhere.yaml]\n`, 'POLIGON_CONFIG', '4:11', 'relative'],
    ['two keys of one name', `${head}purpose: again\n`, 'POLIGON_CONFIG', '4:1', 'unique'],
    [
      'anonymity without an assessment',
      `${head}legalStatus: anonymous\n`,
      'POLIGON_POLICY_REFUSED',
      '4:1',
      'assessment',
    ],
    [
      'a long-lived key without a reason',
      `${head}key: {scope: project}\n`,
      'POLIGON_POLICY_REFUSED',
      '4:1',
      'reason',
    ],
  ]
  it.each(cases)('is placed and explained: %s', async (_, text, code, at, hint) => {
    const error = await refused(text)
    expect(error.code).toBe(code)
    expect(error.place.file).toBe(join(folder, 'policy.yaml'))
    expect(`${error.place.line}:${error.place.column}`).toBe(at)
    expect(error.message).toContain(hint)
  })

  it('in an extended file is placed in that file', async () => {
    const file = write('preset: 1\ndescribe: rules\ncolumns: {"*.a": emial}\n', 'rules.yaml')
    const error = await refused(`${head}extends: ./rules.yaml\n`)
    expect(error.place).toMatchObject({ file, line: 3 })
  })

  it('is a file that extends itself', async () => {
    write('preset: 1\ndescribe: rules\nextends: ./b.yaml\n', 'a.yaml')
    write('preset: 1\ndescribe: rules\nextends: ./a.yaml\n', 'b.yaml')
    const error = await refused(`${head}extends: ./a.yaml\n`)
    expect(error.code).toBe('POLIGON_CONFIG')
    expect(error.place.file).toBe(join(folder, 'b.yaml'))
  })

  const tree = z.looseObject({})
  it('is never overlooked, wherever an unknown key stands', async () => {
    const { parse } = await import('yaml')
    const good = tree.parse(parse(whole))
    const objects = objectsOf(good, []).filter(
      // The keys of these are names of tables, columns and paths.
      (path) => !['tables', 'columns', 'json'].includes(String(path.at(-1))),
    )
    expect(objects.length).toBeGreaterThan(20)
    for (const path of objects) {
      const bad = structuredClone(good)
      const place = path.reduce<Record<PropertyKey, unknown>>(
        (value, part) => value[part] as Record<PropertyKey, unknown>,
        bad,
      )
      place['zzz'] = 1
      const error = await refused(stringify(bad))
      expect(error.code, path.join('.')).toBe('POLIGON_CONFIG')
    }
  })
})

function objectsOf(value: unknown, path: readonly PropertyKey[]): (readonly PropertyKey[])[] {
  if (typeof value !== 'object' || value === null) return []
  const inside = Object.entries(value).flatMap(([key, inner]) => objectsOf(inner, [...path, key]))
  return Array.isArray(value) ? inside : [path, ...inside]
}

describe("a policy's hash", () => {
  it('does not depend on the order of keys', async () => {
    const { parse } = await import('yaml')
    const good = z.looseObject({}).parse(parse(whole))
    const { hash } = await load(whole)
    await fc.assert(
      fc.asyncProperty(fc.integer(), async (seed) => {
        expect((await load(stringify(shuffled(good, seed)))).hash).toBe(hash)
      }),
      { numRuns: 20 },
    )
  })

  it('does not depend on short forms, written-out defaults and approvals', async () => {
    const short = `${head}tables: {t: {columns: {a: email, b: fullName}}}\n`
    const long = `${head}legalStatus: pseudonymised\nkey: {scope: set}\ntables: {t: {columns: {a: {mask: email}, b: {mask: fullName, grammar: en}}}}\napprovals: [{role: DPO, on: 2026-11-23, of: "sha256:${'ab'.repeat(32)}"}]\n`
    expect((await load(long)).hash).toBe((await load(short)).hash)
    expect((await load(short)).hash).toMatch(/^sha256:[0-9a-f]{64}$/)
  })

  it.each([
    ['a treatment', 'a: email', 'a: street'],
    ['a parameter', 'b: fullName', 'b: {mask: fullName, grammar: pl}'],
    ['a reason', 'because', 'because of that'],
    ['the purpose', 'tests', 'tests and more'],
  ])('changes with %s', async (_, before, after) => {
    const text = `${head}tables: {t: {columns: {a: email, b: fullName, c: {keep: because}}}}\n`
    expect((await load(text.replace(before, after))).hash).not.toBe((await load(text)).hash)
  })

  it('changes with what the policy extends', async () => {
    const rules = 'preset: 1\ndescribe: rules\ncolumns: {"*.a": email}\n'
    write(rules, 'rules.yaml')
    const before = await load(`${head}extends: ./rules.yaml\n`)
    write(rules.replace('email', 'street'), 'rules.yaml')
    const after = await load(`${head}extends: ./rules.yaml\n`)
    expect(after.hash).not.toBe(before.hash)
  })
})

function shuffled(value: unknown, seed: number): unknown {
  if (Array.isArray(value)) return value.map((inner) => shuffled(inner, seed))
  if (typeof value !== 'object' || value === null) return value
  const weight = (key: string) => Math.imul(key.length * 31 + (key.codePointAt(0) ?? 0), seed | 1)
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => weight(a) - weight(b))
      .map(([key, inner]) => [key, shuffled(inner, seed)]),
  )
}
