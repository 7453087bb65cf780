import type { JournalEvent } from '../../core/contracts/journal.ts'
import type { AttemptRecord, RunRecord, StepRecord } from '../../core/contracts/run-record.ts'
import { shortened } from '../shortened.ts'

/** Characters and rows beyond which a part of a step is cut, with the number of those left out. */
export const longest = {
  text: 400,
  failure: 4_000,
  docString: 2_000,
  cell: 200,
  rows: 40,
  evidence: 8_000,
} as const

/** `record` with no single text so long that it would bury the rest. */
export function briefRecord(record: RunRecord): RunRecord {
  return {
    ...record,
    scenarios: record.scenarios.map((scenario) => ({
      ...briefAttempt(scenario),
      name: shortened(scenario.name, longest.text),
      earlier: scenario.earlier.map(briefAttempt),
    })),
  }
}

function briefAttempt<T extends AttemptRecord>(attempt: T): T {
  return {
    ...attempt,
    steps: attempt.steps.map(briefStep),
    journal: attempt.journal.map(briefEvent),
    evidence: Object.fromEntries(
      Object.entries(attempt.evidence).map(([ref, text]) => [
        ref,
        shortened(text, longest.evidence),
      ]),
    ),
  }
}

function briefEvent(event: JournalEvent): JournalEvent {
  return {
    ...event,
    key: shortened(event.key, longest.text),
    summary: shortened(event.summary, longest.text),
    ...(event.problem === undefined ? {} : { problem: shortened(event.problem, longest.text) }),
  }
}

function briefStep(step: StepRecord): StepRecord {
  return {
    ...step,
    text: shortened(step.text, longest.text),
    table: briefRows(step.table),
    ...(step.docString === undefined
      ? {}
      : { docString: shortened(step.docString, longest.docString) }),
    ...(step.failure === undefined ? {} : { failure: shortened(step.failure, longest.failure) }),
    ...(step.differences === undefined
      ? {}
      : {
          differences: step.differences.slice(0, longest.rows).map((difference) => ({
            ...difference,
            expected: shortened(difference.expected, longest.cell),
            actual: shortened(difference.actual, longest.cell),
          })),
        }),
  }
}

function briefRows(table: StepRecord['table']): StepRecord['table'] {
  const rows = table
    .slice(0, longest.rows)
    .map((row) => row.map((cell) => shortened(cell, longest.cell)))
  return table.length > longest.rows ? [...rows, [`… (+${table.length - longest.rows})`]] : rows
}
