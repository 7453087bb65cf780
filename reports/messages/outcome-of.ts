import type { Outcome } from '../../core/contracts/outcome.ts'
import type { StepRecord } from '../../core/contracts/run-record.ts'

/** How one attempt ended, its steps known. A scenario without a single step says nothing: undefined. */
export function attemptOutcome(
  steps: readonly StepRecord[],
  finished: boolean,
): Exclude<Outcome, 'flaky'> {
  const any = (...outcomes: readonly StepRecord['outcome'][]) =>
    steps.some(({ outcome }) => outcomes.includes(outcome))
  if (any('failed')) return 'failed'
  if (!finished) return 'not-run'
  if (steps.length === 0 || any('undefined', 'ambiguous', 'pending')) return 'undefined'
  if (any('not-run')) return 'not-run'
  return any('skipped') ? 'skipped' : 'passed'
}

/** How a scenario ended, its attempts known in order: failed first and passed at last is flaky. */
export function scenarioOutcome(attempts: readonly Exclude<Outcome, 'flaky'>[]): Outcome {
  const last = attempts.at(-1) ?? 'not-run'
  return last === 'passed' && attempts.some((one) => one !== 'passed') ? 'flaky' : last
}
