import { expect, it } from 'vitest'
import { Bits } from '../subset/bits.ts'
import { openScratch } from '../subset/scratch.ts'
import { RowPrints } from './row-prints.ts'
import { countInCopy, isInCopy } from './rows-in-copy.ts'

const rows = new Bits(100)
for (const row of [12, 15, 16]) rows.add(row)
const chosen = { of: () => ({ first: 10, rows }) }

it.each([1, 3, 10])('fingerprints of rows that are left out are forgotten, %i at once', (size) => {
  using scratch = openScratch()
  const prints = new RowPrints(scratch, isInCopy(chosen, 't'))
  for (let row = 0; row < 10; row += size)
    prints.push(Int32Array.from({ length: Math.min(size, 10 - row) }, (_, i) => (row + i) * 11))
  const read = new Int32Array(4)
  prints.read(0, read)
  expect([...read]).toEqual([22, 55, 66, 0])
  expect(countInCopy(chosen, 't', 10)).toBe(3)
})

it('all rows are there, or none, where the selection says so', () => {
  expect(isInCopy(undefined, 't')).toBeUndefined()
  expect(isInCopy({ of: () => 'all' }, 't')).toBeUndefined()
  expect(isInCopy({ of: () => 'none' }, 't')?.(0)).toBe(false)
  expect(countInCopy({ of: () => 'none' }, 't', 7)).toBe(0)
  expect(countInCopy({ of: () => 'all' }, 't', 7)).toBe(7)
})
