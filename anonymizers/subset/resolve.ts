import type { TableName } from '../../core/contracts/dump.ts'
import type { Key, Reference, ReferenceGraph } from './reference-graph.ts'
import type { RowNumbers } from './row-numbers.ts'
import { KeyTable } from './key-table.ts'
import type { Scratch, ScratchList } from './scratch.ts'

/** For each row of the tables that refer: the number of the first row with the key, or -1. */
export interface ResolvedReference extends Omit<Reference, 'hashes' | 'key'> {
  readonly key: ResolvedKey
  readonly rows: ReadonlyMap<TableName, ScratchList>
}

export interface ResolvedKey {
  readonly tables: readonly TableName[]
  /**
   * For each row the number of the first row with the same key, or -1. Absent when no two rows have the
   * same, so that it is the row itself.
   */
  readonly firsts: ReadonlyMap<TableName, ScratchList> | undefined
}

/** Rows whose keys are in memory at once. */
const rowsAtOnce = 650_000

/**
 * Finds the rows that are referred to. The keys are taken in slices that fit in memory, and what refers
 * to them is looked through once for each slice.
 */
export function resolveReferences(
  graph: ReferenceGraph,
  numbers: RowNumbers,
  scratch: Scratch,
  atOnce = rowsAtOnce,
): readonly ResolvedReference[] {
  return graph.keys.flatMap((key) => {
    const references = graph.references.filter((one) => one.key === key)
    const lookups = [
      ...(key.unique ? [] : key.hashes),
      ...references.flatMap(({ hashes }) => [...hashes]),
    ].map(([table, hashes]) => new Lookup(table, hashes, scratch))
    for (const slice of slicesOf(key, numbers, atOnce))
      for (const lookup of lookups) lookup.lookThrough(slice)
    const own = key.unique ? 0 : key.hashes.size
    const firsts = mapOf(lookups.slice(0, own))
    const resolved: ResolvedKey = { tables: key.tables, firsts: own === 0 ? undefined : firsts }
    let next = own
    return references.map(({ relation, hashes }): ResolvedReference => {
      const part = lookups.slice(next, (next += hashes.size))
      return { relation, key: resolved, rows: mapOf(part) }
    })
  })
}

const mapOf = (lookups: readonly Lookup[]) =>
  new Map(lookups.map(({ table, found }): [TableName, ScratchList] => [table, found]))

function* slicesOf(key: Key, numbers: RowNumbers, atOnce: number): Generator<KeyTable> {
  const all = key.tables.reduce((sum, table) => sum + numbers.count(table), 0)
  const slice = new KeyTable(Math.min(all, atOnce))
  let used = 0
  for (const [table, hashes] of key.hashes)
    for (const { first, words } of hashes.blocks()) {
      let row = numbers.first(table) + first
      for (let at = 0; at < words.length; at += 3, row++) {
        if (words[at] === 0) continue
        if (used === atOnce) {
          yield slice
          slice.clear()
          used = 0
        }
        if (
          slice.add(words[at] as number, words[at + 1] as number, words[at + 2] as number, row) < 0
        )
          used++
      }
    }
  yield slice
}

/** What one table's rows refer to, as far as it was found. */
class Lookup {
  readonly table: TableName
  found: ScratchList
  readonly #hashes: ScratchList
  readonly #scratch: Scratch

  constructor(table: TableName, hashes: ScratchList, scratch: Scratch) {
    this.table = table
    this.found = scratch.list(1)
    this.#hashes = hashes
    this.#scratch = scratch
  }

  lookThrough(slice: KeyTable): void {
    const earlier = wordsOf(this.found)
    const found = this.#scratch.list(1)
    for (const { words } of this.#hashes.blocks())
      for (let at = 0; at < words.length; at += 3) {
        const row = earlier() ?? -1
        const isNew = row < 0 && words[at] !== 0
        found.push(
          isNew
            ? slice.row(words[at] as number, words[at + 1] as number, words[at + 2] as number)
            : row,
        )
      }
    found.flush()
    this.found = found
  }
}

/** Gives the words of a list one by one, and undefined behind them. */
function wordsOf(list: ScratchList): () => number | undefined {
  const blocks = list.blocks()
  let words: Int32Array | undefined = new Int32Array(0)
  let at = 0
  return () => {
    if (words && at === words.length) {
      const next = blocks.next()
      words = next.done ? undefined : next.value.words
      at = 0
    }
    return words?.[at++]
  }
}
