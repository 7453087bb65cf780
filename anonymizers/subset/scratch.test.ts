import * as fc from 'fast-check'
import { readdirSync, rmSync } from 'node:fs'
import { describe, expect, it, vi } from 'vitest'
import { cacheFolder } from '../../core/folders.ts'
import { listResources } from '../../core/resources.ts'
import { makeTestFolder } from '../../core/test-folder.fixture.ts'
import { resolveReferences } from './resolve.ts'
import { RowNumbers } from './row-numbers.ts'
import { openScratch, type ScratchList } from './scratch.ts'

function wordsOf(list: ScratchList | undefined, backwards = false): number[][] {
  const found: number[][] = []
  for (const { first, words } of list?.blocks(backwards) ?? []) found.push([first, ...words])
  return found
}

describe('the scratch file', () => {
  it('has no name that could outlive the process, and nothing to be reaped', () => {
    const folder = makeTestFolder('scratch')
    vi.stubEnv('POLIGON_CACHE', folder)
    try {
      using scratch = openScratch()
      const list = scratch.list(1)
      for (let i = 0; i < 200_000; i++) list.push(i)
      expect(readdirSync(cacheFolder('spool'))).toEqual([])
      expect(listResources()).toEqual([])
    } finally {
      vi.unstubAllEnvs()
      rmSync(folder, { recursive: true })
    }
  })

  it('gives lists back as they were filled, in blocks, either way', () => {
    using scratch = openScratch()
    const [ones, threes] = [scratch.list(1), scratch.list(3)]
    for (let i = 0; i < 100_000; i++) {
      ones.push(i)
      if (i % 10 === 0) threes.push(i, -i, 7)
    }
    const forwards = wordsOf(ones)
    expect(forwards.length).toBeGreaterThan(2)
    expect(forwards.flatMap(([, ...words]) => words)).toEqual(
      Array.from({ length: 100_000 }, (_, i) => i),
    )
    expect(wordsOf(ones, true)).toEqual(forwards.toReversed())
    expect(
      wordsOf(threes)
        .flatMap(([, ...words]) => words)
        .slice(-3),
    ).toEqual([99_990, -99_990, 7])
  })
})

describe('finding what is referred to', () => {
  it('comes to the same in one slice and in many', () => {
    const keys = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 40 })
    fc.assert(
      fc.property(keys, keys, fc.integer({ min: 1, max: 5 }), (parents, children, atOnce) => {
        using scratch = openScratch()
        const fill = (values: readonly number[]) => {
          const list = scratch.list(3)
          for (const value of values) list.push(value, value, 1)
          return list
        }
        const numbers = new RowNumbers(
          new Map([
            ['child', children.length],
            ['parent', parents.length],
          ]),
        )
        const key = {
          tables: ['parent'],
          columns: ['id'],
          unique: false,
          hashes: new Map([['parent', fill(parents)]]),
        }
        const side = { tables: ['parent'], columns: ['id'] }
        const relation = { from: { tables: ['child'], columns: ['parent'] }, to: side }
        const reference = { relation, key, hashes: new Map([['child', fill(children)]]) }
        const [found] = resolveReferences(
          { keys: [key], references: [reference] },
          numbers,
          scratch,
          atOnce,
        )
        const first = (value: number) =>
          value === 0 || !parents.includes(value) ? -1 : children.length + parents.indexOf(value)
        expect(wordsOf(found?.rows.get('child')).flatMap(([, ...words]) => words)).toEqual(
          children.map(first),
        )
        expect(wordsOf(found?.key.firsts?.get('parent')).flatMap(([, ...words]) => words)).toEqual(
          parents.map(first),
        )
      }),
      { numRuns: 100 },
    )
  })
})
