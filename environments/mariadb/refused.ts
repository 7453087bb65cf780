import { PoligonError, type Place } from '../../core/errors.ts'
import { say, type Redacted } from '../../core/redacted.ts'

export function refused(why: Redacted, place: Place, cause?: unknown): PoligonError {
  return new PoligonError('POLIGON_LOAD', {
    what: say`The server did not take the dump: ${why}.`,
    place,
    remedy: say`Compare the version and the settings of this server with those of the original.`,
    cause,
  })
}
