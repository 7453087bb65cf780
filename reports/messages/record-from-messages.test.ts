import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { differencesMediaType, journalMediaType } from '../../core/contracts/run-record.ts'
import { sampleEvent } from '../sample/event.ts'
import { recordFromMessages } from './record-from-messages.ts'

const folders: string[] = []
afterEach(() => folders.splice(0).forEach((folder) => rmSync(folder, { recursive: true })))

const details = { run: 'r', environment: 'e', provider: 'embedded', systems: [], notes: [] }
const at = (seconds: number) => ({ seconds, nanos: 0 })

const feature = {
  gherkinDocument: {
    uri: 'features/a.feature',
    comments: [],
    feature: {
      name: 'Zamówienia',
      language: 'pl',
      children: [
        { background: { steps: [{ id: 'n0', keyword: 'Mając ', text: 'bazę' }] } },
        {
          rule: {
            children: [
              {
                scenario: {
                  steps: [
                    { id: 'n1', keyword: 'Jeżeli ', text: 'pada' },
                    { id: 'n2', keyword: 'Wtedy ', text: 'jest' },
                  ],
                },
              },
            ],
          },
        },
      ],
    },
  },
}

const pickle = (id: string) => ({
  pickle: {
    id,
    uri: 'features/a.feature',
    location: { line: 7 },
    name: `Scenariusz ${id}`,
    language: 'pl',
    astNodeIds: [],
    tags: [{ name: '@P1', astNodeId: 'x' }],
    steps: [
      { id: `${id}-0`, text: 'bazę', astNodeIds: ['n0'] },
      {
        id: `${id}-1`,
        text: 'pada',
        astNodeIds: ['n1'],
        argument: { dataTable: { rows: [{ cells: [{ value: 'sku' }, { value: 'ilość' }] }] } },
      },
      {
        id: `${id}-2`,
        text: 'jest',
        astNodeIds: ['n2'],
        argument: { docString: { content: 'tekst' } },
      },
    ],
  },
})

const testCase = (id: string) => ({
  testCase: {
    id: `case-${id}`,
    pickleId: id,
    testSteps: [
      { id: `${id}-before`, hookId: 'hook' },
      ...[0, 1, 2].map((i) => ({ id: `${id}-step-${i}`, pickleStepId: `${id}-${i}` })),
    ],
  },
})

/** An attempt whose steps ended as told; the last one that is told may carry a message. */
function attempt(id: string, number: number, start: number, statuses: string[], message?: string) {
  const started = `${id}/${number}`
  return [
    {
      testCaseStarted: {
        id: started,
        testCaseId: `case-${id}`,
        attempt: number,
        timestamp: at(start),
      },
    },
    ...statuses.flatMap((status, i) => {
      const testStepId = i === 0 ? `${id}-before` : `${id}-step-${i - 1}`
      const last = i === statuses.length - 1
      return [
        {
          testStepStarted: { testCaseStartedId: started, testStepId, timestamp: at(start + i) },
        },
        {
          testStepFinished: {
            testCaseStartedId: started,
            testStepId,
            timestamp: at(start + i),
            testStepResult: {
              status,
              duration: { seconds: 0, nanos: 250_000_000 },
              ...(last && message !== undefined ? { message } : {}),
            },
          },
        },
      ]
    }),
  ]
}

const finished = (id: string, number: number, end: number, willBeRetried = false) => ({
  testCaseFinished: { testCaseStartedId: `${id}/${number}`, timestamp: at(end), willBeRetried },
})

const attached = (id: string, number: number, mediaType: string, body: unknown, step?: string) => ({
  attachment: {
    testCaseStartedId: `${id}/${number}`,
    ...(step === undefined ? {} : { testStepId: step }),
    mediaType,
    contentEncoding: 'IDENTITY',
    body: typeof body === 'string' ? body : JSON.stringify(body),
  },
})

const start = { testRunStarted: { id: 'run', timestamp: at(10) } }
const planned = (...ids: readonly string[]) => [
  feature,
  ...ids.map(pickle),
  start,
  ...ids.map(testCase),
]
const end = { testRunFinished: { timestamp: at(60), success: false } }

