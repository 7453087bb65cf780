import { PoligonError, type ErrorCode, type Place } from '../../core/errors.ts'
import type { Redacted } from '../../core/redacted.ts'

/**
 * Something in a dump that is not understood, at a position in the bytes at hand. Whoever knows where
 * these bytes stand in the source makes a {@link PoligonError} of it.
 */
export class Refusal extends Error {
  readonly at: number
  readonly what: Redacted
  readonly remedy: Redacted
  readonly field: string | undefined

  constructor(at: number, what: Redacted, remedy: Redacted, field?: string) {
    super(what)
    this.at = at
    this.what = what
    this.remedy = remedy
    this.field = field
  }
}

/** `failure` with its place in the source; what is not a {@link Refusal} or PoligonError comes back as it is. */
export function placed(
  failure: unknown,
  place: Place,
  code: ErrorCode = 'POLIGON_DUMP_SYNTAX',
): unknown {
  if (failure instanceof Refusal)
    return new PoligonError(code, {
      what: failure.what,
      remedy: failure.remedy,
      place: { ...place, ...(failure.field === undefined ? {} : { field: failure.field }) },
    })
  if (failure instanceof PoligonError)
    return new PoligonError(failure.code, {
      what: failure.what,
      remedy: failure.remedy,
      place: { ...place, ...failure.place },
      cause: failure.cause,
    })
  return failure
}
