import { PoligonError } from '../../core/errors.ts'
import { say, type Redacted } from '../../core/redacted.ts'

/** A value that cannot be masked as the policy says. The row masker adds the column. */
export function valueError(what: Redacted, remedy?: Redacted): PoligonError {
  return new PoligonError('POLIGON_VALUE', {
    what,
    remedy: remedy ?? say`Choose another transformer for this column, or drop it.`,
  })
}
