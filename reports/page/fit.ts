import type { JournalEvent } from '../../core/contracts/journal.ts'
import type { AttemptRecord, RunRecord, ScenarioRecord } from '../../core/contracts/run-record.ts'
import { briefRecord } from './brief.ts'
import { fairLevel } from './fair-level.ts'

/** An attempt as the page shows it: what went wrong in full, the rest as far as there is room. */
export interface PageAttempt extends AttemptRecord {
  /** How many events of each kind there were, shown or not. */
  readonly observed: Readonly<Partial<Record<JournalEvent['kind'], number>>>
  /** Events that the page leaves out. */
  readonly leftOut: number
}

export type PageScenario = Omit<ScenarioRecord, 'earlier'> &
  PageAttempt & { readonly earlier: readonly PageAttempt[] }

export type PageRecord = Omit<RunRecord, 'scenarios'> & {
  readonly scenarios: readonly PageScenario[]
}

/** How many events, and how many characters of evidence, the page holds: of attempts that did not pass, and of those that did. */
export const room = {
  troubled: { events: 800, evidence: 160_000 },
  passed: { events: 600, evidence: 80_000 },
} as const

/**
 * Cuts a record to what fits into one page of under a megabyte. Attempts that did not pass share
 * their room fairly and lose the events that tell least; passed ones are shown with all their events
 * or, when these are too many, with their number only.
 */
export function fitToPage(whole: RunRecord): PageRecord {
  const record = briefRecord(whole)
  const attempts = record.scenarios.flatMap((scenario) => [scenario, ...scenario.earlier])
  const troubled = attempts.filter(isTroubled)
  const passed = attempts.filter((attempt) => !isTroubled(attempt))
  const levels = {
    troubled: {
      events: fairLevel(troubled.map(eventCount), room.troubled.events),
      evidence: fairLevel(troubled.map(evidenceSize), room.troubled.evidence),
    },
    passed: {
      events: sum(passed.map(eventCount)) <= room.passed.events ? Infinity : 0,
      evidence: fairLevel(passed.map(evidenceSize), room.passed.evidence),
    },
  }
  const fit = <T extends AttemptRecord>(attempt: T) =>
    fitAttempt(attempt, isTroubled(attempt) ? levels.troubled : levels.passed)
  return {
    ...record,
    scenarios: record.scenarios.map((scenario) => ({
      ...fit(scenario),
      earlier: scenario.earlier.map(fit),
    })),
  }
}

function fitAttempt<T extends AttemptRecord>(
  attempt: T,
  level: { readonly events: number; readonly evidence: number },
): T & PageAttempt {
  const journal = mostTelling(attempt, level.events)
  const refs = new Set(journal.map(({ ref }) => ref))
  const evidence: Record<string, string> = {}
  let left = level.evidence
  for (const { ref } of byWeight(attempt, journal)) {
    const text = attempt.evidence[ref]
    if (text === undefined || !refs.delete(ref) || text.length > left) continue
    left -= text.length
    evidence[ref] = text
  }
  return {
    ...attempt,
    journal,
    evidence,
    observed: countBy(attempt.journal),
    leftOut: attempt.journal.length - journal.length,
  }
}

function mostTelling(attempt: AttemptRecord, most: number): readonly JournalEvent[] {
  if (attempt.journal.length <= most) return attempt.journal
  return byWeight(attempt, attempt.journal)
    .slice(0, most)
    .sort((a, b) => a.seq - b.seq)
}

/** Problems first, then what belongs to the step that failed, then the latest. */
function byWeight(attempt: AttemptRecord, events: readonly JournalEvent[]): JournalEvent[] {
  const failed = new Set(
    attempt.steps.filter(({ outcome }) => outcome === 'failed').map(({ text }) => text),
  )
  const weight = (event: JournalEvent) => (event.problem ? 2 : failed.has(event.step) ? 1 : 0)
  return events.toSorted((a, b) => weight(b) - weight(a) || b.seq - a.seq)
}

function countBy(events: readonly JournalEvent[]): PageAttempt['observed'] {
  const counts: Partial<Record<JournalEvent['kind'], number>> = {}
  for (const { kind } of events) counts[kind] = (counts[kind] ?? 0) + 1
  return counts
}

const isTroubled = ({ steps }: AttemptRecord) =>
  steps.some(({ outcome }) => outcome !== 'passed' && outcome !== 'skipped')
const eventCount = ({ journal }: AttemptRecord) => journal.length
const evidenceSize = ({ evidence }: AttemptRecord) =>
  sum(Object.values(evidence).map(({ length }) => length))
const sum = (all: readonly number[]) => all.reduce((a, b) => a + b, 0)
