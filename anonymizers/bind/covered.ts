import type { ColumnShape, TableShape } from '../column.ts'
import type { LoadedPolicy } from '../policy-file.ts'
import { isKeptByPattern } from './kept-by-pattern.ts'
import type { RuleBook } from './rule-book.ts'
import { uncoveredError, type Uncovered } from './uncovered.ts'

/** The columns that rows carry. */
export const inRows = (table: TableShape): readonly ColumnShape[] =>
  table.columns.filter(({ generated }) => !generated)

/**
 * Every column is masked, kept with a reason or dropped. A pattern of columns decides about columns that
 * may hold persons only by masking or dropping them, unless the policy is tied to a reviewed schema.
 *
 * @throws POLIGON_POLICY_UNCOVERED naming all columns that nothing is said about.
 */
export function checkCovered(
  policy: LoadedPolicy,
  book: RuleBook,
  tables: readonly TableShape[],
): void {
  const uncovered = uncoveredIn(policy, book, tables)
  if (uncovered.length > 0) throw uncoveredError(policy.file, uncovered)
}

/** The columns that the policy leaves open, table by table. */
export function uncoveredIn(
  policy: LoadedPolicy,
  book: RuleBook,
  tables: readonly TableShape[],
): readonly Uncovered[] {
  const isReviewed = policy.header.source.reviewed !== undefined
  return tables.flatMap((table) => {
    const columns = inRows(table).flatMap((column) => {
      const decided = book.treatment(table, column.name)
      if (!decided) return [{ name: column.name, byPattern: false }]
      return !isReviewed && isKeptByPattern(column, decided)
        ? [{ name: column.name, byPattern: true }]
        : []
    })
    return columns.length > 0 ? [{ table, columns }] : []
  })
}
