import type { Program } from './program.ts'
import type { Subject } from './subject.ts'

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
