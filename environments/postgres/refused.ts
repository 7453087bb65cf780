import { PoligonError, type Place } from '../../core/errors.ts'
import { say, type Redacted } from '../../core/redacted.ts'

/** A server that did not take a piece of a dump. */
export function refused(why: Redacted, place: Place, cause?: unknown): PoligonError {
  return new PoligonError('POLIGON_LOAD', {
    what: say`PostgreSQL did not take the dump: ${why}.`,
    place,
    remedy: say`Compare the version and the extensions of this server with those of the original.`,
    cause,
  })
}
