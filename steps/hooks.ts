import {
  After,
  Before,
  BeforeStep,
  setDefaultTimeout,
  setDefinitionFunctionWrapper,
} from '@cucumber/cucumber'
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
        if (failure instanceof StepFailure && failure.differences.length > 0)
          this.attach(JSON.stringify(failure.differences), differencesMediaType)
        throw failure instanceof PoligonError ? new StepFailure(failure.message) : failure
      }
    },
)

const attempts = new Map<string, number>()

Before(async function (this: PoligonWorld, { pickle }) {
  const attempt = attempts.get(pickle.id) ?? 0
  attempts.set(pickle.id, attempt + 1)
  await this.open(`${pickle.uri}/${pickle.name}`)
  await this.calls.begin({ id: pickle.id, attempt })
})

BeforeStep(async function (this: PoligonWorld, { pickleStep }) {
  await this.calls.step(pickleStep.text)
})

After(async function (this: PoligonWorld) {
  const { journal, problem } = await this.calls.end()
  this.attach(JSON.stringify(journal), journalMediaType)
  if (problem !== undefined) throw new StepFailure(problem)
})
