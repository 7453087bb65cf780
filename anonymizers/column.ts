import type { EngineFamily, TableName } from '../core/contracts/dump.ts'

/** What a column can hold, told apart as far as masking needs it. `other`: geometry, arrays, ranges … */
export const columnKinds = [
  'text',
  'integer',
  'decimal',
  'boolean',
  'date',
  'time',
  'timestamp',
  'uuid',
  'json',
  'inet',
  'binary',
  'other',
] as const
export type ColumnKind = (typeof columnKinds)[number]

/** A column as its CREATE TABLE statement (with the ALTER TABLE statements of the dump) declares it. */
export interface ColumnShape {
  readonly name: string
  readonly kind: ColumnKind
  /** As declared: `varchar(96)`, `numeric(12,2)`. */
  readonly declared: string
  /** In characters, for text; in bytes, for binary. */
  readonly maxLength?: number
  /** For integers: the largest value of the type. */
  readonly maxValue?: number
  readonly nullable: boolean
  /** Computed by the server: never in the rows, never masked. */
  readonly generated: boolean
  /** Name of the character set when it is not UTF-8 (`latin1`, `latin2`, `cp1250`). */
  readonly charset?: string
  /** Equality ignores case (`_ci` collations, citext). */
  readonly caseInsensitive: boolean
  /** Values an enum or set may take. */
  readonly values?: readonly string[]
  /** What the schema says about it in words. */
  readonly comment?: string
}

export interface TableShape {
  readonly name: TableName
  readonly family: EngineFamily
  /** What the schema says about it in words. */
  readonly comment?: string
  readonly columns: readonly ColumnShape[]
  /** Column lists under a primary key or a unique index; expression indexes give their columns. */
  readonly uniqueKeys: readonly (readonly string[])[]
  readonly primaryKey?: readonly string[]
  /** The partitioned table whose rows its rows are. */
  readonly partitionOf?: TableName
  /** Tables that show its rows too when they are asked for theirs (PostgreSQL, INHERITS). */
  readonly inherits?: readonly TableName[]
  readonly foreignKeys: readonly {
    readonly columns: readonly string[]
    readonly references: TableName
    readonly referenced: readonly string[]
  }[]
}
