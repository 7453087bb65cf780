import type { AccountCountry } from '../kernel/accounts.ts'
import type { LocaleName } from '../locales/registry.ts'
import type { Subject } from './subject.ts'

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
      /** Whose words; all fields of one program have the same. */
      readonly locale?: LocaleName
      /** How a postcode is written, see Locale; without it as in Poland. */
      readonly form?: string
    }
  /** Digits of the input, from the first or the one numbered `from`; random ones where it has fewer. */
  | { readonly piece: 'kept-digits'; readonly count: number; readonly from?: number }
  /** The country code that the input starts with, or `as` in its place; nothing where there is none. */
  | { readonly piece: 'country'; readonly as?: string }
  | { readonly piece: 'check'; readonly rule: CheckRule }
  /**
   * An account of that country at a bank that does not exist: an IBAN where the input starts with letters,
   * else what stands behind its check digits.
   */
  | { readonly piece: 'account'; readonly country: AccountCountry }

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
