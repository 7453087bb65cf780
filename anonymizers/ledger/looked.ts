import type { TableName } from '../../core/contracts/dump.ts'
import type { Kept } from './collect.ts'
import { ColumnSums } from './column-sums.ts'
import type { Finding } from './judge.ts'
import type { Looked } from './ledger-work.ts'
import { ColumnFinds, type Searched } from './search-rows.ts'

type ByColumn<T> = ReadonlyMap<TableName, ReadonlyMap<string, T>>

/** Adds what threads know of columns. */
function addColumns<T extends { take(other: T): void }>(
  parts: readonly ByColumn<T>[],
  create: () => T,
): ByColumn<T> {
  const all = new Map<TableName, Map<string, T>>()
  for (const part of parts)
    for (const [table, columns] of part) {
      const sums = all.get(table) ?? new Map<string, T>()
      all.set(table, sums)
      for (const [column, one] of columns) {
        const sum = sums.get(column) ?? create()
        sums.set(column, sum)
        sum.take(one)
      }
    }
  return all
}

export const addKept = (parts: readonly Kept[]): Kept => addColumns(parts, () => new ColumnSums())

/** What all threads saw, as if one had seen it. */
export function addUp(
  parts: readonly Looked[],
): Searched & Pick<Looked, 'reachable' | 'originals'> {
  const sum = (of: (part: Looked) => number) => parts.reduce((all, part) => all + of(part), 0)
  return {
    finds: addColumns(
      parts.map(({ searched }) => searched.finds),
      () => new ColumnFinds(),
    ),
    rows: sum(({ searched }) => searched.rows),
    fields: sum(({ searched }) => searched.fields),
    bytes: sum(({ searched }) => searched.bytes),
    unread: sum(({ searched }) => searched.unread),
    reachable: addFindings(parts.flatMap(({ reachable }) => reachable)),
    originals: Math.max(0, ...parts.map(({ originals }) => originals)),
  }
}

function addFindings(all: readonly Finding[]): readonly Finding[] {
  const found = new Map<string, Finding>()
  for (const one of all) {
    const key = JSON.stringify([one.table, one.column, one.kind])
    found.set(key, { ...one, rows: one.rows + (found.get(key)?.rows ?? 0) })
  }
  return [...found.values()]
}