function messages(...envelopes: readonly unknown[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'poligon-messages-'))
  folders.push(folder)
  const file = join(folder, 'messages.ndjson')
  writeFileSync(file, envelopes.map((envelope) => `${JSON.stringify(envelope)}\n`).join(''))
  return file
}

const passed = ['PASSED', 'PASSED', 'PASSED', 'PASSED']
const failed = ['PASSED', 'PASSED', 'FAILED']

describe('recordFromMessages', () => {
  it('tells a scenario as it was written and how each step went', async () => {
    const file = messages(
      ...planned('a'),
      ...attempt('a', 0, 20, failed, 'Error: nie ma'),
      finished('a', 0, 25),
      end,
    )
    const record = await recordFromMessages(file, details)
    expect(record).toMatchObject({ run: 'r', started: 10_000, duration: 50_000, problems: [] })
    expect(record.scenarios).toMatchObject([
      {
        id: 'a',
        name: 'Scenariusz a',
        feature: 'Zamówienia',
        file: 'features/a.feature',
        line: 7,
        language: 'pl',
        tags: ['@P1'],
        outcome: 'failed',
        attempts: 1,
        started: 20_000,
        duration: 5_000,
        steps: [
          { keyword: 'Mając', text: 'bazę', outcome: 'passed', duration: 250 },
          {
            keyword: 'Jeżeli',
            text: 'pada',
            outcome: 'failed',
            failure: 'nie ma',
            table: [['sku', 'ilość']],
          },
          { keyword: 'Wtedy', text: 'jest', outcome: 'not-run', docString: 'tekst' },
        ],
      },
    ])
  })

  it('joins attempts, also when scenarios are told in between', async () => {
    const file = messages(
      ...planned('a', 'b'),
      ...attempt('a', 0, 20, failed, 'raz'),
      ...attempt('b', 0, 20, failed, 'zawsze'),
      finished('a', 0, 21, true),
      finished('b', 0, 21, true),
      ...attempt('b', 1, 30, failed, 'znowu'),
      ...attempt('a', 1, 30, passed),
      finished('b', 1, 31),
      finished('a', 1, 31),
      end,
    )
    const [a, b] = (await recordFromMessages(file, details)).scenarios
    expect(a).toMatchObject({ outcome: 'flaky', attempts: 2, started: 30_000 })
    expect(a?.earlier).toMatchObject([{ started: 20_000, steps: [{}, { failure: 'raz' }, {}] }])
    expect(b).toMatchObject({
      outcome: 'failed',
      attempts: 2,
      steps: [{}, { failure: 'znowu' }, {}],
    })
  })

  it('shows a hook only when it went wrong', async () => {
    const file = messages(
      ...planned('a'),
      { hook: { id: 'hook', type: 'BEFORE_TEST_CASE', name: 'reset' } },
      ...attempt('a', 0, 20, ['FAILED'], 'nie wstał'),
      finished('a', 0, 21),
      end,
    )
    const [scenario] = (await recordFromMessages(file, details)).scenarios
    expect(scenario?.outcome).toBe('failed')
    expect(scenario?.steps[0]).toMatchObject({
      keyword: '',
      text: 'Before (reset)',
      failure: 'nie wstał',
    })
  })

  it('counts a planned scenario that never began, or never ended, as not-run', async () => {
    const file = messages(
      pickle('c'),
      ...planned('a', 'b'),
      ...attempt('b', 0, 20, ['PASSED', 'PASSED']),
    )
    const { scenarios, problems } = await recordFromMessages(file, details)
    expect(scenarios).toMatchObject([
      { id: 'a', outcome: 'not-run', attempts: 0, started: 0 },
      { id: 'b', outcome: 'not-run', attempts: 1 },
    ])
    expect(scenarios[0]?.steps.map(({ outcome }) => outcome)).toEqual(Array(3).fill('not-run'))
    expect(problems).toEqual([{ kind: 'cut-short', detail: '' }])
  })

  it('takes journal, evidence and differences from attachments, and passes others over', async () => {
    const journal = { slot: 'slot-2', events: [sampleEvent()], evidence: { abc: 'POST /orders' } }
    const difference = { system: 'erp', subject: 'o', field: 'f', expected: '1', actual: '2' }
    const file = messages(
      ...planned('a'),
      ...attempt('a', 0, 20, failed, 'x'),
      attached('a', 0, differencesMediaType, [difference], 'a-step-1'),
      attached('a', 0, 'text/plain', 'anything'),
      attached('a', 0, journalMediaType, journal),
      finished('a', 0, 25),
      end,
    )
    const [scenario] = (await recordFromMessages(file, details)).scenarios
    expect(scenario).toMatchObject({
      slot: 'slot-2',
      journal: journal.events,
      evidence: journal.evidence,
    })
    expect(scenario?.steps[1]?.differences).toEqual([difference])
  })

  it('reads a journal that was attached as bytes', async () => {
    const journal = { slot: 'slot-ż', events: [], evidence: {} }
    const base64 = Buffer.from(JSON.stringify(journal)).toString('base64')
    const sent = attached('a', 0, journalMediaType, base64)
    const file = messages(
      ...planned('a'),
      ...attempt('a', 0, 20, passed),
      { attachment: { ...sent.attachment, contentEncoding: 'BASE64' } },
      finished('a', 0, 25),
      { testRunFinished: { timestamp: at(60), success: true } },
    )
    const record = await recordFromMessages(file, details)
    expect(record.scenarios[0]?.slot).toBe('slot-ż')
    expect(record.problems).toEqual([])
  })

  it('says which attachment is not what it should be', async () => {
    const file = messages(
      ...planned('a'),
      ...attempt('a', 0, 20, failed),
      attached('a', 0, journalMediaType, { slot: 1 }),
      attached('a', 0, differencesMediaType, 'not JSON', 'a-step-1'),
      finished('a', 0, 25),
      end,
    )
    const { problems } = await recordFromMessages(file, details)
    expect(problems).toEqual([
      { kind: 'attachment', detail: journalMediaType },
      { kind: 'attachment', detail: differencesMediaType },
    ])
  })

  it('cuts evidence that is too long and says by how much', async () => {
    const journal = { slot: 's', events: [sampleEvent()], evidence: { abc: 'x'.repeat(70_000) } }
    const file = messages(
      ...planned('a'),
      ...attempt('a', 0, 20, failed),
      attached('a', 0, journalMediaType, journal),
      finished('a', 0, 25),
      end,
    )
    const [scenario] = (await recordFromMessages(file, details)).scenarios
    expect(scenario?.evidence['abc']).toMatch(/^x{65536}\n… \(\+4464\)$/)
  })

  it('tells what broke outside of scenarios', async () => {
    const file = messages(
      { parseError: { source: { uri: 'features/b.feature' }, message: '(3:1) unexpected' } },
      { undefinedParameterType: { name: 'kwota', expression: 'jest {kwota}' } },
      start,
      { testRunHookStarted: { id: 'h', testRunStartedId: 'run', hookId: 'x', timestamp: at(10) } },
      {
        testRunHookFinished: {
          testRunHookStartedId: 'h',
          timestamp: at(11),
          result: { status: 'FAILED', duration: at(1), message: 'Error: no database' },
        },
      },
      { testRunFinished: { timestamp: at(12), success: false, message: 'gave up' } },
    )
    appendFileSync(file, '{"testCase": {"id":')
    const { problems, scenarios } = await recordFromMessages(file, details)
    expect(scenarios).toEqual([])
    expect(problems).toEqual([
      { kind: 'parse-error', detail: 'features/b.feature: (3:1) unexpected' },
      { kind: 'parameter-type', detail: 'jest {kwota}' },
      { kind: 'run-hook', detail: 'no database' },
      { kind: 'run-failed', detail: 'gave up' },
      { kind: 'damaged-line', detail: 'messages:7' },
    ])
  })

  it('believes the runner when it says that something failed and nothing shows what', async () => {
    const file = messages(
      ...planned('a'),
      ...attempt('a', 0, 20, passed),
      finished('a', 0, 25),
      end,
    )
    const { problems } = await recordFromMessages(file, details)
    expect(problems).toEqual([{ kind: 'run-failed', detail: '' }])
  })

  it('refuses a file that is not there', async () => {
    await expect(recordFromMessages('/nowhere/messages.ndjson', details)).rejects.toMatchObject({
      code: 'POLIGON_REPORT',
    })
  })
})
