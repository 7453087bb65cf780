import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openScratch } from '../subset/scratch.ts'
import { combinationReader, createCombinations } from './combinations.ts'
import { countClasses, type ClassCounts } from './count-classes.ts'
import type { Measure } from './measure.ts'

type Row = readonly (string | null)[]

const measure: Measure = {
  table: 't',
  why: 'declared',
  columns: [
    { column: 'born', precision: 'year' },
    { column: 'town', precision: 'whole' },
  ],
  sensitive: ['illness', 'faith'],
}
const columns = ['id', 'town', 'illness', 'born', 'faith']

/** By the definitions, with nothing but maps. */
function naive(rows: readonly Row[]): ClassCounts {
  const classes = Map.groupBy(rows, ([, town, , born]) =>
    JSON.stringify([born?.slice(0, 4) ?? null, town]),
  )
  const sizes = [...classes.values()].map(({ length }) => length)
  const fewest = (all: readonly number[]) => (all.length === 0 ? 0 : Math.min(...all))
  return {
    rows: rows.length,
    classes: sizes.length,
    smallest: fewest(sizes),
    unique: sizes.filter((size) => size === 1).length,
    fewerThanFive: sizes.filter((size) => size < 5).reduce((sum, size) => sum + size, 0),
    diversity: [2, 4].map((field) =>
      fewest([...classes.values()].map((all) => new Set(all.map((row) => row[field])).size)),
    ),
  }
}

function counted(rows: readonly Row[]): ClassCounts {
  using scratch = openScratch()
  const combinations = createCombinations(measure, new Uint8Array(32).fill(7), scratch)
  const reader = combinationReader([combinations], columns)
  for (const row of rows)
    reader.mask(
      reader.reads.map((place) => {
        const value = row[place]
        return typeof value === 'string' ? Buffer.from(value) : null
      }),
    )
  return combinations.count()
}

const field = (...values: readonly string[]) => fc.constantFrom(null, '', ...values)
const row = fc.tuple(
  field('1'),
  field('Łódź', 'Hel', 'H', 'el'),
  field('a', 'b', 'c'),
  field('1980-01-01', '1980-12-31', '1981-01-01', '1981'),
  field('x', 'y'),
)

describe('counting rows that share a combination', () => {
  it('tells what the definitions tell, of any rows', () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 60 }), (rows) => {
        expect(counted(rows)).toEqual(naive(rows))
      }),
    )
  })

  it('tells the same of more rows than are held in memory', () => {
    const rows: Row[] = fc
      .sample(row, { numRuns: 3000, seed: 1 })
      .map((one, i) => one.with(1, String(i % 700)) as Row)
    expect(counted(rows)).toEqual(naive(rows))
    using scratch = openScratch()
    const list = scratch.list(3)
    const beside = scratch.list(3)
    for (let i = 0; i < 50_000; i++) {
      const word = Math.imul((i % 20_000) + 1, 0x9e3779b1)
      list.push(word, word ^ 1, word ^ 2)
      beside.push(word, i % 20_000 < 10 ? 1 : i, 3)
    }
    const whole = countClasses(50_000, list, [beside])
    expect(whole).toEqual({
      rows: 50_000,
      classes: 20_000,
      smallest: 2,
      unique: 0,
      fewerThanFive: 50_000,
      diversity: [1],
    })
    expect(countClasses(50_000, list, [beside], 1000)).toEqual(whole)
  })

  it('knows nothing of a table without rows', () => {
    expect(counted([])).toEqual(naive([]))
    expect(counted([]).smallest).toBe(0)
  })
})
