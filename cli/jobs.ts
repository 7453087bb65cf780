import { PoligonError } from '../core/errors.ts'
import { name, say } from '../core/redacted.ts'

/** @throws POLIGON_USAGE */
export function jobsOf(written: string | undefined): { readonly jobs?: number } {
  if (written === undefined) return {}
  if (/^\d{1,3}$/.test(written)) return { jobs: Number(written) }
  throw new PoligonError('POLIGON_USAGE', {
    what: say`${name('--jobs')} takes a whole number.`,
    remedy: say`Leave it out to have one thread a core.`,
  })
}
