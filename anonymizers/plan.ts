import type { TableName } from '../core/contracts/dump.ts'
import type { TableShape } from './column.ts'
import type { Locale } from './locales/locale.ts'
import type { Relation } from './bind/relations.ts'
import type { TreatmentOptOut } from './policy/opt-outs.ts'
import type { Program } from './programs/program.ts'
import type { CanonicalForm, RowPerson } from './programs/subject.ts'

export type ColumnPlan =
  | {
      readonly column: string
      readonly treatment: 'mask'
      readonly transformer: string
      readonly program: Program
    }
  | {
      readonly column: string
      readonly treatment: 'keep'
      readonly reason: string
      readonly risk?: 'indirect' | 'low'
    }
  /** The value is taken out: NULL where the column may be NULL, else the empty value of its type. */
  | { readonly column: string; readonly treatment: 'drop'; readonly program: Program }

export interface TablePlan {
  readonly shape: TableShape
  /** `empty`: the table is kept and its rows are left out. */
  readonly rows: 'masked' | 'empty'
  /** Why the rows are left out, or stay although a preset leaves them out. */
  readonly reason?: string
  /** Only a share of the rows stays, from 0 to 1, or only the first ones. */
  readonly take?: { readonly share: number } | { readonly first: number }
  /** Whose row it is. */
  readonly person?: RowPerson
  /** One for every column of the table that rows carry, in no particular order. */
  readonly columns: readonly ColumnPlan[]
}

/**
 * A persona that other tables take over: `table`'s rows give, for the value of `key`, the subject
 * of the column `by`. A pre-pass reads them; see person-index.ts.
 */
export interface PersonSource {
  readonly table: TableName
  readonly key: string
  readonly by: string
  /** canonicalFormOf the program of the column `by`; `exact` when it is not masked. */
  readonly canonical: CanonicalForm
  /** Columns with the person's names, where texts of other tables are looked through for them. */
  readonly names?: readonly NamesIn[]
}

/** Which parts of a name a column holds. */
export interface NamesIn {
  readonly column: string
  readonly first: boolean
  readonly last: boolean
}

/** Of one column; see policy/opt-outs.ts. */
export type OptOut = TreatmentOptOut & { readonly table: TableName; readonly column: string }

/**
 * A policy fitted to one schema: what happens to every column of every table with rows. Plain data,
 * so that it crosses to worker threads; holds no key and no value.
 */
export interface MaskPlan {
  /** `sha256:` of the policy with everything it extends. */
  readonly policyHash: string
  readonly policyFile: string
  /** Of which country the masks are. */
  readonly locale: Pick<Locale, 'name' | 'country' | 'accounts' | 'phone'>
  readonly tables: readonly TablePlan[]
  readonly persons: readonly PersonSource[]
  /** Undefined when the policy says nothing of them. */
  readonly largeObjects?: 'keep' | 'drop' | 'placeholder'
  /** What names persons in definitions is masked; else they are copied. */
  readonly definitions?: 'mask'
  /** Where the policy does less than it could. */
  readonly optOuts: readonly OptOut[]
  /** Between all tables of the schema. */
  readonly relations: readonly Relation[]
}
