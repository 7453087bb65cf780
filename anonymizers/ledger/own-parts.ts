import type { TableName } from '../../core/contracts/dump.ts'
import { changedColumns } from './changed-columns.ts'
import type { CollectingPlan, Leaf } from './leaves.ts'
import { singleLeaf } from './single-leaf.ts'

/** What of a masked value is looked for in the other fields of its own row. */
export type OwnMeaning =
  /** The day, in any spelling. */
  | 'day'
  /** A word of a name; of several the first, the last or the longest one. */
  | 'first'
  | 'last'
  | 'longest'
  /** All letters and digits of a login, or of an address before its `@`. */
  | 'login'

/** A part of the values of a masked column by which a row can be known in its other columns. */
export interface OwnPart {
  readonly column: string
  /** Of the column. */
  readonly kind: string
  readonly meaning: OwnMeaning
  /** Whether what says the same beside it is a leak; else somebody is to look at it. */
  readonly tells: boolean
  /** The masking gives no value back, so that an equal one in the column itself was not masked. */
  readonly changes: boolean
}

const meanings: Readonly<Record<string, readonly OwnMeaning[]>> = {
  birthDate: ['day'],
  dateShift: ['day'],
  dateGeneralise: ['day'],
  firstName: ['first'],
  lastName: ['longest'],
  fullName: ['first', 'last'],
  email: ['login', 'longest'],
  username: ['login'],
}
/** What takes out whole values; of columns of dates only. */
const takenOut = new Set(['dropped', 'constant', 'null'])

/** More are not kept of each row. */
const mostParts = 32

/** The parts of a table's rows, the most telling ones first. */
export const ownParts = (plan: CollectingPlan, table: TableName): readonly OwnPart[] =>
  ofTable(plan, table).parts

/**
 * Of which columns, and then of which {@link ownParts}, rows have a fingerprint each, in this order; parts have no
 * name that a column could have.
 */
export const printedColumns = (plan: CollectingPlan, table: TableName): readonly string[] =>
  ofTable(plan, table).printed

/** Those of the {@link printedColumns} that are days of birth. */
export const columnsOfBirth = (plan: CollectingPlan, table: TableName): ReadonlySet<string> =>
  ofTable(plan, table).births

interface OfTable {
  readonly parts: readonly OwnPart[]
  readonly printed: readonly string[]
  readonly births: ReadonlySet<string>
}

const byPlan = new WeakMap<CollectingPlan, Map<TableName, OfTable>>()

function ofTable(plan: CollectingPlan, table: TableName): OfTable {
  const tables = byPlan.get(plan) ?? new Map<TableName, OfTable>()
  byPlan.set(plan, tables)
  const known = tables.get(table)
  if (known) return known
  const parts = partsOf(plan, table)
  const names = parts.map((_, i) => `\0${i}`)
  const births = names.filter((_, i) => parts[i]?.meaning === 'day' && parts[i]?.tells)
  const one = {
    parts,
    printed: [...changedColumns(plan, table), ...names],
    births: new Set(births),
  }
  tables.set(table, one)
  return one
}

function partsOf(plan: CollectingPlan, table: TableName): readonly OwnPart[] {
  const planned = plan.tables.get(table)
  if (!planned || planned.rows === 'empty') return []
  return planned.columns
    .flatMap((column): readonly OwnPart[] => {
      const leaf = plan.leaves[singleLeaf(plan, column)?.usual ?? 0]
      const shape = planned.shape.columns.find(({ name }) => name === column.column)
      if (!leaf || !shape) return []
      const isDay = takenOut.has(leaf.kind) && shape.kind === 'date'
      return (isDay ? days : (meanings[leaf.kind] ?? [])).map((meaning) => ({
        column: column.column,
        kind: leaf.kind,
        meaning,
        tells: !doubtful.has(leaf.kind) && !isDay,
        changes: changing.has(leaf.kind),
      }))
    })
    .toSorted((a, b) => Number(b.tells) - Number(a.tells))
    .slice(0, mostParts)
}

const days: readonly OwnMeaning[] = ['day']
/** Dates of what was done stand in several columns, and which of them point to somebody is not known. */
const doubtful = new Set(['dateShift', 'dateGeneralise'])
const changing: ReadonlySet<Leaf['kind']> = new Set(['birthDate', 'dateShift'])
