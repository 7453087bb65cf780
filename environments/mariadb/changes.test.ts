import { describe, expect, it } from 'vitest'
import { compareSignatures, type Signatures } from './changes.ts'

const before: Signatures = new Map([
  ['orders', { shape: '20 7 3', writes: '40 40', counter: '41' }],
  ['customers', { shape: '21 5 4', writes: '20 20', counter: '21' }],
])
const after = (
  change: Record<string, Partial<{ shape: string; writes: string; counter: string }>>,
) => new Map([...before].map(([name, one]) => [name, { ...one, ...change[name] }]))

describe('comparing what the server counted', () => {
  it('finds nothing when nothing moved', () => {
    expect(compareSignatures(before, after({}))).toEqual({
      reshaped: false,
      written: new Set(),
      counted: false,
    })
  })

  it('names the tables that were written', () => {
    const changes = compareSignatures(before, after({ orders: { writes: '41 40' } }))
    expect(changes.written).toEqual(new Set(['orders']))
  })

  it('sees a counter that moved without a row', () => {
    expect(compareSignatures(before, after({ orders: { counter: '42' } }))).toEqual({
      reshaped: false,
      written: new Set(),
      counted: true,
    })
  })

  it('sees tables that came, went or were rebuilt', () => {
    expect(compareSignatures(before, new Map()).reshaped).toBe(true)
    expect(compareSignatures(new Map(), before).reshaped).toBe(true)
    expect(compareSignatures(before, after({ orders: { shape: '22 7 5' } })).reshaped).toBe(true)
  })
})
