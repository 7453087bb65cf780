import { fileURLToPath } from 'node:url'
import { runCucumber } from '@cucumber/cucumber/api'
import { PickleStepType, type Envelope } from '@cucumber/messages'
import { Writable } from 'node:stream'
import { beforeAll, describe, expect, it } from 'vitest'
import { sourcesOf } from './scenario-plan.ts'
import { stepLibrary } from './step-library.ts'

const project = { root: fileURLToPath(new URL('..', import.meta.url)) }
const messages: Envelope[] = []

beforeAll(async () => {
  await runCucumber(
    {
      sources: sourcesOf({ paths: [], names: [] }),
      support: await stepLibrary(project),
      runtime: {
        dryRun: true,
        failFast: false,
        filterStacktraces: true,
        parallel: 0,
        retry: 0,
        retryTagFilter: '',
        strict: true,
        worldParameters: { channel: '' },
      },
      formats: { stdout: 'message', files: {}, publish: false, options: {} },
    },
    { cwd: project.root, stdout: new Writable({ write: (_chunk, _encoding, done) => done() }) },
    (message) => messages.push(message),
  )
})

describe('the features of this project', () => {
  const pickles = () => messages.flatMap(({ pickle }) => (pickle ? [pickle] : []))

  it('are at least eight scenarios, half of them in Polish', () => {
    const polish = pickles().filter(({ language }) => language === 'pl')
    expect(pickles().length).toBeGreaterThanOrEqual(8)
    expect(polish.length * 2).toBeGreaterThanOrEqual(pickles().length)
  })

  it('use only steps that are defined, and defined once', () => {
    const wrong = messages.flatMap(({ testCase }) => {
      const pickle = pickles().find(({ id }) => id === testCase?.pickleId)
      return (testCase?.testSteps ?? [])
        .filter(
          ({ pickleStepId, stepDefinitionIds }) => pickleStepId && stepDefinitionIds?.length !== 1,
        )
        .map(({ pickleStepId }) => pickle?.steps.find(({ id }) => id === pickleStepId)?.text)
    })
    expect(wrong).toEqual([])
  })

  it('check something: every scenario ends with an expectation', () => {
    const aimless = pickles().filter(({ steps }) => steps.at(-1)?.type !== PickleStepType.OUTCOME)
    expect(aimless.map(({ name }) => name)).toEqual([])
  })
})
