import { PoligonError } from '../../core/errors.ts'
import { say } from '../../core/redacted.ts'

/** Between two looks at it. */
export const sourceChanged = () =>
  new PoligonError('POLIGON_SOURCE', {
    what: say`The dump changed while it was read.`,
    remedy: say`Wait until it is complete and run again.`,
  })
