import type { TableName } from '../../../core/contracts/dump.ts'
import type { ColumnShape } from '../../column.ts'
import type { KnownValues } from './contained.ts'

/** A reference that the schema does not declare, as far as names, types and values tell. */
export interface ProposedRelation {
  readonly from: ColumnOf
  readonly to: ColumnOf
  /** Which rows refer so: `owner_type = 'order'`. */
  readonly when?: string
  /** Words and shares; no value but the name of a table. */
  readonly evidence: readonly string[]
}

export interface ColumnOf {
  readonly table: TableName
  readonly column: string
}

/** The values of columns that were looked at. */
export type ValuesOf = (at: ColumnOf) => KnownValues | undefined

/** Whether values of the two can be equal. */
export function isAlike(one: ColumnShape, other: ColumnShape): boolean {
  const isNumber = (column: ColumnShape) => column.kind === 'integer' || column.kind === 'decimal'
  return one.kind === other.kind || (isNumber(one) && isNumber(other))
}
