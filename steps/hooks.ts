import {
  After,
  Before,
  BeforeStep,
  setDefaultTimeout,
  setDefinitionFunctionWrapper,
} from '@cucumber/cucumber'
import type { Redactor } from '../core/contracts/detector.ts'
import { differencesMediaType, journalMediaType } from '../core/contracts/run-record.ts'
import { PoligonError } from '../core/errors.ts'
import { StepFailure } from './step-failure.ts'
import type { PoligonWorld } from './world.ts'

/** A step that waits has its own limit, which is shorter; this one ends what hangs. */
setDefaultTimeout(15 * 60_000)

type Definition = (this: PoligonWorld, ...args: unknown[]) => unknown

/** Failures are told without stack traces, and with their differences in a form that reports read. */
setDefinitionFunctionWrapper(
  (definition: Definition) =>
    async function (this: PoligonWorld, ...args: unknown[]): Promise<unknown> {
      try {
        return await definition.apply(this, args)
      } catch (failure) {
        if (!(failure instanceof StepFailure) && !(failure instanceof PoligonError)) throw failure
        const redact = await redactor()
        const found = failure instanceof StepFailure ? failure.differences : []
        const differences = found.map((one) => ({
          ...one,
          expected: redact(one.expected),
          actual: redact(one.actual),
        }))
        if (differences.length > 0) this.attach(JSON.stringify(differences), differencesMediaType)
        throw new StepFailure(redact(failure.message), differences)
      }
    },
)

/** Loaded when something fails: a good run does not pay for it. */
async function redactor(): Promise<Redactor> {
  return (await import('../anonymizers/index.ts')).createRedactor()
}

const attempts = new Map<string, number>()

Before(async function (this: PoligonWorld, { pickle }) {
  const attempt = attempts.get(pickle.id) ?? 0
  attempts.set(pickle.id, attempt + 1)
  await this.open(`${pickle.uri}/${pickle.name}`)
  const steps = pickle.steps.map(({ text }) => text)
  await this.calls.begin({ id: pickle.id, attempt, steps })
})

BeforeStep(async function (this: PoligonWorld, { pickleStep }) {
  await this.calls.step(pickleStep.text)
})

After(async function (this: PoligonWorld) {
  const { journal, problem } = await this.calls.end()
  this.attach(JSON.stringify(journal), journalMediaType)
  if (problem !== undefined) throw new StepFailure(problem)
})
