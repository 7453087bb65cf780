import type { Hook, Pickle, PickleStep } from '@cucumber/messages'
import type { StepRecord } from '../../core/contracts/run-record.ts'
import type { StepResult } from './attempts.ts'
import { failureText } from './failure-text.ts'
import type { Features, Planned } from './features.ts'
import { milliseconds } from './time.ts'

const outcomeOf: Readonly<Record<string, StepRecord['outcome']>> = {
  PASSED: 'passed',
  FAILED: 'failed',
  SKIPPED: 'skipped',
  UNDEFINED: 'undefined',
  AMBIGUOUS: 'ambiguous',
  PENDING: 'pending',
}

const hookNames: Readonly<Record<string, string>> = {
  BEFORE_TEST_CASE: 'Before',
  AFTER_TEST_CASE: 'After',
}

/** What is the same for every attempt of every scenario of a run. */
export interface Context {
  readonly features: Features
  readonly hooks: ReadonlyMap<string, Hook>
  readonly project: string
}

/** All steps of the feature, and those hooks that did not simply pass. */
export function stepRecords(
  { pickle, steps }: Planned,
  results: ReadonlyMap<string, StepResult>,
  context: Context,
): StepRecord[] {
  return steps.flatMap(({ id, pickleStepId, hookId }) => {
    const reported = results.get(id)
    const outcome = outcomeOf[reported?.result?.status ?? ''] ?? 'not-run'
    const step = pickleStepId === undefined ? undefined : stepOf(pickle, pickleStepId)
    if (!step && (outcome === 'passed' || outcome === 'skipped' || !reported)) return []
    const failure =
      reported?.hint ?? (reported?.result && failureText(reported.result, context.project))
    return [
      {
        ...(step ? written(step, context.features) : hookText(context.hooks.get(hookId ?? ''))),
        outcome,
        started: reported?.started ?? 0,
        duration: reported?.result ? milliseconds(reported.result.duration) : 0,
        ...(failure === undefined ? {} : { failure }),
        ...(reported?.differences.length ? { differences: reported.differences } : {}),
      },
    ]
  })
}

const stepOf = (pickle: Pickle, id: string) => pickle.steps.find((step) => step.id === id)

type Wording = Pick<StepRecord, 'keyword' | 'text' | 'table' | 'docString'>

function written({ text, argument, astNodeIds }: PickleStep, features: Features): Wording {
  const docString = argument?.docString?.content
  return {
    keyword: features.keywordOf(astNodeIds),
    text,
    table: argument?.dataTable?.rows.map(({ cells }) => cells.map(({ value }) => value)) ?? [],
    ...(docString === undefined ? {} : { docString }),
  }
}

function hookText(hook: Hook | undefined): Wording {
  const kind = hookNames[String(hook?.type)] ?? 'Hook'
  return { keyword: '', text: hook?.name ? `${kind} (${hook.name})` : kind, table: [] }
}
