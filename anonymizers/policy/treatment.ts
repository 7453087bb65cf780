import type { PathStep } from '../programs/nested-programs.ts'

/** How much a kept column may still tell about a person. */
export type Risk = 'indirect' | 'low'

/** What happens to a value, as the policy's author decided it. The short forms are written out. */
export type Treatment =
  | {
      readonly verb: 'mask'
      readonly transformer: string
      /** Checked against the transformer, its defaults filled in. */
      readonly params: Readonly<Record<string, unknown>>
      /** The author relies on distinct values staying distinct. */
      readonly unique: boolean
      readonly risk?: Risk
    }
  | { readonly verb: 'keep'; readonly reason: string; readonly risk?: Risk }
  | { readonly verb: 'drop'; readonly reason: string }
  | {
      readonly verb: 'walk'
      readonly format: 'json' | 'php' | 'xml'
      readonly paths: readonly PathTreatment[]
      readonly otherPaths: 'keep' | 'stop'
      /** Why paths that are not named may pass. */
      readonly otherPathsReason?: string
      /** Lists whose elements belong to the person of the row; they end in `each`. */
      readonly listsOfRow: readonly (readonly PathStep[])[]
    }
  | {
      readonly verb: 'chosen'
      readonly column: string
      /** Absent: the column holds the names themselves. */
      readonly lookup?: Lookup
      readonly cases: readonly Case[]
      readonly other: Treatment | 'stop'
    }
  | {
      readonly verb: 'when'
      readonly condition: Condition
      readonly matching: Treatment
      readonly otherwise: Treatment
    }

/** One treatment for some of the values that the choosing column may hold. */
export interface Case {
  /** As written, with commas. */
  readonly text: string
  readonly names: readonly string[]
  readonly treatment: Treatment
}

/** A table of attributes: its rows give, for what the choosing column holds, a name. */
export interface Lookup {
  readonly table: string
  readonly key: string
  readonly name: string
}

export interface PathTreatment {
  /** As written: `$.addresses[*].street`. */
  readonly text: string
  readonly path: readonly PathStep[]
  readonly treatment: Treatment
}

/** True when the other column of the row holds one of `equals` (`negate`: none of them). */
export interface Condition {
  readonly column: string
  readonly equals: readonly string[]
  readonly negate: boolean
}

/** Whose row it is: a column that names the person, or a column that points to the row that does. */
export type Person =
  | string
  | {
      readonly table: string
      /** Column of this row that points to the person's row. */
      readonly via: string
      /** Column of `table` that names the person. */
      readonly by: string
      /** Column of `table` that `via` points to; absent: as the foreign key or the only key says. */
      readonly key?: string | undefined
    }
