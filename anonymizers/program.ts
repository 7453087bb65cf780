/**
 * What the kernel does with one value. Plain data: programs cross to worker threads by structured
 * clone and mean the same to every kernel. A value is bytes (UTF-8) after the dialect's escapes are
 * undone, or NULL; NULL and empty stay what they are, except under `constant` and `null`.
 */
export type Program =
  | { readonly op: 'keep' }
  | { readonly op: 'null' }
  | { readonly op: 'constant'; readonly text: string }
  /** A value that the policy does not name ends the run; NULL and empty pass. */
  | { readonly op: 'stop' }
  | RenderProgram
  | PermuteProgram
  | ShiftDateProgram
  | FreeTextProgram
  | WalkProgram
  | ConditionProgram
  | LikenessProgram
  | ShapeProgram
  | LookupProgram
  | JoinProgram
  | NumberProgram
  | UrlProgram
  | PlaceholderProgram
  | AsHexProgram
  | AsAddressProgram
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
   * `value`: the value alone decides, whoever the row belongs to, so that equal values stay equal in
   * every table (e-mail, phone, tax ids: what systems are joined by). Absent: the row's persona takes
   * the value's place where there is one.
   */
  readonly follows?: 'value'
  /**
   * The persona of the row (`column` of the same row), of the row that `via` points to (`source` numbers
   * MaskPlan.persons), or of the list element that the value is in (`element` is the ListPersons.id).
   * Without it, and where it is NULL, empty or not found, the value itself.
   */
  readonly person?:
    | { readonly column: string; readonly canonical: CanonicalForm }
    | { readonly via: string; readonly source: number }
    | { readonly element: string }
}

/** Who a row is about. */
export type RowPerson = Exclude<NonNullable<Subject['person']>, { readonly element: string }>

/**
 * Builds a new value from a keyed digest of the subject. What equals the input is drawn again, and a
 * persona's word that stands in the input is drawn again too, in every field alike.
 */
export interface RenderProgram {
  readonly op: 'render'
  readonly subject: Subject
  readonly pieces: readonly Piece[]
  /** Longest output in characters. */
  readonly maxLength?: number
  /** `cut`: longer output is cut; without it the program was compiled to fit. */
  readonly overflow?: 'cut'
  /** Follow the input's letters: all upper or all lower when the input is. */
  readonly case?: 'follow'
  /**
   * How the output takes over the input's spelling: `separators` puts it back where they stood when
   * as many letters and digits come out as went in; `phone` does so and keeps the form of the dialling
   * code (`+48`, `0048`, none).
   */
  readonly spelling?: 'separators' | 'phone'
  /** The mask may be what stood there, where few values are possible and fields have to agree. */
  readonly mayEqual?: true
}

/**
 * A part of a rendered value. Each takes fresh bits of the digest; `field` pieces of one persona take
 * bits that belong to the field, so that they agree wherever they are rendered.
 */
export type Piece =
  | { readonly piece: 'literal'; readonly text: string }
  | { readonly piece: 'one-of'; readonly texts: readonly string[] }
  | { readonly piece: 'digits'; readonly count: number }
  | { readonly piece: 'hex'; readonly count: number }
  /** Lower-case base 32 (RFC 4648 alphabet): 5 bits a character. */
  | { readonly piece: 'token'; readonly count: number }
  /** Base 64 without padding (RFC 4648, section 4): 6 bits a character. */
  | { readonly piece: 'base64'; readonly count: number }
  /** The word for the gender of the subject: that of its first name. */
  | { readonly piece: 'by-gender'; readonly woman: string; readonly man: string }
  /** A whole number from `from` to `to`, both included. */
  | { readonly piece: 'number'; readonly from: number; readonly to: number }
  | {
      readonly piece: 'field'
      readonly field: PersonaField
      readonly ascii?: boolean
      /** As part of an address or user name: lower-case ASCII letters and digits only. */
      readonly lower?: boolean
      /** Longest, in characters; the rest is cut. */
      readonly most?: number
      /** Without a persona of the row: the gender of the name that stands in the input, if known. */
      readonly gender?: 'input'
    }
  /** Digits of the input, from the first or the one numbered `from`; random ones where it has fewer. */
  | { readonly piece: 'kept-digits'; readonly count: number; readonly from?: number }
  /** The country code that the input starts with, or `as` in its place; nothing where there is none. */
  | { readonly piece: 'country'; readonly as?: string }
  | { readonly piece: 'check'; readonly rule: CheckRule }

