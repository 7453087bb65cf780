import { failing, outcomes } from '../../core/contracts/outcome.ts'
import type {
  RunProblem,
  RunRecord,
  ScenarioRecord,
  StepRecord,
} from '../../core/contracts/run-record.ts'
import { name, say, type Redacted } from '../../core/redacted.ts'
import type { OutcomeCounts } from '../../core/contracts/outcome.ts'

/** A run in a few lines for a terminal: counts, then each scenario that is not good and why. */
export function testSummary(
  record: Pick<RunRecord, 'scenarios' | 'problems' | 'duration'>,
  { counts }: { readonly counts: OutcomeCounts },
): readonly Redacted[] {
  const told = outcomes.filter((outcome) => counts[outcome] > 0)
  const total = told.map((outcome) => `${counts[outcome]} ${outcome}`).join(', ') || 'none ran'
  const seconds = Number((record.duration / 1000).toFixed(1))
  return [
    say`Scenarios: ${name(total)} (${seconds} s)`,
    ...record.problems.map(
      ({ kind, detail }) =>
        say`  ${problems[kind]}${detail === '' ? say`` : say`: ${name(detail)}`}`,
    ),
    ...record.scenarios.filter(({ outcome }) => failing.has(outcome)).flatMap(linesOf),
  ]
}

const problems: Readonly<Record<RunProblem['kind'], Redacted>> = {
  'parse-error': say`a feature file could not be read`,
  'parameter-type': say`a step pattern names a parameter type that nobody defines`,
  'run-hook': say`preparing or closing the run failed`,
  'run-failed': say`the runner gave up`,
  'cut-short': say`the run never said that it was done`,
  'damaged-line': say`the record of the run is damaged`,
  attachment: say`a piece of evidence could not be read`,
}

/** A scenario that is not good, for programs. */
export interface ToldFailure {
  readonly scenario: string
  readonly file: string
  readonly line: number
  readonly outcome: string
  /** The step that stopped it, as written. */
  readonly step?: string
  readonly reason?: string
}

export function toldFailures({ scenarios }: Pick<RunRecord, 'scenarios'>): readonly ToldFailure[] {
  return scenarios
    .filter(({ outcome }) => failing.has(outcome))
    .map(({ name: scenario, file, line, outcome, steps }) => {
      const step = stopper(steps)
      const reason = step && reasonOf(step).join('\n')
      return {
        scenario,
        file,
        line,
        outcome,
        ...(step ? { step: `${step.keyword} ${step.text}`.trim() } : {}),
        ...(reason ? { reason } : {}),
      }
    })
}

function linesOf(scenario: ScenarioRecord): readonly Redacted[] {
  const { outcome, file, line } = scenario
  return [
    say`  ${name(outcome)}: ${name(scenario.name)} (${name(file)}:${line})`,
    ...reasonsOf(scenario).map((reason) => say`    ${name(reason)}`),
  ]
}

/** The failing step and why. */
function reasonsOf({ steps }: ScenarioRecord): readonly string[] {
  const step = stopper(steps)
  if (!step) return []
  return [`${step.keyword} ${step.text} [${step.outcome}]`.trim(), ...reasonOf(step)]
}

const stopper = (steps: readonly StepRecord[]) =>
  steps.find(({ outcome }) => outcome !== 'passed' && outcome !== 'skipped')

/** Lines of a failure that a terminal shows; the report has all of them. */
const shownLines = 12

/** What was not as expected, cell by cell, else the first lines of the message. */
function reasonOf({ differences = [], failure = '' }: StepRecord): readonly string[] {
  const lines =
    differences.length > 0
      ? differences.map(
          ({ system, subject, field, expected, actual }) =>
            `system "${system}", ${[subject, field].filter(Boolean).join(', ')}: expected ${expected}, was ${actual}`,
        )
      : failure.split('\n').filter((line) => line.trim() !== '')
  const left = lines.length - shownLines
  return left > 0 ? [...lines.slice(0, shownLines), `… ${left} more in the report`] : lines
}
