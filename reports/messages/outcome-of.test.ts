import { describe, expect, it } from 'vitest'
import type { StepRecord } from '../../core/contracts/run-record.ts'
import { attemptOutcome, scenarioOutcome } from './outcome-of.ts'

const steps = (...outcomes: readonly StepRecord['outcome'][]): StepRecord[] =>
  outcomes.map((outcome) => ({
    keyword: 'Given',
    text: 'a step',
    outcome,
    started: 0,
    duration: 0,
    table: [],
  }))

describe('the outcome of an attempt', () => {
  it.each([
    [steps('passed', 'passed'), 'passed'],
    [steps('passed', 'failed', 'skipped'), 'failed'],
    [steps('undefined', 'failed'), 'failed'],
    [steps('passed', 'undefined', 'skipped'), 'undefined'],
    [steps('ambiguous'), 'undefined'],
    [steps('passed', 'pending'), 'undefined'],
    [steps('passed', 'skipped'), 'skipped'],
    [steps('passed', 'not-run'), 'not-run'],
    [steps(), 'undefined'],
  ] as const)('%#: is that of its worst step', (all, outcome) => {
    expect(attemptOutcome(all, true)).toBe(outcome)
  })

  it('is not-run when it never came to its end, unless it had failed by then', () => {
    expect(attemptOutcome(steps('passed', 'passed'), false)).toBe('not-run')
    expect(attemptOutcome(steps('failed', 'not-run'), false)).toBe('failed')
  })
})

describe('the outcome of a scenario', () => {
  it.each([
    [[], 'not-run'],
    [['passed'], 'passed'],
    [['failed', 'passed'], 'flaky'],
    [['not-run', 'passed'], 'flaky'],
    [['failed', 'failed'], 'failed'],
    [['failed', 'not-run'], 'not-run'],
    [['passed', 'failed'], 'failed'],
    [['skipped'], 'skipped'],
  ] as const)('%j → %s', (attempts, outcome) => {
    expect(scenarioOutcome(attempts)).toBe(outcome)
  })
})
