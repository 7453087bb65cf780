import type { Attachment, Envelope, TestStepResult } from '@cucumber/messages'
import { z } from 'zod'
import {
  differenceSchema,
  differencesMediaType,
  hintMediaType,
  journalAttachmentSchema,
  journalMediaType,
  type Difference,
  type JournalAttachment,
} from '../../core/contracts/run-record.ts'
import { evidenceAllowance } from './evidence-allowance.ts'
import { milliseconds } from './time.ts'

export interface StepResult {
  started: number
  result?: TestStepResult
  differences: readonly Difference[]
  /** What can be done about a step that could not run. */
  hint?: string
}

/** One attempt as it was reported; without `finished` it never came to its end. */
export interface ReportedAttempt {
  readonly attempt: number
  readonly started: number
  finished?: number
  readonly steps: Map<string, StepResult>
  journal: JournalAttachment
}

const nothing: JournalAttachment = { slot: '', events: [], evidence: {} }
const passing = new Set(['PASSED', 'SKIPPED'])

/** Joins what is reported of attempts, in any order across scenarios. */
export function collectAttempts(rejected: (what: string) => void) {
  const byTestCase = new Map<string, ReportedAttempt[]>()
  const byId = new Map<string, ReportedAttempt>()
  const allow = evidenceAllowance()

  const stepOf = (attempt: string, step: string): StepResult | undefined => {
    const steps = byId.get(attempt)?.steps
    if (!steps) return undefined
    const known = steps.get(step) ?? { started: 0, differences: [] }
    steps.set(step, known)
    return known
  }

  const attach = ({ testCaseStartedId = '', testStepId = '', ...attachment }: Attachment) => {
    const attempt = byId.get(testCaseStartedId)
    if (!attempt) return
    if (attachment.mediaType === journalMediaType) {
      const journal = body(attachment, journalAttachmentSchema)
      if (journal) attempt.journal = journal
      else rejected(journalMediaType)
    } else if (attachment.mediaType === differencesMediaType) {
      const differences = body(attachment, z.array(differenceSchema))
      const step = stepOf(testCaseStartedId, testStepId)
      if (differences && step) step.differences = [...step.differences, ...differences]
      else rejected(differencesMediaType)
    } else if (attachment.mediaType === hintMediaType) {
      const step = stepOf(testCaseStartedId, testStepId)
      if (step) step.hint = attachment.body
    }
  }

  return {
    /** In the order of the attempts. */
    of: (testCaseId: string): readonly ReportedAttempt[] =>
      (byTestCase.get(testCaseId) ?? []).toSorted((a, b) => a.attempt - b.attempt),

    add(envelope: Envelope): void {
      if (envelope.testCaseStarted) {
        const { id, testCaseId, attempt, timestamp } = envelope.testCaseStarted
        const started = milliseconds(timestamp)
        const reported: ReportedAttempt = { attempt, started, steps: new Map(), journal: nothing }
        byId.set(id, reported)
        byTestCase.set(testCaseId, [...(byTestCase.get(testCaseId) ?? []), reported])
      } else if (envelope.testStepStarted) {
        const { testCaseStartedId, testStepId, timestamp } = envelope.testStepStarted
        const step = stepOf(testCaseStartedId, testStepId)
        if (step) step.started = milliseconds(timestamp)
      } else if (envelope.testStepFinished) {
        const { testCaseStartedId, testStepId, testStepResult } = envelope.testStepFinished
        const step = stepOf(testCaseStartedId, testStepId)
        if (step) step.result = testStepResult
      } else if (envelope.attachment) {
        attach(envelope.attachment)
      } else if (envelope.testCaseFinished) {
        const { testCaseStartedId, timestamp } = envelope.testCaseFinished
        const attempt = byId.get(testCaseStartedId)
        if (!attempt) return
        attempt.finished = milliseconds(timestamp)
        const passed = attempt.steps.values().every((s) => passing.has(s.result?.status ?? ''))
        attempt.journal = {
          ...attempt.journal,
          evidence: allow(attempt.journal.evidence, passed),
        }
        byId.delete(testCaseStartedId)
      }
    },
  }
}

function body<T>(
  { body, contentEncoding }: Pick<Attachment, 'body' | 'contentEncoding'>,
  schema: z.ZodType<T>,
): T | undefined {
  try {
    const base64 = (contentEncoding as string) === 'BASE64'
    const text = base64 ? Buffer.from(body, 'base64').toString('utf8') : body
    return schema.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}
