import type { Program } from './program.ts'

/** Blanks at the end do not count, as where databases pad. */
export interface ConditionProgram {
  readonly op: 'when'
  readonly column: string
  readonly equals: readonly string[]
  /** The column's collation does not tell upper from lower case. */
  readonly ignoresCase?: true
  readonly negate: boolean
  readonly then: Program
  readonly otherwise: Program
}

/** As {@link ConditionProgram}, by patterns: `*` stands for any characters, `?` for one. */
export interface LikenessProgram {
  readonly op: 'when-like'
  readonly column: string
  readonly like: readonly string[]
  /** The column's collation does not tell upper from lower case. */
  readonly ignoresCase?: true
  readonly then: Program
  readonly otherwise: Program
}

/** Chooses by how the value is written; the first case that fits. Letters are compared as written. */
export interface ShapeProgram {
  readonly op: 'by-shape'
  readonly cases: readonly {
    readonly starts?: string
    readonly contains?: string
    /** There is an ASCII digit in it. */
    readonly digits?: true
    /** It starts with an ASCII letter. */
    readonly letters?: true
    /** It has at least so many bytes. */
    readonly least?: number
    /** It is a number of at most six digits before the point, or a word that switches something. */
    readonly setting?: true
    readonly program: Program
  }[]
  readonly otherwise: Program
}

/** Chooses by the whole value, without regard to case and blanks around it. */
export interface LookupProgram {
  readonly op: 'lookup'
  readonly cases: readonly { readonly equals: readonly string[]; readonly program: Program }[]
  readonly otherwise: Program
}

/** Texts and what programs make of the value, one after the other. */
export interface JoinProgram {
  readonly op: 'join'
  readonly parts: readonly (string | Program)[]
  readonly maxLength?: number
}
