import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { mergedPolicy } from './merged-policy.ts'

const policy = `# Signed by nobody yet.
policy: 1
purpose: tests # of the shop
source: {engine: mysql, reviewed: "sha256:old"}
tables:
  # Those who buy.
  customer:
    person: email
    columns:
      email: email  # as agreed
      "id, level, group": {keep: numbers}
      tel: phone  # seldom filled
      extra:
        json:
          $.tel: phone
        otherPaths: {keep: colours}
  "orders, returns":
    columns: {id: {keep: number}, note: {keep: words}}
  log: {columns: {id: {keep: number}}}
`

const merge = (patch: string, changes: Parameters<typeof mergedPolicy>[2] = []) =>
  mergedPolicy(policy, patch, changes)
const tables = (text: string) => (parse(text) as { tables: Record<string, unknown> }).tables

describe('a policy with a patch in it', () => {
  it('is the same text where the patch says nothing', () => {
    expect(merge('')).toBe(policy)
  })

  it('has new columns behind the others, and the schema as it is now', () => {
    const text = merge(
      'source: {reviewed: "sha256:new"}\ntables:\n  customer:\n    columns:\n      nazwisko: lastName  # name: nazwisko\n      "a, b": {keep: a number}\n',
    )
    const expected = policy
      .replace('"sha256:old"', '"sha256:new"')
      .replace(
        'otherPaths: {keep: colours}\n',
        'otherPaths: {keep: colours}\n      nazwisko: lastName # name: nazwisko\n      "a, b": {keep: a number}\n',
      )
    expect(parse(text)).toEqual(parse(expected))
    expect(text).toContain('# Signed by nobody yet.\n')
    expect(text).toContain('  # Those who buy.\n')
    expect(text).toContain('      tel: phone  # seldom filled\n')
    expect(text).toContain('nazwisko: lastName # name: nazwisko\n')
  })

  it('has another rule in the place of the old one, with what was said of both', () => {
    const text = merge(
      'tables:\n  customer:\n    columns:\n      email: freeText  # values: 30 % phone\n',
    )
    expect(text).toContain('      email: freeText # values: 30 % phone; as agreed\n')
  })

  it('takes a column out of the list that it stands in', () => {
    const text = merge('tables:\n  customer:\n    columns:\n      level: {drop: to be reviewed}\n')
    expect(tables(text)['customer']).toMatchObject({
      columns: { 'id, group': { keep: 'numbers' }, level: { drop: 'to be reviewed' } },
    })
  })

  it('takes a table out of the list that it stands in, and leaves the others', () => {
    const text = merge('tables:\n  returns:\n    columns:\n      note: freeText\n')
    expect(tables(text)).toMatchObject({
      orders: { columns: { note: { keep: 'words' } } },
      returns: { columns: { id: { keep: 'number' }, note: 'freeText' } },
    })
  })

  it('has new paths beside the old ones', () => {
    const text = merge(
      'tables:\n  customer:\n    columns:\n      extra: {json: {$.email: email}}\n',
    )
    expect(tables(text)['customer']).toMatchObject({
      columns: { extra: { json: { '$.tel': 'phone', '$.email': 'email' } } },
    })
  })

  it('has new tables, and knows one by its name without the schema', () => {
    const text = merge(
      'tables:\n  public.customer:\n    columns:\n      x: phone\n  leads:\n    columns:\n      mail: email\n',
    )
    expect(Object.keys(tables(text))).toEqual(['customer', 'orders, returns', 'log', 'leads'])
  })

  it('has no more what is gone', () => {
    const text = merge('# Take out log.\n', [
      { change: 'removed table', table: 'log' },
      { change: 'removed column', table: 'customer', column: 'group' },
      { change: 'removed table', table: 'returns' },
    ])
    expect(Object.keys(tables(text))).toEqual(['customer', 'orders'])
    expect(text).toContain('"id, level": {keep: numbers}')
  })

  it('parts a table from those that it shares its rules with', () => {
    const shared =
      'policy: 1\ntables:\n  a:\n    columns: &all\n      id: {keep: number}\n  b:\n    columns: *all\n'
    const text = mergedPolicy(shared, 'tables:\n  b:\n    columns:\n      mail: email\n', [])
    expect(tables(text)).toEqual({
      a: { columns: { id: { keep: 'number' } } },
      b: { columns: { id: { keep: 'number' }, mail: 'email' } },
    })
  })
})
