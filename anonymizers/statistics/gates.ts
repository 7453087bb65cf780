import { PoligonError } from '../../core/errors.ts'
import { name, names, say, type Redacted } from '../../core/redacted.ts'
import type { ClassCounts } from './count-classes.ts'
import type { Limits, Measure } from './measure.ts'

export type Counted = Measure & ClassCounts

/**
 * @throws POLIGON_GATE at the first limit that the copy does not keep to; POLIGON_NOTHING_RAN when there
 *   are limits and not one row that they could hold for.
 */
export function checkLimits(counted: readonly Counted[], limits: Limits): void {
  if (Object.keys(limits).length === 0) return
  const { kAnonymity, lDiversity, singledOut } = limits
  if (counted.every(({ rows }) => rows === 0))
    throw new PoligonError('POLIGON_NOTHING_RAN', {
      what: say`The policy sets limits for the copy, and no table that they hold for has a row.`,
      remedy: say`Check \`quasiIdentifiers\`, or take \`gates\` out.`,
    })
  for (const one of counted) {
    if (one.rows === 0) continue
    const shared = names(one.columns.map(({ column }) => column))
    if (one.why === 'declared') {
      if (kAnonymity !== undefined && one.smallest < kAnonymity)
        throw broken(
          one,
          say`The smallest group of ${name(one.person === undefined ? 'rows' : 'persons')} with the same ${shared} has ${one.smallest} (k-anonymity); the policy asks for ${kAnonymity}. ${one.unique} of ${one.rows} rows are alone.`,
        )
      const poor = one.diversity.findIndex(
        (fewest) => lDiversity !== undefined && fewest < lDiversity,
      )
      if (lDiversity !== undefined && poor >= 0)
        throw broken(
          one,
          say`Rows with the same ${shared} have ${one.diversity[poor] ?? 0} different values of ${name(one.sensitive[poor] ?? '')} (l-diversity); the policy asks for ${lDiversity}.`,
        )
    }
    if (singledOut !== undefined && one.unique > one.rows * singledOut)
      throw broken(
        one,
        say`${one.unique} of ${one.rows} rows are the only ones with their ${shared}; the policy allows ${Number((singledOut * 100).toFixed(6))} %.`,
      )
  }
}

const broken = ({ table }: Measure, what: Redacted) =>
  new PoligonError('POLIGON_GATE', {
    what,
    place: { table },
    remedy: say`Mask one of these columns, or make it coarser (dateGeneralise, numberRound, lookup). No copy was left.`,
  })
