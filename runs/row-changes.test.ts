import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { differences } from './row-changes.ts'

const rows = (all: Record<string, Record<string, string | null>>) => new Map(Object.entries(all))

describe('row changes', () => {
  it('tell added, changed and removed rows, and which columns', () => {
    const before = rows({
      '1': { status: 'new', total: '1.00' },
      '2': { status: 'new', total: null },
    })
    const after = rows({
      '1': { status: 'paid', total: '1.00' },
      '10': { status: 'new', total: null },
    })
    expect(differences(before, after)).toMatchObject([
      { key: '1', change: 'update', columns: ['status'] },
      { key: '2', change: 'delete', columns: ['status', 'total'] },
      { key: '10', change: 'insert', columns: ['status', 'total'] },
    ])
  })

  it('are none between a state and itself, and turn around with it', () => {
    const state = fc
      .dictionary(fc.string(), fc.record({ a: fc.option(fc.string()), b: fc.string() }))
      .map((all) => new Map(Object.entries(all)))
    fc.assert(
      fc.property(state, state, (one, other) => {
        expect(differences(one, one)).toEqual([])
        const there = differences(one, other).map(({ key, change }) => `${change} ${key}`)
        const back = differences(other, one).map(({ key, change }) =>
          [{ insert: 'delete', delete: 'insert', update: 'update' }[change], key].join(' '),
        )
        expect(back).toEqual(there)
      }),
    )
  })
})
