import { name, say, type Redacted } from './redacted.ts'

/** Exit codes of the command line; see docs/reference/errors.md. */
export const exitCodes = {
  done: 0,
  checkFailed: 1,
  usage: 2,
  refused: 3,
  unreachable: 4,
  interrupted: 130,
} as const

/** Every error that Poligon raises on purpose: the code, what kind of exit it means, what it says. */
export const errorCatalogue = {
  POLIGON_USAGE: { exit: 'usage', meaning: 'The command line was not understood.' },
  POLIGON_CONFIG: { exit: 'usage', meaning: 'A configuration file is missing or not valid.' },
  POLIGON_KEY: { exit: 'usage', meaning: 'The masking key is missing, too short or malformed.' },
  POLIGON_KEY_REFUSED: {
    exit: 'refused',
    meaning: 'The masking key is not the one that was used before, or it was destroyed.',
  },
  POLIGON_DUMP_SYNTAX: {
    exit: 'usage',
    meaning: 'A dump holds something that cannot be understood.',
  },
  POLIGON_SOURCE: { exit: 'usage', meaning: 'The source of data cannot be read.' },
  POLIGON_TARGET: { exit: 'usage', meaning: 'The target cannot be written, or must not be.' },
  POLIGON_RESUME: {
    exit: 'refused',
    meaning: 'A run that was broken off cannot be gone on with.',
  },
  POLIGON_POLICY_UNCOVERED: {
    exit: 'refused',
    meaning: 'The policy does not say what happens to a column.',
  },
  POLIGON_POLICY_UNMATCHED: {
    exit: 'refused',
    meaning: 'The policy names something that the source does not have.',
  },
  POLIGON_POLICY_REFUSED: {
    exit: 'refused',
    meaning: 'The policy asks for something that would not be safe.',
  },
  POLIGON_VALUE: { exit: 'refused', meaning: 'A value cannot be masked as the policy says.' },
  POLIGON_EXPIRED: {
    exit: 'refused',
    meaning: 'A masked copy or a report may no longer be kept, by the policy it was made under.',
  },
  POLIGON_LEAK: { exit: 'checkFailed', meaning: 'An original value was found in masked data.' },
  POLIGON_GATE: {
    exit: 'checkFailed',
    meaning: 'The masked copy does not keep to a limit of the policy.',
  },
  POLIGON_LOAD: { exit: 'unreachable', meaning: 'A database did not take the data that was sent.' },
  POLIGON_QUERY: { exit: 'checkFailed', meaning: 'A database refused a statement of a step.' },
  POLIGON_UNREACHABLE: {
    exit: 'unreachable',
    meaning: 'A system could not be reached or started.',
  },
  POLIGON_MISSING_PROGRAM: {
    exit: 'unreachable',
    meaning: 'A program that is needed is not on this machine.',
  },
  POLIGON_EGRESS: { exit: 'refused', meaning: 'A call to the outside world was stopped.' },
  POLIGON_NOTHING_RAN: { exit: 'checkFailed', meaning: 'A check saw nothing to check.' },
  POLIGON_CHECK_FAILED: { exit: 'checkFailed', meaning: 'A scenario or another check failed.' },
  POLIGON_REPORT: { exit: 'usage', meaning: 'The record of a run cannot be read.' },
  POLIGON_INTERRUPTED: {
    exit: 'interrupted',
    meaning: 'The run was stopped from outside and cleaned up.',
  },
  POLIGON_INTERNAL: { exit: 'unreachable', meaning: 'A defect in Poligon itself.' },
} as const satisfies Record<string, { exit: keyof typeof exitCodes; meaning: string }>

export type ErrorCode = keyof typeof errorCatalogue

/** Where something is wrong. Every member is a name or a position, never a value. */
export interface Place {
  readonly file?: string
  /** 1-based, for text that people edit. */
  readonly line?: number
  readonly column?: number
  readonly table?: string
  readonly field?: string
  /** 1-based row of the table within the dump. */
  readonly row?: number
  /** Offset in bytes from the start of the source, after decompression. */
  readonly byteOffset?: number
}

/**
 * An error that a user can act on: one sentence that says what is wrong, where, and what to do.
 * `what` and `remedy` can hold no value from the data (see {@link Redacted}).
 */
export class PoligonError extends Error {
  override readonly name = 'PoligonError'
  readonly code: ErrorCode
  readonly what: Redacted
  readonly remedy: Redacted
  readonly place: Place

  constructor(
    code: ErrorCode,
    details: { what: Redacted; remedy: Redacted; place?: Place; cause?: unknown },
  ) {
    const place = details.place ?? {}
    super([details.what, placeText(place), details.remedy].filter(Boolean).join(' '), {
      cause: details.cause,
    })
    this.code = code
    this.what = details.what
    this.remedy = details.remedy
    this.place = place
  }

  get exitCode(): number {
    return exitCodes[errorCatalogue[this.code].exit]
  }
}

/** The code of a system's error, `ENOSPC`: safe to show, as its message is not. */
export function codeOf(failure: unknown): Redacted {
  const code = (failure as NodeJS.ErrnoException | undefined)?.code
  return typeof code === 'string' ? name(code) : say`unknown`
}

function placeText(place: Place): string {
  const parts = [
    place.file === undefined
      ? ''
      : place.line === undefined
        ? place.file
        : `${place.file}:${place.line}:${place.column ?? 1}`,
    place.table === undefined ? '' : `table ${place.table}`,
    place.field === undefined ? '' : `column ${place.field}`,
    place.row === undefined ? '' : `row ${place.row}`,
    place.byteOffset === undefined ? '' : `byte ${place.byteOffset}`,
  ].filter(Boolean)
  return parts.length === 0 ? '' : `(${parts.join(', ')})`
}
