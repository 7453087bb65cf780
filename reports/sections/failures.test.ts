import { describe, expect, it } from 'vitest'
import { htmlText } from '../html.ts'
import { fitToPage } from '../page/fit.ts'
import { sampleRun } from '../sample/run.ts'
import { textsIn } from '../texts.ts'
import failures from './failures.ts'

/** The cards as people read them: tags become blanks. */
function cards(): string[] {
  const text = htmlText(failures.render(fitToPage(sampleRun()), textsIn('en'))!)
  return text
    .split('</article>')
    .slice(0, -1)
    .map((card) =>
      card
        .replace(/<[^>]*>/g, ' ')
        .replace(/\s+/g, ' ')
        .trim(),
    )
}

describe('what needs attention', () => {
  it('comes in the order in which it is to be looked at', () => {
    expect(cards().map((card) => /^. (?:not run|\w+)/.exec(card)?.[0])).toEqual([
      '✗ failed',
      '✗ failed',
      '? undefined',
      '○ not run',
      '↻ flaky',
    ])
  })

  it('names step, system, difference and first sign of a failure', () => {
    const card = cards().find((one) => one.includes('503')) ?? ''
    expect(card).toContain('Wtedy w ciągu 10 s system &quot;carrier&quot; ma dokładnie 1 przesyłkę')
    expect(card).toContain('System: carrier')
    expect(card).toContain('carrier : przesyłki zamówienia WEB-1042 (as a whole) 1 0')
    expect(card).toMatch(
      /First sign: hub → carrier , http POST \/v1\/shipments , [\d:.]+ UTC : 503/,
    )
  })

  it('tells of a flaky scenario the attempt that failed', () => {
    const card = cards().at(-1) ?? ''
    expect(card).toContain('nie odpowiedział na powiadomienie w ciągu 2 s.')
    expect(card).toContain('It passed when tried again.')
  })

  it('is left out when nothing does', () => {
    const run = sampleRun()
    const passed = run.scenarios.filter(({ outcome }) => outcome === 'passed')
    const calm = fitToPage({ ...run, scenarios: passed })
    expect(failures.render(calm, textsIn('en'))).toBeUndefined()
  })
})
