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
