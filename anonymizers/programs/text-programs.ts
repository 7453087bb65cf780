import type { LocaleName } from '../locales/registry.ts'
import type { Program } from './program.ts'
import type { Subject } from './subject.ts'

/**
 * Running text: what is recognised (e-mail, phone, NIP, PESEL, IBAN, names of persons) is masked by its own
 * program, so that it stays equal to the same value in a column. `words` says what becomes of all else:
 * - `replace`: neutral words of about the same length; no word of the input comes through, unless a name is drawn that is
 *   another name of the text.
 * - `keep`: it stays, but for words that may be names (see kernel/names/) and longer numbers, which become
 *   a surname and what `number` makes of them.
 */
export interface FreeTextProgram {
  readonly op: 'free-text'
  readonly subject: Subject
  readonly words: 'replace' | 'keep'
  readonly email: Program
  readonly phone: Program
  readonly nip: Program
  readonly pesel: Program
  readonly iban: Program
  /** Of names that are not those of the row. */
  readonly firstName: Program
  readonly lastName: Program
  readonly fullName: Program
  readonly number: Program
  /** Columns of the row that name its person; attached when a policy is bound. */
  readonly ofRow: readonly NameColumn[]
  /** The person of another table's row that this row belongs to; attached as `ofRow` is. */
  readonly ofPerson?: NamedPerson
  /** Whose neutral sentences. */
  readonly locale?: LocaleName
  readonly maxLength?: number
  readonly ascii?: boolean
}

/** A column with names, and what makes the parts of its mask from the column's value. */
export interface NameColumn {
  readonly column: string
  /** Absent where the column holds none. */
  readonly first?: Program
  readonly last?: Program
}

/** A person whose names stand in the index of persons, and what makes the parts of their mask. */
export interface NamedPerson {
  /** The column of the row that points to the person's row. */
  readonly via: string
  /** The number of it in MaskPlan.persons. */
  readonly source: number
  readonly first: Program
  readonly last: Program
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
