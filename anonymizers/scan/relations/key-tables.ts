import type { ColumnShape, TableShape } from '../../column.ts'
import { tokensOf } from '../tokens.ts'
import { stemsOf } from './word-stem.ts'

/** A table whose rows are told apart by one column. */
export interface KeyTable {
  readonly shape: TableShape
  readonly key: ColumnShape
  /** The words of its name, as far as they tell what it is about. */
  readonly words: readonly string[]
}

/** Finds the tables that a name may mean. */
export interface KeyTables {
  readonly all: readonly KeyTable[]
  /** Those that are called so, in any number and case; else those whose name ends so, when it is one. */
  called(words: readonly string[]): readonly KeyTable[]
  /** Those whose key is called so. */
  keyed(column: string): readonly KeyTable[]
}

/** @param prefix - what all tables of the database begin with. */
export function keyTables(tables: readonly TableShape[], prefix: string): KeyTables {
  const all = tables.flatMap((shape): KeyTable[] => {
    const [name, ...more] = shape.primaryKey ?? shape.uniqueKeys[0] ?? []
    const key = shape.columns.find((column) => column.name === name)
    if (!key || more.length > 0 || shape.partitionOf !== undefined) return []
    return [{ shape, key, words: wordsOf(shape.name, prefix) }]
  })
  const byName = Map.groupBy(all, ({ words }) => stemsOf(words))
  const byEnd = Map.groupBy(all, ({ words }) => stemsOf(words.slice(-1)))
  const byKey = Map.groupBy(all, ({ key }) => key.name)
  return {
    all,
    called(words) {
      const stems = stemsOf(words)
      const found = byName.get(stems)
      if (found) return found
      const ending = words.length === 1 ? (byEnd.get(stems) ?? []) : []
      return ending.length === 1 ? ending : []
    },
    keyed: (column) => byKey.get(column) ?? [],
  }
}

/** What tables are called beside what they hold. */
const empty = new Set('entity tbl table tab t master base header naglowek kopf main'.split(' '))

/** The words of a table's name without schema, prefix and what says nothing. */
export function wordsOf(table: string, prefix: string): readonly string[] {
  const bare = table.slice(table.lastIndexOf('.') + 1)
  const words = tokensOf(bare.startsWith(prefix) ? bare.slice(prefix.length) : bare)
  const telling = words.filter((word) => !empty.has(word))
  return telling.length === 0 ? words : telling
}
