import { describe, expect, it } from 'vitest'
import type { JournalEvent } from '../../core/contracts/journal.ts'
import type { RunRecord, StepRecord } from '../../core/contracts/run-record.ts'
import { sampleEvent } from '../sample/event.ts'
import { sampleRun } from '../sample/run.ts'
import { fitToPage, room } from './fit.ts'

const [sample] = sampleRun().scenarios
if (!sample) throw new Error('the sample run is empty')

const event = (seq: number, fields: Partial<JournalEvent> = {}) =>
  sampleEvent({ seq, t: seq, ref: `ref-${seq}`, ...fields })

function runOf(outcome: StepRecord['outcome'], count: number, journal: JournalEvent[], size = 10) {
  const step = { keyword: 'When', text: 'the step', outcome, started: 1, duration: 1, table: [] }
  const evidence = Object.fromEntries(journal.map(({ ref }) => [ref, 'x'.repeat(size)]))
  const scenario = { ...sample!, steps: [step], journal, evidence, earlier: [] }
  return { ...sampleRun([]), scenarios: Array.from({ length: count }, () => scenario) } as RunRecord
}

const many = (count: number) => Array.from({ length: count }, (_, i) => event(i))

describe('fitToPage', () => {
  it('leaves a small run whole', () => {
    const run = sampleRun()
    const page = fitToPage(run)
    expect(page.scenarios.map(({ journal }) => journal)).toEqual(
      run.scenarios.map(({ journal }) => journal),
    )
    expect(page.scenarios.every(({ leftOut }) => leftOut === 0)).toBe(true)
  })

  it('keeps of a failed attempt the problems, then its failed step, then the latest', () => {
    const journal = many(room.troubled.events + 50).map((one, i) =>
      i === 3 ? { ...one, problem: 'p' } : i === 5 ? { ...one, step: 'the step' } : one,
    )
    const [page] = fitToPage(runOf('failed', 1, journal)).scenarios
    expect(page?.journal).toHaveLength(room.troubled.events)
    expect(page?.journal.slice(0, 3).map(({ seq }) => seq)).toEqual([3, 5, 52])
    expect(page?.leftOut).toBe(50)
    expect(page?.observed).toEqual({ http: room.troubled.events + 50 })
  })

  it('gives evidence to the problem before all others', () => {
    const journal = many(60).map((one, i) => (i === 7 ? { ...one, problem: 'p' } : one))
    const [page] = fitToPage(runOf('failed', 1, journal, 7_000)).scenarios
    expect(page?.evidence).toHaveProperty('ref-7')
    expect(Object.keys(page?.evidence ?? {}).length).toBe(
      Math.floor(room.troubled.evidence / 7_000),
    )
  })

  it('shows of passed attempts all events or none, never the number alone of a few', () => {
    const few = fitToPage(runOf('passed', 2, many(room.passed.events / 2)))
    expect(few.scenarios.map(({ leftOut }) => leftOut)).toEqual([0, 0])
    const lots = fitToPage(runOf('passed', 3, many(room.passed.events / 2)))
    expect(lots.scenarios.map(({ journal }) => journal.length)).toEqual([0, 0, 0])
    expect(lots.scenarios[0]?.observed).toEqual({ http: room.passed.events / 2 })
  })

  it('cuts huge texts and says by how much', () => {
    const run = runOf('failed', 1, [event(1, { summary: 's'.repeat(10_000) })])
    const [scenario] = run.scenarios
    const steps = scenario!.steps.map((step) => ({ ...step, table: [['x'.repeat(100_000)]] }))
    const [page] = fitToPage({ ...run, scenarios: [{ ...scenario!, steps }] }).scenarios
    expect(page?.journal[0]?.summary).toHaveLength('s'.repeat(400).length + '\n… (+9600)'.length)
    expect(page?.steps[0]?.table[0]?.[0]).toMatch(/^x{200}\n… \(\+99800\)$/)
  })
})
