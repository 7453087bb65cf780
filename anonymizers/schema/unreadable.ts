import { PoligonError, type Place } from '../../core/errors.ts'
import { say, type Redacted } from '../../core/redacted.ts'

/** A statement about a table's columns that cannot be read for certain. */
export function unreadable(what: Redacted, place: Place): PoligonError {
  return new PoligonError('POLIGON_DUMP_SYNTAX', {
    what,
    place,
    remedy: say`Nothing is guessed about columns: dump the schema again with the database's own client, without editing it.`,
  })
}
