import type { TableName } from '../../core/contracts/dump.ts'
import { Bits } from './bits.ts'
import type { ResolvedKey, ResolvedReference } from './resolve.ts'
import type { RowNumbers } from './row-numbers.ts'
import type { TableRole } from './table-roles.ts'

/** Rows of the tables that are read, by their number. */
export interface ChosenRows {
  /** In: the rows to start from. Out: with what depends on them. */
  readonly followed: Bits
  /** In the end: all rows that stay, of the tables that are chosen from. */
  readonly kept: Bits
}

/**
 * Makes a choice whole:
 *
 * 1. Rows that refer to a followed row are followed too, unless their relation is left; where it is to be
 *    followed always, also rows that refer to a kept row.
 * 2. What a kept row refers to is kept.
 *
 * Both are done until nothing changes, so that cycles come to an end.
 */
export function closeOver(
  { followed, kept }: ChosenRows,
  references: readonly ResolvedReference[],
  numbers: RowNumbers,
): void {
  const follow = references.filter(({ relation }) => relation.children !== 'leave')
  const changes = new Changes()
  for (let changed = true; changed;) {
    changed = false
    for (const reference of follow) {
      const above = reference.relation.children === 'follow' ? kept : followed
      const turn = changes.turn(reference, 'down', reference.key.tables)
      if (turn === undefined) continue
      if (followDown(reference, above, followed, kept, numbers, turn % 2 === 1)) {
        changes.note([...reference.rows.keys()])
        changed = true
      }
    }
    if (changed) continue
    for (const reference of references) {
      const turn = changes.turn(reference, 'up', [...reference.rows.keys()])
      if (turn === undefined) continue
      if (keepAbove(reference, kept, numbers, turn % 2 === 0)) {
        changes.note(reference.key.tables)
        changed = true
      }
    }
  }
}

/**
 * Keeps of the `other` tables what refers to nothing that is left out, and does not refer by a relation
 * that is left. Takes rows out of `kept` until nothing changes.
 */
export function keepOthers(
  kept: Bits,
  references: readonly ResolvedReference[],
  roles: ReadonlyMap<TableName, TableRole>,
  numbers: RowNumbers,
): void {
  const others = references.map((reference) => ({
    reference,
    tables: [...reference.rows.keys()].filter((table) => roles.get(table) === 'other'),
  }))
  const changes = new Changes()
  for (let changed = true; changed;) {
    changed = false
    for (const { reference, tables } of others) {
      const turn = changes.turn(reference, 'up', reference.key.tables)
      if (turn === undefined || tables.length === 0) continue
      const { relation, key } = reference
      const stays = relation.children === 'leave' ? () => false : presence(key, kept, numbers)
      for (const table of tables) {
        let removed = 0
        eachRow(reference.rows, table, numbers, turn % 2 === 1, (row, target) => {
          if (target >= 0 && kept.has(row) && !stays(target)) {
            kept.remove(row)
            removed++
          }
        })
        if (removed === 0) continue
        changes.note([table])
        changed = true
      }
    }
  }
}

function followDown(
  { key, rows }: ResolvedReference,
  above: Bits,
  followed: Bits,
  kept: Bits,
  numbers: RowNumbers,
  backwards: boolean,
): boolean {
  const reached = presence(key, above, numbers)
  let added = false
  for (const table of rows.keys())
    eachRow(rows, table, numbers, backwards, (row, target) => {
      if (target < 0 || !reached(target) || !followed.add(row)) return
      kept.add(row)
      added = true
    })
  return added
}

function keepAbove(
  { key, rows }: ResolvedReference,
  kept: Bits,
  numbers: RowNumbers,
  backwards: boolean,
): boolean {
  let added = false
  // Of rows with one key all are kept: which of them is meant cannot be told.
  const wanted = key.firsts ? new Bits(numbers.size) : kept
  for (const table of rows.keys())
    eachRow(rows, table, numbers, backwards, (row, target) => {
      if (target >= 0 && kept.has(row)) added = wanted.add(target) || added
    })
  if (!key.firsts) return added
  added = false
  for (const table of key.tables)
    eachRow(key.firsts, table, numbers, false, (row, first) => {
      if (first >= 0 && wanted.has(first)) added = kept.add(row) || added
    })
  return added
}

/** Whether a row is among `rows` that has the key of the row given. */
function presence(key: ResolvedKey, rows: Bits, numbers: RowNumbers): (first: number) => boolean {
  const { firsts } = key
  if (!firsts) return (row) => rows.has(row)
  const present = new Bits(numbers.size)
  for (const table of key.tables)
    eachRow(firsts, table, numbers, false, (row, first) => {
      if (first >= 0 && rows.has(row)) present.add(first)
    })
  return (first) => present.has(first)
}

/**
 * A pass that goes the way in which a chain of references lies in its table comes to the end of it at once.
 * In most trees what is referred to comes before what refers to it; every other pass goes the other way.
 */
function eachRow(
  lists: ResolvedReference['rows'],
  table: TableName,
  numbers: RowNumbers,
  backwards: boolean,
  visit: (row: number, target: number) => void,
): void {
  const start = numbers.first(table)
  for (const { first, words } of lists.get(table)?.blocks(backwards) ?? []) {
    const from = start + first
    if (backwards) for (let i = words.length - 1; i >= 0; i--) visit(from + i, words[i] as number)
    else for (let i = 0; i < words.length; i++) visit(from + i, words[i] as number)
  }
}

/** Remembers for what a relation has to be looked at again. */
class Changes {
  readonly #version = new Map<TableName, number>()
  readonly #looks = new Map<
    ResolvedReference,
    Map<'up' | 'down', { turns: number; seen: number }>
  >()

  note(tables: readonly TableName[]): void {
    for (const table of tables) this.#version.set(table, (this.#version.get(table) ?? 0) + 1)
  }

  /** How often this was asked before; undefined when none of `tables` has changed since. */
  turn(
    reference: ResolvedReference,
    way: 'up' | 'down',
    tables: readonly TableName[],
  ): number | undefined {
    const looks =
      this.#looks.get(reference) ?? new Map<'up' | 'down', { turns: number; seen: number }>()
    this.#looks.set(reference, looks)
    const now = tables.reduce((sum, table) => sum + (this.#version.get(table) ?? 0), 0)
    const { turns, seen } = looks.get(way) ?? { turns: 0, seen: -1 }
    if (seen === now) return undefined
    looks.set(way, { turns: turns + 1, seen: now })
    return turns
  }
}