export type PersonaField =
  | 'firstName'
  | 'lastName'
  | 'street'
  | 'houseNumber'
  | 'city'
  | 'postcode'
  | 'company'
  /** The province (województwo) of the city. */
  | 'region'
  /** Its two digits in TERYT and ISO 3166-2:PL. */
  | 'regionCode'

/**
 * Check digits over the digits rendered last: 9 for `nip`, 8 for `regon`, 10 for `pesel`, 7 for
 * `sort-code` (Polish bank numbers), all of them for `luhn`. `iban` puts the two check digits of a
 * Polish account *before* the 24 digits rendered last.
 */
export type CheckRule = 'nip' | 'regon' | 'pesel' | 'sort-code' | 'iban' | 'luhn'

/**
 * A keyed bijection (Feistel network over mixed radices with cycle walking, the construction of NIST
 * SP 800-38G without its claims): distinct in, distinct out, in any order and in every table.
 */
export interface PermuteProgram {
  readonly op: 'permute'
  readonly subject: Subject
  /**
   * - `id`: whole numbers stay whole numbers of the same range (below 10^digits, above it up to 10^18,
   *   of one length beyond that), UUIDs stay UUIDs, all else keeps its layout: digit for digit, letter
   *   for letter.
   * - `pesel`: a valid number becomes a valid number of somebody born 2100–2299 or 1800–1809.
   * - `nip`, `phone`: any valid number can come out, also a real one.
   * - `regon`: any valid number can come out, of nine digits or of fourteen.
   * - `vat`: the country stays, the layout of the rest, and check digits that are right.
   * - `layout`: digit for digit and letter for letter, also where all is digits.
   */
  readonly scheme: PermuteScheme
  /** For `id`: whole numbers of up to so many digits stay below 10^digits. */
  readonly digits?: number
  /** For `id`: numbers of more digits end the run, because their images would not fit the column. */
  readonly most?: number
}
export type PermuteScheme = 'id' | 'pesel' | 'nip' | 'phone' | 'regon' | 'vat' | 'layout'

/** Moves the date of a date or timestamp; time, fraction and zone stay. Zero dates and infinity stay. */
export interface ShiftDateProgram {
  readonly op: 'shift-date'
  readonly subject: Subject
  /**
   * `days`: moved by 1 … `days` days to either side, the same for one subject. `within`: another day
   * of the same month or year. `startOf`: the first day of it, at midnight.
   */
  readonly move:
    | { readonly days: number }
    | { readonly within: 'month' | 'year' }
    | { readonly startOf: 'month' | 'quarter' | 'year' }
}

/**
 * Running text: what is recognised (e-mail, phone, NIP, PESEL, IBAN) is masked by its own program, so
 * that it stays equal to the same value in a column; all else becomes neutral words of about the same
 * length. No word of the input comes through.
 */
export interface FreeTextProgram {
  readonly op: 'free-text'
  readonly subject: Subject
  readonly email: Program
  readonly phone: Program
  readonly nip: Program
  readonly pesel: Program
  readonly iban: Program
  readonly maxLength?: number
  readonly ascii?: boolean
}

/** Reaches into a nested format and leaves every byte outside the named parts as it is. */
export interface WalkProgram {
  readonly op: 'walk'
  readonly format: 'json' | 'php' | 'xml'
  readonly paths: readonly { readonly path: readonly PathStep[]; readonly program: Program }[]
  /** A string or number that no path names: `keep` lets it pass, `stop` ends the run. */
  readonly otherPaths: 'keep' | 'stop'
  /** Lists whose elements are a person each. */
  readonly lists?: readonly ListPersons[]
}

