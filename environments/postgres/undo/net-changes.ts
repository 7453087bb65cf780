import type { TextRow } from '../../running.ts'

/** One row that was added, changed or removed. */
export interface Change {
  readonly before?: TextRow
  readonly after?: TextRow
}

/** What has to be done to one table to bring its rows back. */
export interface Repair {
  /** Rows that are there and should not be, as they are now; of equal ones as many as are too many. */
  readonly remove: readonly TextRow[]
  /** Rows that should be there and are not. */
  readonly restore: readonly TextRow[]
}

/** The row as one text that no other row has; its key's columns only, where it has a key. */
type Identify = (row: TextRow) => string

/**
 * What is left of `changes` (in the order in which they were committed) when everything that cancels
 * out is taken away: a row that was changed ten times is put back once, one that came and went not at
 * all.
 */
export function netChanges(
  changes: readonly Change[],
  key: readonly string[],
  columns: readonly string[],
): Repair {
  return key.length === 0
    ? netOfCopies(changes, identifyBy(columns))
    : netOfKeys(changes, identifyBy(key), identifyBy(columns))
}

function identifyBy(columns: readonly string[]): Identify {
  return (row) => JSON.stringify(columns.map((column) => row[column] ?? null))
}

function netOfKeys(changes: readonly Change[], keyOf: Identify, textOf: Identify): Repair {
  const first = new Map<string, TextRow | undefined>()
  const last = new Map<string, TextRow | undefined>()
  const see = (key: string, was: TextRow | undefined, is: TextRow | undefined) => {
    if (!first.has(key)) first.set(key, was)
    last.set(key, is)
  }
  for (const { before, after } of changes) {
    if (before && after && keyOf(before) === keyOf(after)) see(keyOf(before), before, after)
    else {
      if (before) see(keyOf(before), before, undefined)
      if (after) see(keyOf(after), undefined, after)
    }
  }
  const differing = [...first].filter(([key, was]) => {
    const is = last.get(key)
    return was === undefined || is === undefined ? was !== is : textOf(was) !== textOf(is)
  })
  return {
    remove: present(differing.map(([key]) => last.get(key))),
    restore: present(differing.map(([, was]) => was)),
  }
}

const present = (rows: readonly (TextRow | undefined)[]) => rows.filter((row) => row !== undefined)

/** Without a key, equal rows cannot be told apart and need not be: they are counted. */
function netOfCopies(changes: readonly Change[], textOf: Identify): Repair {
  const counts = new Map<string, { readonly row: TextRow; more: number }>()
  const count = (row: TextRow | undefined, more: number) => {
    if (!row) return
    const text = textOf(row)
    const known = counts.get(text)
    if (known) known.more += more
    else counts.set(text, { row, more })
  }
  for (const { before, after } of changes) {
    count(before, -1)
    count(after, 1)
  }
  const times = (wanted: 1 | -1) =>
    [...counts.values()].flatMap(({ row, more }) =>
      Array.from({ length: Math.max(0, wanted * more) }, () => row),
    )
  return { remove: times(1), restore: times(-1) }
}
