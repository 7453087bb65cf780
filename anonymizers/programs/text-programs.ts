import type { Program } from './program.ts'
import type { Subject } from './subject.ts'

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

/**
 * An address of the web: the scheme, the port, known words of paths and the names of parameters stay;
 * the host becomes one under `.example`, and all else other letters and digits of the same layout.
 */
export interface UrlProgram {
  readonly op: 'url'
  readonly subject: Subject
  readonly maxLength?: number
}