/** A list in a nested format, or a whole document, and what names the person that an element of it is about. */
export interface ListPersons {
  /** Not the same for two lists of one column. */
  readonly id: string
  /** To any element: it ends in `each`; of a document its root. */
  readonly path: readonly PathStep[]
  /**
   * The first of these that the element has. Paths start at the element; the values of several are one
   * name with a space between. `domain` and `canonical` are those of the value's own subject, so that
   * the persona is the one that the value has elsewhere.
   */
  readonly by: readonly {
    readonly domain: string
    readonly canonical: CanonicalForm
    readonly paths: readonly (readonly PathStep[])[]
  }[]
}

/** A member by name, every element of a list, or every member of an object. */
export type PathStep = { readonly member: string } | 'each' | 'every-member'

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

/** Changes a decimal number, or every number in a text; 0 stays, and no number gets more digits. */
export interface NumberProgram {
  readonly op: 'number'
  readonly subject: Subject
  /**
   * `percent`: by up to so much of itself to either side, `by`: by up to so much; both by at least one
   * unit of its last place. `round`: to a multiple.
   */
  readonly change:
    | { readonly percent: number }
    | { readonly by: number }
    | { readonly round: number }
  /** Largest absolute value. */
  readonly most?: number
  /** Longest number in characters. */
  readonly maxLength?: number
  /** The value is a text with numbers in it: `52.23, 21.01`, `POINT(21.01 52.23)`. */
  readonly within?: 'text'
}

/**
 * An address of the web: the scheme, the port, known words of paths and the names of parameters stay;
 * the host becomes one under `.example`, and all else other letters and digits of the same layout.
 */
export interface UrlProgram {
  readonly op: 'url'
  readonly subject: Subject
  readonly maxLength?: number
}

/** A small valid file of the kind that the value is, by its first bytes, or of the kind named. */
export interface PlaceholderProgram {
  readonly op: 'placeholder'
  readonly as?: FileKind
  /** In bytes. */
  readonly maxLength?: number
}
export type FileKind = 'pdf' | 'png' | 'jpeg' | 'gif' | 'zip' | 'xml' | 'json' | 'text'

/** The value's bytes as hexadecimal digits through `program`, and what comes out as bytes again. */
export interface AsHexProgram {
  readonly op: 'as-hex'
  readonly program: Program
}

/** An IP address in another form as its text through `program`, and what comes out in that form again. */
export interface AsAddressProgram {
  readonly op: 'as-address'
  /** IPv4 as a number; or four or sixteen bytes in the order of the network. */
  readonly form: 'number' | 'bytes'
  readonly program: Program
}

/** The declared slow lane: `strings(text, context)` of a user's module, called for every value. */
export interface CodeProgram {
  readonly op: 'code'
  /** File URL of the module. */
  readonly module: string
  /** In characters. */
  readonly maxLength?: number
  /** The code may give its input back. */
  readonly mayEqual?: true
  readonly params: unknown
  readonly subject: Subject
}

/**
 * How a column's value is made canonical when it names the persona of its row: as the column's own
 * treatment does, so that `person: email` and the e-mail itself lead to one persona.
 */
export function canonicalFormOf(program: Program): CanonicalForm {
  switch (program.op) {
    case 'render':
    case 'permute':
    case 'shift-date':
    case 'free-text':
    case 'number':
    case 'url':
    case 'code':
      return program.subject.canonical
    case 'when':
    case 'when-like': {
      const form = canonicalFormOf(program.then)
      return form === 'exact' ? canonicalFormOf(program.otherwise) : form
    }
    case 'by-shape':
    case 'lookup':
      return canonicalFormOf(program.otherwise)
    case 'walk':
    case 'join':
    case 'as-hex':
    case 'as-address':
    case 'placeholder':
    case 'keep':
    case 'null':
    case 'constant':
    case 'stop':
      return 'exact'
  }
}
