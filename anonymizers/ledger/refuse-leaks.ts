import { PoligonError } from '../../core/errors.ts'
import { name, say, type Redacted } from '../../core/redacted.ts'
import { findingText, type Compared } from './comparison.ts'
import type { Finding } from './judge.ts'

const mostNamed = 8

/** Something of the original is left in a copy. */
export class LeakError extends PoligonError {
  readonly leaks: readonly Finding[]

  constructor(leaks: readonly Finding[]) {
    super('POLIGON_LEAK', {
      what: say`Values that the policy masks are left in the copy: ${listed(leaks)}.`,
      remedy: say`${remedy(leaks)} Nothing was written. With ${name('--no-verify')} nothing is looked for.`,
    })
    this.leaks = leaks
  }
}

/** @throws POLIGON_LEAK when something of the original is left in a copy, or a mask may be somebody's. */
export function refuseLeaks({ leaks, reachable }: Pick<Compared, 'leaks' | 'reachable'>): void {
  if (leaks.length > 0) throw new LeakError(leaks)
  if (reachable.length > 0)
    throw new PoligonError('POLIGON_LEAK', {
      what: say`Masks lie outside of the ranges that belong to nobody: ${listed(reachable)}.`,
      remedy: say`Nothing was written. Where that is wanted the policy says ${name('range: realistic')} with a reason.`,
    })
}

function remedy(leaks: readonly Finding[]): Redacted {
  const between = leaks.filter(({ table }) => table === '').length
  if (between === 0) return say`Mask or drop these columns too.`
  const definitions = say`Between the rows stand definitions and comments: write ${name('definitions: mask')} at the top level of the policy, or mend them at the source.`
  return between === leaks.length
    ? definitions
    : say`Mask or drop these columns too. ${definitions}`
}

function listed(findings: readonly Finding[]): Redacted {
  const named = findings.slice(0, mostNamed).map(findingText)
  const text = named.slice(1).reduce((all, one) => say`${all}, ${one}`, named[0] ?? say`none`)
  return findings.length > mostNamed ? say`${text} and ${findings.length - mostNamed} more` : text
}
