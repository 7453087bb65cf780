import type { TextRow } from '../../running.ts'

/** One row that was added, changed or removed. */
export interface Change {
  readonly before?: TextRow
  readonly after?: TextRow
}

/** The row as one text that no other row has; its key's columns only, where it has a key. */
type Identify = (row: TextRow) => string

/**
 * What is left of `changes` (in the order in which they were committed) when everything that cancels
 * out is taken away: a row that was changed ten times changed once, one that came and went not at
 * all. What is `after` is there now, what is `before` should be; of equal rows without a key as many
 * as there are too many or too few.
 */
export function netChanges(
  changes: readonly Change[],
  key: readonly string[],
  columns: readonly string[],
): readonly Change[] {
  return key.length === 0
    ? netOfCopies(changes, identifyBy(columns))
    : netOfKeys(changes, identifyBy(key), identifyBy(columns))
}

function identifyBy(columns: readonly string[]): Identify {
  return (row) => JSON.stringify(columns.map((column) => row[column] ?? null))
}

function netOfKeys(changes: readonly Change[], keyOf: Identify, textOf: Identify): Change[] {
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
  return [...first].flatMap(([key, before]): Change[] => {
    const after = last.get(key)
    if (before && after) return textOf(before) === textOf(after) ? [] : [{ before, after }]
    return before ? [{ before }] : after ? [{ after }] : []
  })
}

/** Without a key, equal rows cannot be told apart and need not be: they are counted. */
function netOfCopies(changes: readonly Change[], textOf: Identify): Change[] {
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
  return [...counts.values()].flatMap(({ row, more }) =>
    Array.from({ length: Math.abs(more) }, () => (more > 0 ? { after: row } : { before: row })),
  )
}
