import type { TableName } from '../../core/contracts/dump.ts'
import type { NestedColumn } from './nested-column.ts'

/**
 * How much of a value counts. `day`, `year`: the first ten or four characters of a date, which is what
 * somebody who tries to single a row out may know.
 */
export type Precision = 'whole' | 'day' | 'year'

/** A combination of columns of one table, by which somebody might find a row again. */
export interface Measure {
  readonly table: TableName
  /**
   * `declared`: the policy names the columns. `person`: what tells people apart that stays in the copy.
   * `event`: date, amount and postcode of an order or the like.
   */
  readonly why: 'declared' | 'person' | 'event'
  readonly columns: readonly {
    /** As the policy writes it. */
    readonly column: string
    readonly precision: Precision
    /** A part of a column. */
    readonly nested?: NestedColumn
  }[]
  /** The column by which the copy tells persons apart. Undefined: each row counts as one. */
  readonly person?: string
  /** Columns of the same table that nobody should learn of a person. */
  readonly sensitive: readonly string[]
}

/** Limits that a copy must keep to. */
export interface Limits {
  /** Fewest rows that may share each declared combination. */
  readonly kAnonymity?: number
  /** Fewest different values of each sensitive column among the rows that share a combination. */
  readonly lDiversity?: number
  /** Largest share, from 0 to 1, of the rows of a table that may be alone with any measured combination. */
  readonly singledOut?: number
}
