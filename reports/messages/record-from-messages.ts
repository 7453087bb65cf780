import { access } from 'node:fs/promises'
import type { Envelope, Hook, Pickle } from '@cucumber/messages'
import { failing } from '../../core/contracts/outcome.ts'
import type {
  AttemptRecord,
  RunProblem,
  RunRecord,
  ScenarioRecord,
} from '../../core/contracts/run-record.ts'
import { PoligonError } from '../../core/errors.ts'
import { name, say } from '../../core/redacted.ts'
import { collectAttempts, type ReportedAttempt } from './attempts.ts'
import { envelopesOf } from './envelopes.ts'
import { failureText } from './failure-text.ts'
import { collectFeatures, type Planned } from './features.ts'
import { attemptOutcome, scenarioOutcome } from './outcome-of.ts'
import { stepRecords, type Context } from './steps.ts'
import { milliseconds } from './time.ts'

/** What the messages do not tell of a run. */
export type RunDetails = Pick<
  RunRecord,
  'run' | 'environment' | 'provider' | 'systems' | 'notes' | 'data' | 'expires'
>

/**
 * Makes the record of a run from its cucumber messages. The file is read as a stream; only what a
 * report needs is kept, evidence within `allowance`. `project` is the folder that stack frames are
 * told relative to.
 *
 * @throws POLIGON_REPORT when there is no such file.
 */
export async function recordFromMessages(
  file: string,
  run: RunDetails,
  project: string = process.cwd(),
): Promise<RunRecord> {
  await access(file).catch((cause: unknown) => {
    throw new PoligonError('POLIGON_REPORT', {
      what: say`There are no messages of a run in ${name(file)}.`,
      remedy: say`Name the folder of a run: it holds messages.ndjson.`,
      cause,
    })
  })
  const problems: RunProblem[] = []
  const features = collectFeatures()
  const hooks = new Map<string, Hook>()
  const pickles = new Map<string, Pickle>()
  const planned = new Map<string, Planned>()
  const attempts = collectAttempts((detail) => problems.push({ kind: 'attachment', detail }))
  const span = { started: 0, finished: 0, success: true }
  for await (const envelope of envelopesOf(file, (line) =>
    problems.push({ kind: 'damaged-line', detail: `messages:${line}` }),
  )) {
    if (envelope.gherkinDocument) features.add(envelope.gherkinDocument)
    else if (envelope.hook) hooks.set(envelope.hook.id, envelope.hook)
    else if (envelope.pickle) pickles.set(envelope.pickle.id, envelope.pickle)
    else if (envelope.testCase) {
      const { id, pickleId, testSteps } = envelope.testCase
      const pickle = pickles.get(pickleId)
      const steps = testSteps.map(({ id, pickleStepId, hookId }) => ({ id, pickleStepId, hookId }))
      if (pickle) planned.set(id, { pickle, steps })
    } else if (envelope.testRunStarted) {
      span.started = milliseconds(envelope.testRunStarted.timestamp)
    } else if (envelope.testRunFinished) {
      span.finished = milliseconds(envelope.testRunFinished.timestamp)
      span.success = envelope.testRunFinished.success
    } else attempts.add(envelope)
    problems.push(...problemsIn(envelope, project))
  }
  if (!span.finished) problems.push({ kind: 'cut-short', detail: '' })
  const context: Context = { features, hooks, project }
  const scenarios = planned
    .entries()
    .map(([id, plan]) => scenarioRecord(plan, attempts.of(id), context))
    .toArray()
  const explained = problems.length > 0 || scenarios.some(({ outcome }) => failing.has(outcome))
  if (!span.success && !explained) problems.push({ kind: 'run-failed', detail: '' })
  const ends = scenarios.map(({ started, duration }) => started + duration)
  const finished = span.finished || Math.max(span.started, ...ends)
  return {
    ...run,
    started: span.started,
    duration: finished - span.started,
    scenarios,
    problems,
  }
}

function scenarioRecord(
  plan: Planned,
  reported: readonly ReportedAttempt[],
  context: Context,
): ScenarioRecord {
  const tried = reported.map((attempt) => attemptRecord(plan, attempt, context))
  const ends = tried.map(({ steps }, i) =>
    attemptOutcome(steps, reported[i]?.finished !== undefined),
  )
  const last = tried.at(-1) ?? neverTried(plan, context)
  const { pickle } = plan
  return {
    ...last,
    id: pickle.id,
    name: pickle.name,
    feature: context.features.nameOf(pickle.uri),
    file: pickle.uri,
    line: pickle.location?.line ?? 1,
    language: pickle.language,
    tags: pickle.tags.map((tag) => tag.name),
    outcome: scenarioOutcome(ends),
    attempts: tried.length,
    earlier: tried.slice(0, -1),
  }
}

function attemptRecord(plan: Planned, attempt: ReportedAttempt, context: Context): AttemptRecord {
  const steps = stepRecords(plan, attempt.steps, context)
  const lastSeen = steps.map(({ started, duration }) => started + duration)
  return {
    started: attempt.started,
    duration: (attempt.finished ?? Math.max(attempt.started, ...lastSeen)) - attempt.started,
    slot: attempt.journal.slot,
    steps,
    journal: attempt.journal.events,
    evidence: attempt.journal.evidence,
  }
}

function neverTried(plan: Planned, context: Context): AttemptRecord {
  const steps = stepRecords(plan, new Map(), context)
  return { started: 0, duration: 0, slot: '', steps, journal: [], evidence: {} }
}

function problemsIn(envelope: Envelope, project: string): RunProblem[] {
  const { parseError, undefinedParameterType, testRunHookFinished, testRunFinished } = envelope
  if (parseError)
    return [
      { kind: 'parse-error', detail: `${parseError.source.uri ?? ''}: ${parseError.message}` },
    ]
  if (undefinedParameterType)
    return [{ kind: 'parameter-type', detail: undefinedParameterType.expression }]
  if (testRunHookFinished && (testRunHookFinished.result.status as string) !== 'PASSED')
    return [{ kind: 'run-hook', detail: failureText(testRunHookFinished.result, project) ?? '' }]
  if (testRunFinished?.message) return [{ kind: 'run-failed', detail: testRunFinished.message }]
  return []
}
