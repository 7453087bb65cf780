import { describe, expect, it } from 'vitest'
import type { Outcome } from '../core/contracts/outcome.ts'
import type { RunProblem, ScenarioRecord } from '../core/contracts/run-record.ts'
import { verdict } from './verdict.ts'

const of = (outcomes: readonly Outcome[], problems: readonly RunProblem['kind'][] = []) =>
  verdict({
    scenarios: outcomes.map((outcome) => ({ outcome }) as ScenarioRecord),
    problems: problems.map((kind) => ({ kind, detail: '' })),
  })

describe('verdict', () => {
  it('is good when something ran and nothing failed', () => {
    expect(of(['passed', 'skipped', 'flaky'])).toEqual({
      counts: { passed: 1, failed: 0, flaky: 1, skipped: 1, undefined: 0, 'not-run': 0 },
      exitCode: 0,
      code: undefined,
    })
  })

  it.each(['failed', 'undefined', 'not-run'] as const)('fails on one %s scenario', (outcome) => {
    expect(of(['passed', outcome])).toMatchObject({ exitCode: 1, code: 'POLIGON_CHECK_FAILED' })
  })

  it.each([[[]], [['skipped', 'skipped']], [['not-run']]] as const)(
    'fails when nothing was carried out: %j',
    (outcomes) => {
      expect(of(outcomes)).toMatchObject({ exitCode: 1, code: 'POLIGON_NOTHING_RAN' })
    },
  )

  it('fails on what broke outside of scenarios, but not on a lost journal', () => {
    expect(of(['passed'], ['cut-short']).code).toBe('POLIGON_CHECK_FAILED')
    expect(of(['passed'], ['damaged-line']).code).toBe('POLIGON_CHECK_FAILED')
    expect(of(['passed'], ['attachment']).code).toBeUndefined()
  })
})
