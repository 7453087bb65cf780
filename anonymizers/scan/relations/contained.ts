import type { ColumnSamples } from '../column-samples.ts'

/** What is known of a column's values. */
export interface KnownValues {
  readonly samples: ColumnSamples
  /** Every row was looked at. */
  readonly isWhole: boolean
}

/**
 * The share of the values of one column that the other has too; undefined when too little was seen to tell.
 * Only the values with the smallest hashes are known: they are compared as far as those of the other reach.
 */
export function containedIn(child: KnownValues, parent: KnownValues): number | undefined {
  if (!parent.isWhole || child.samples.hashes.size === 0) return undefined
  const known = parent.samples.hashes
  const reach = parent.samples.isAll ? Number.POSITIVE_INFINITY : Math.max(...known)
  const asked = [...child.samples.hashes].filter((hash) => hash <= reach)
  return asked.length === 0
    ? undefined
    : asked.filter((hash) => known.has(hash)).length / asked.length
}
