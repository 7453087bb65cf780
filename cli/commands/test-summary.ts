import { failing, outcomes } from '../../core/contracts/outcome.ts'
import type { RunRecord, ScenarioRecord } from '../../core/contracts/run-record.ts'
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
      ({ kind, detail }) => say`  ${name(kind)}${detail === '' ? say`` : say`: ${name(detail)}`}`,
    ),
    ...record.scenarios.filter(({ outcome }) => failing.has(outcome)).flatMap(linesOf),
  ]
}

function linesOf(scenario: ScenarioRecord): readonly Redacted[] {
  const { outcome, file, line } = scenario
  return [
    say`  ${name(outcome)}: ${name(scenario.name)} (${name(file)}:${line})`,
    ...reasonsOf(scenario).map((reason) => say`    ${name(reason)}`),
  ]
}

/** The failing step and the first thing that was not as expected. */
function reasonsOf({ steps }: ScenarioRecord): readonly string[] {
  const step = steps.find(({ outcome }) => outcome !== 'passed' && outcome !== 'skipped')
  if (!step) return []
  const difference = step.differences?.[0]
  const failure = step.failure?.split('\n').find((line) => line.trim() !== '')
  const reason = difference
    ? `system "${difference.system}", ${[difference.subject, difference.field].filter(Boolean).join(', ')}: expected ${difference.expected}, was ${difference.actual}`
    : (failure ?? '')
  return [`${step.keyword} ${step.text} [${step.outcome}]`.trim(), reason].filter(
    (line) => line !== '',
  )
}
