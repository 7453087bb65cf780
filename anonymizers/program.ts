/**
 * What the kernel does with one value. Plain data: programs cross to worker threads by structured
 * clone and mean the same to every kernel. A value is bytes (UTF-8, or the column's own character
 * set where `charset` says so) after the dialect's escapes are undone, or NULL; NULL and empty stay
 * what they are, except under `constant` and `null`.
 */
export type Program =
  | { readonly op: 'keep' }
  | { readonly op: 'null' }
  | { readonly op: 'constant'; readonly text: string }
  | RenderProgram
  | PermuteProgram
  | WalkProgram
  | ConditionProgram
  | ShiftProgram
  | CodeProgram

/** How spellings of the same thing are made one before the keyed function sees them. */
export type CanonicalForm =
  | 'exact'
  | 'text'
  | 'email'
  | 'phone'
  | 'digits'
  | 'alphanumeric'
  | 'name'

/** Where the randomness of a value comes from. */
export interface Subject {
  /** Separates kinds: equal values of two domains have unrelated masks. */
  readonly domain: string
  readonly canonical: CanonicalForm
  /**
   * Takes the place of the value itself: the persona of the row (`column` of the same row), or of the
   * row that `via` points to (`source` numbers MaskPlan.persons). Absent: the value itself.
   */
  readonly person?:
    | { readonly column: string; readonly canonical: CanonicalForm }
    | { readonly via: string; readonly source: number }
}

/** Builds a new value from a keyed digest of the subject. */
export interface RenderProgram {
  readonly op: 'render'
  readonly subject: Subject
  readonly pieces: readonly Piece[]
  /** Longest output in characters; the program was compiled to fit, this is the guard. */
  readonly maxLength?: number
  /** Follow the input's spelling: `upper` and `lower` when the input is all of one case. */
  readonly case?: 'follow'
}

/**
 * A part of a rendered value. Each takes fresh bits of the digest; `field` pieces of one persona take
 * bits that belong to the field, so that they agree wherever they are rendered.
 */
export type Piece =
  | { readonly piece: 'literal'; readonly text: string }
  | { readonly piece: 'word'; readonly list: string }
  | { readonly piece: 'digits'; readonly count: number }
  /** Lower-case base 32 (RFC 4648 alphabet): 5 bits a character. */
  | { readonly piece: 'token'; readonly count: number }
  | {
      readonly piece: 'field'
      readonly field: PersonaField
      readonly ascii?: boolean
      readonly lower?: boolean
    }
  | { readonly piece: 'check'; readonly rule: CheckRule }

export type PersonaField =
  | 'gender'
  | 'firstName'
  | 'lastName'
  | 'street'
  | 'houseNumber'
  | 'city'
  | 'postcode'
  | 'company'

/** Check digits over what the program has rendered so far. */
export type CheckRule = 'nip' | 'regon' | 'pesel' | 'iban' | 'luhn'

/**
 * A keyed bijection on strings of one alphabet and length (Feistel network with cycle walking, the
 * construction of NIST SP 800-38G without its claims): distinct in, distinct out, same length.
 */
export interface PermuteProgram {
  readonly op: 'permute'
  readonly subject: Subject
  readonly alphabet: 'digits' | 'upper-alphanumeric' | 'hex'
  /** Put before the permuted part, and not counted in it. */
  readonly prefix: string
  /** Characters that are permuted; `input`: as many as the value has. */
  readonly width: number | 'input'
  readonly check?: CheckRule
  /** `kept`: separators of the input stay where they are. */
  readonly layout: 'plain' | 'kept'
}

/** Reaches into a nested format and leaves every byte outside the named parts as it is. */
export interface WalkProgram {
  readonly op: 'walk'
  readonly format: 'json' | 'php'
  readonly paths: readonly { readonly path: readonly PathStep[]; readonly program: Program }[]
  /** A string or number that no path names: `keep` lets it pass, `stop` ends the run. */
  readonly otherPaths: 'keep' | 'stop'
}

/** A member by name, every element of a list, or every member of an object. */
export type PathStep = { readonly member: string } | 'each' | 'every-member'

export interface ConditionProgram {
  readonly op: 'when'
  readonly column: string
  readonly equals: readonly string[]
  readonly negate: boolean
  readonly then: Program
  readonly otherwise: Program
}

/** Moves a date or time by a keyed number of days, the same for one subject. */
export interface ShiftProgram {
  readonly op: 'shift-date'
  readonly subject: Subject
  /** Moved by -days … +days, never by 0. */
  readonly days: number
  /** What is kept of the date before it is moved. */
  readonly to: 'day' | 'month' | 'year'
}

/** The declared slow lane: `transform(text, context)` of a user's module, called for every value. */
export interface CodeProgram {
  readonly op: 'code'
  /** File URL of the module. */
  readonly module: string
  readonly params: unknown
  readonly subject: Subject
}
