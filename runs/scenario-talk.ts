import type { Envelope } from '@cucumber/messages'
import { getWorstTestStepResult } from '@cucumber/messages'
import type { Log } from '../core/log.ts'
import { name, say } from '../core/redacted.ts'

/** Tells people, a line a scenario, how the run goes. Fed with the messages as they come. */
export function createScenarioTalk(log: Log): (message: Envelope) => void {
  const pickles = new Map<string, string>()
  const cases = new Map<string, string>()
  const started = new Map<string, { name: string; at: number; results: StepResult[] }>()
  return (message) => {
    if (message.pickle) pickles.set(message.pickle.id, message.pickle.name)
    if (message.testCase) cases.set(message.testCase.id, message.testCase.pickleId)
    if (message.testCaseStarted) {
      const { id, testCaseId, timestamp } = message.testCaseStarted
      const title = pickles.get(cases.get(testCaseId) ?? '') ?? ''
      started.set(id, { name: title, at: milliseconds(timestamp), results: [] })
    }
    if (message.testStepFinished) {
      const { testCaseStartedId, testStepResult } = message.testStepFinished
      started.get(testCaseStartedId)?.results.push(testStepResult)
    }
    if (message.testCaseFinished) {
      const done = started.get(message.testCaseFinished.testCaseStartedId)
      if (!done) return
      const seconds = (milliseconds(message.testCaseFinished.timestamp) - done.at) / 1000
      const outcome = getWorstTestStepResult(done.results).status.toLowerCase()
      log.info(
        say`  ${name(outcome.padEnd(9))} ${name(done.name)} (${Number(seconds.toFixed(1))} s)`,
      )
    }
  }
}

type StepResult = NonNullable<Envelope['testStepFinished']>['testStepResult']

const milliseconds = ({ seconds, nanos }: { seconds: number; nanos: number }) =>
  seconds * 1000 + nanos / 1e6
