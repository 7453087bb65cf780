import type { PhoneRange } from '../locales/locale.ts'
import type { Subject } from './subject.ts'

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
   * - `iban`: the country stays, the layout of the rest, and check digits that are right.
   * - `layout`: digit for digit and letter for letter, also where all is digits.
   */
  readonly scheme: PermuteScheme
  /** For `vat`: whose numbers those are that do not say it. */
  readonly country?: string
  /** For `phone`: whose numbers; those of Poland when it is not said. */
  readonly range?: PhoneRange
  /** For `id`: how values begin whose first signs stay: `ORD-????-`, where `?` is any sign. */
  readonly prefix?: string
  /** For `id`: whole numbers of up to so many digits stay below 10^digits. */
  readonly digits?: number
  /** For `id`: numbers of more digits end the run, because their images would not fit the column. */
  readonly most?: number
}

export type PermuteScheme = 'id' | 'pesel' | 'nip' | 'phone' | 'regon' | 'vat' | 'iban' | 'layout'

/** A telephone number becomes one of its country that is given to nobody, written as the input is. */
export interface PhoneProgram {
  readonly op: 'phone'
  readonly subject: Subject
  readonly range: PhoneRange
  /** Longest output in characters. */
  readonly maxLength?: number
}

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
