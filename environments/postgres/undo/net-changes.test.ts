import { array, assert, constantFrom, integer, nat, property, record } from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { TextRow } from '../../running.ts'
import { netChanges, type Change } from './net-changes.ts'

const row = (id: string, v: string | null): TextRow => ({ id, v })
const columns = ['id', 'v']
const text = (rows: readonly TextRow[]) => rows.map((one) => JSON.stringify(one)).toSorted()

/** What a server does with the repair; it fails where a row is to be removed that is not there. */
function repaired(table: readonly TextRow[], net: readonly Change[]): readonly TextRow[] {
  const rest = [...table]
  for (const { after: gone } of net) {
    if (!gone) continue
    const at = rest.findIndex(({ id, v }) => id === gone['id'] && v === gone['v'])
    if (at < 0) throw new Error('a row to be removed is not there')
    rest.splice(at, 1)
  }
  return [...rest, ...net.flatMap(({ before }) => (before ? [before] : []))]
}

const act = record({
  what: constantFrom('insert', 'update', 'delete'),
  place: nat(9),
  id: integer({ min: 1, max: 6 }).map(String),
  v: constantFrom('a', 'b', null),
})

/** Plays acts on a table that starts with three rows; `unique`: an id is there once at most. */
function play(
  acts: readonly { what: string; place: number; id: string; v: string | null }[],
  unique: boolean,
) {
  const before = [row('1', 'a'), row('2', 'b'), row('3', null)]
  const table: TextRow[] = [...before]
  const changes: Change[] = []
  for (const { what, place, id, v } of acts) {
    const at = table.length === 0 ? -1 : place % table.length
    const old = table[at]
    const taken = unique && table.some((one, i) => one['id'] === id && i !== at)
    if (what === 'insert' && !(unique && table.some((one) => one['id'] === id))) {
      table.push(row(id, v))
      changes.push({ after: row(id, v) })
    } else if (what === 'update' && old && !taken) {
      table[at] = row(id, v)
      changes.push({ before: old, after: row(id, v) })
    } else if (what === 'delete' && old) {
      table.splice(at, 1)
      changes.push({ before: old })
    }
  }
  return { before, after: table, changes }
}

describe('what is left of changes to put back', () => {
  it.each([
    ['with a key', ['id']],
    ['without a key', []],
  ] as const)('brings a table %s back to what it was', (_, key) => {
    assert(
      property(array(act, { maxLength: 20 }), (acts) => {
        const { before, after, changes } = play(acts, key.length > 0)
        expect(text(repaired(after, netChanges(changes, key, columns)))).toEqual(text(before))
      }),
    )
  })

  it('touches nothing for a row that came and went, or is as it was', () => {
    const changes: Change[] = [
      { after: row('9', 'x') },
      { before: row('9', 'x') },
      { before: row('1', 'a'), after: row('1', 'b') },
      { before: row('1', 'b'), after: row('1', 'a') },
    ]
    expect(netChanges(changes, ['id'], columns)).toEqual([])
    expect(netChanges(changes, [], columns)).toEqual([])
  })

  it('takes a row that changed its key for one that went and one that came', () => {
    const changes = [{ before: row('1', 'a'), after: row('7', 'a') }]
    expect(netChanges(changes, ['id'], columns)).toEqual([
      { before: row('1', 'a') },
      { after: row('7', 'a') },
    ])
  })

  it('tells NULL from a text', () => {
    const changes = [{ before: row('1', null), after: row('1', '') }]
    expect(netChanges(changes, [], columns)).toEqual([
      { before: row('1', null) },
      { after: row('1', '') },
    ])
  })
})
