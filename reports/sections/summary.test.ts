import { describe, expect, it } from 'vitest'
import type { Outcome } from '../../core/contracts/outcome.ts'
import type { RunRecord } from '../../core/contracts/run-record.ts'
import { htmlText } from '../html.ts'
import { fitToPage } from '../page/fit.ts'
import { sampleRun } from '../sample/run.ts'
import { textsIn, type Language } from '../texts.ts'
import summary from './summary.ts'

const run = sampleRun()

/** What the summary says of a run whose scenarios ended like this. */
function said(outcomes: readonly Outcome[], language: Language, change: Partial<RunRecord> = {}) {
  const scenarios = outcomes.map((outcome) => ({ ...run.scenarios[0]!, outcome }))
  const text = htmlText(
    summary.render(fitToPage({ ...run, scenarios, ...change }), textsIn(language))!,
  )
  return /<p class="verdict (\w+)">([^<]*)</
    .exec(text)
    ?.slice(1)
    .map((part) => part.trim())
}

describe('the verdict in words', () => {
  it.each<[readonly Outcome[], string]>([
    [['passed', 'passed'], 'good: Everything that was planned passed.'],
    [
      ['passed', 'skipped'],
      'good: Everything that was carried out passed; some scenarios were skipped.',
    ],
    [['passed', 'flaky'], 'good: Everything passed, but not everything at the first try.'],
    [['passed', 'failed'], 'wrong: 1 of 2 scenarios needs attention.'],
    [['passed', 'failed', 'undefined', 'not-run'], 'wrong: 3 of 4 scenarios need attention.'],
    [['skipped'], 'wrong: No scenario was carried out, so nothing has been shown.'],
    [[], 'wrong: No scenario was carried out, so nothing has been shown.'],
  ])('%j', (outcomes, sentence) => {
    expect(said(outcomes, 'en')?.join(': ')).toBe(sentence)
  })

  it('bends with the number in Polish', () => {
    const one = (failed: number) =>
      said([...Array<Outcome>(failed).fill('failed'), 'passed'], 'pl')?.[1]
    expect([1, 2, 5].map(one)).toEqual([
      '1 z 2 scenariuszy wymaga uwagi.',
      '2 z 3 scenariuszy wymagają uwagi.',
      '5 z 6 scenariuszy wymaga uwagi.',
    ])
  })

  it('does not call a run good that broke outside of its scenarios', () => {
    const problems = [{ kind: 'cut-short', detail: '' }] as const
    expect(said(['passed'], 'en', { problems })).toEqual([
      'wrong',
      'The scenarios passed, but the run itself broke.',
    ])
  })

  it('names the systems in which failures show', () => {
    const text = htmlText(summary.render(fitToPage(run), textsIn('pl'))!)
    expect(text).toContain('<b>erp</b> (1 scenariusz), <b>carrier</b> (1 scenariusz)')
  })
})
