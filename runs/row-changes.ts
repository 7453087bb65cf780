import type { TextRow } from '../environments/index.ts'

/** Rows of one table as they were seen, by key. */
export type SeenRows = ReadonlyMap<string, TextRow>

export interface RowDifference {
  readonly key: string
  readonly change: 'insert' | 'update' | 'delete'
  /** Columns that differ; all of them when the row is new or gone. */
  readonly columns: readonly string[]
  readonly before: TextRow | undefined
  readonly after: TextRow | undefined
}

/** What became of the rows between two looks, in the order of the keys. */
export function differences(before: SeenRows, after: SeenRows): readonly RowDifference[] {
  const keys = [...new Set([...before.keys(), ...after.keys()])].toSorted(byNumberThenText)
  return keys.flatMap((key) => {
    const [old, fresh] = [before.get(key), after.get(key)]
    const columns = Object.keys(fresh ?? old ?? {}).filter(
      (column) => !old || !fresh || old[column] !== fresh[column],
    )
    if (columns.length === 0) return []
    const change = !old ? 'insert' : !fresh ? 'delete' : 'update'
    return [{ key, change, columns, before: old, after: fresh }]
  })
}

const byNumberThenText = (a: string, b: string) =>
  a.length === b.length ? (a < b ? -1 : 1) : a.length - b.length
