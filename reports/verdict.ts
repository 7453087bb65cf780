import { failing, outcomes, type OutcomeCounts } from '../core/contracts/outcome.ts'
import type { RunProblem, RunRecord } from '../core/contracts/run-record.ts'
import { errorCatalogue, exitCodes } from '../core/errors.ts'

export interface Verdict {
  readonly counts: OutcomeCounts
  readonly exitCode: number
  /** Why the run is not good; undefined when it is. */
  readonly code: 'POLIGON_NOTHING_RAN' | 'POLIGON_CHECK_FAILED' | undefined
}

/**
 * Good is a run in which at least one scenario was carried out, every one that was planned has
 * reported and none of them failed, and nothing broke outside of them. (A lost journal makes the report
 * poorer, not the run worse.)
 */
export function verdict(record: Pick<RunRecord, 'scenarios' | 'problems'>): Verdict {
  const counts = Object.fromEntries(
    outcomes.map((one) => [one, record.scenarios.filter(({ outcome }) => outcome === one).length]),
  ) as OutcomeCounts
  const code = codeOf(counts, record.problems)
  const exitCode = code === undefined ? exitCodes.done : exitCodes[errorCatalogue[code].exit]
  return { counts, exitCode, code }
}

function codeOf(counts: OutcomeCounts, problems: readonly RunProblem[]): Verdict['code'] {
  const ran = counts.passed + counts.failed + counts.flaky + counts.undefined
  if (ran === 0) return 'POLIGON_NOTHING_RAN'
  const broken = problems.some(({ kind }) => kind !== 'attachment')
  const failed = [...failing].some((outcome) => counts[outcome] > 0)
  return broken || failed ? 'POLIGON_CHECK_FAILED' : undefined
}
