import { describe, expect, it } from 'vitest'
import type { ScenarioRecord, StepRecord } from '../../core/contracts/run-record.ts'
import { testSummary, toldFailures } from './test-summary.ts'

const step = (more: Partial<StepRecord>): StepRecord => ({
  keyword: 'Wtedy',
  text: 'w systemie "erp" jest zamówienie',
  outcome: 'passed',
  started: 0,
  duration: 1,
  table: [],
  ...more,
})
const scenario = (more: Partial<ScenarioRecord>): ScenarioRecord => ({
  id: '1',
  name: 'Zamówienie',
  feature: 'f',
  file: 'features/a.feature',
  line: 7,
  language: 'pl',
  tags: [],
  outcome: 'passed',
  attempts: 1,
  earlier: [],
  started: 0,
  duration: 1,
  slot: 'slot-1',
  steps: [step({})],
  journal: [],
  evidence: {},
  ...more,
})
const counts = { passed: 0, failed: 0, flaky: 0, skipped: 0, undefined: 0, 'not-run': 0 }

describe('the summary of a run', () => {
  it('says what ran, and nothing of what is good', () => {
    const lines = testSummary(
      { scenarios: [scenario({})], problems: [], duration: 1500 },
      { counts: { ...counts, passed: 1 } },
    )
    expect(lines).toEqual(['Scenarios: 1 passed (1.5 s)'])
  })

  it('says of every bad scenario where it stands, which step and every difference', () => {
    const differences = [
      { system: 'erp', subject: 'order', field: 'VAT', expected: '23,51 zł', actual: '23.50' },
      { system: 'erp', subject: 'order', field: 'gross', expected: '1', actual: '2' },
    ]
    const lines = testSummary(
      {
        scenarios: [
          scenario({
            outcome: 'failed',
            steps: [step({}), step({ outcome: 'failed', differences })],
          }),
          scenario({
            outcome: 'undefined',
            name: 'Nieznane',
            steps: [step({ outcome: 'undefined', text: 'coś' })],
          }),
          scenario({ outcome: 'not-run', name: 'Zgubione', steps: [] }),
        ],
        problems: [{ kind: 'cut-short', detail: '' }],
        duration: 0,
      },
      { counts: { ...counts, failed: 1, undefined: 1, 'not-run': 1 } },
    )
    expect(lines).toEqual([
      'Scenarios: 1 failed, 1 undefined, 1 not-run (0 s)',
      '  the run never said that it was done',
      '  failed: Zamówienie (features/a.feature:7)',
      '    Wtedy w systemie "erp" jest zamówienie [failed]',
      '    system "erp", order, VAT: expected 23,51 zł, was 23.50',
      '    system "erp", order, gross: expected 1, was 2',
      '  undefined: Nieznane (features/a.feature:7)',
      '    Wtedy coś [undefined]',
      '  not-run: Zgubione (features/a.feature:7)',
    ])
  })

  it('shows the message of a step that told no differences, up to a dozen lines', () => {
    const failure = ['The subject ended. Its last lines:', ...Array(20).keys()].join('\n')
    const bad = scenario({ outcome: 'failed', steps: [step({ outcome: 'failed', failure })] })
    const lines = testSummary(
      { scenarios: [bad], problems: [], duration: 0 },
      { counts: { ...counts, failed: 1 } },
    )
    expect(lines.slice(3, 5)).toEqual(['    The subject ended. Its last lines:', '    0'])
    expect(lines.at(-1)).toBe('    … 9 more in the report')
    expect(toldFailures({ scenarios: [bad, scenario({})] })).toEqual([
      {
        scenario: 'Zamówienie',
        file: 'features/a.feature',
        line: 7,
        outcome: 'failed',
        step: 'Wtedy w systemie "erp" jest zamówienie',
        reason: expect.stringMatching(/^The subject ended/) as string,
      },
    ])
  })
})
