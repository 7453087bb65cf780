import { outcomes, type OutcomeCounts } from '../../core/contracts/outcome.ts'
import { html, joined, type Html } from '../html.ts'
import type { PageRecord } from '../page/fit.ts'
import { badge } from '../page/parts.ts'
import { troubleOf } from '../page/trouble.ts'
import { defineSection } from '../section.ts'
import type { Texts } from '../texts.ts'
import { verdict } from '../verdict.ts'

export default defineSection({
  name: 'summary',
  title: { en: 'Summary', pl: 'Podsumowanie' },
  render(record, texts) {
    const { counts, code } = verdict(record)
    return html`<p class="verdict ${code === undefined ? 'good' : 'wrong'}">
        ${sentence(record, counts, code, texts)}
      </p>
      ${bar(counts, record.scenarios.length)}
      <ul class="counts">
        ${outcomes
          .filter((outcome) => counts[outcome] > 0)
          .map(
            (outcome) =>
              html`<li>${badge(outcome, texts)} <b>${texts.number(counts[outcome])}</b></li>`,
          )}
      </ul>
      ${affected(record, texts)}${problems(record, texts)}
      <dl class="facts">
        ${facts(record, texts).map(
          ([term, fact]) =>
            html`<div>
              <dt>${term}</dt>
              <dd>${fact}</dd>
            </div>`,
        )}
      </dl>
      ${notes(record, texts)}`
  },
})

function sentence(
  { scenarios, problems }: PageRecord,
  counts: OutcomeCounts,
  code: string | undefined,
  texts: Texts,
): string {
  const wrong = counts.failed + counts.undefined + counts['not-run']
  if (code === 'POLIGON_NOTHING_RAN') return texts.say('nothingRan')
  if (wrong > 0)
    return texts
      .count('needAttention', wrong)
      .replace('@', texts.count('ofScenarios', scenarios.length))
  if (code !== undefined && problems.length > 0) return texts.say('runBroke')
  if (counts.flaky > 0) return texts.say('allPassedSomeFlaky')
  return texts.say(counts.skipped > 0 ? 'allPassedSomeSkipped' : 'allPassed')
}

/** Shares of the outcomes as a bar; the list beside it says the same in words. */
function bar(counts: OutcomeCounts, total: number): Html | undefined {
  if (total === 0) return undefined
  let x = 0
  const parts = outcomes.map((outcome) => {
    const width = (counts[outcome] / total) * 1000
    const part = html`<rect
      class="${outcome}"
      x="${x}"
      width="${Math.max(0, width - 3)}"
      height="10"
    />`
    x += width
    return width > 0 ? part : undefined
  })
  return html`<svg class="bar" viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true">
    ${parts}
  </svg>`
}

function affected({ scenarios }: PageRecord, texts: Texts): Html | undefined {
  const counts = new Map<string, number>()
  for (const scenario of scenarios) {
    if (scenario.outcome !== 'failed') continue
    for (const system of troubleOf(scenario).systems)
      counts.set(system, (counts.get(system) ?? 0) + 1)
  }
  if (counts.size === 0) return undefined
  const named = [...counts]
    .sort((a, b) => b[1] - a[1])
    .map(([system, n]) => html`<b>${system}</b> (${texts.count('scenarios', n)})`)
  return html`<p>${texts.say('affectedSystems')}: ${joined(named, ', ')}</p>`
}

function problems({ problems }: PageRecord, texts: Texts): Html | undefined {
  if (problems.length === 0) return undefined
  return html`<h3>${texts.say('problems')}</h3>
    <ul>
      ${problems.map(
        ({ kind, detail }) =>
          html`<li>
            <strong class="problem">◆ ${texts.say(kind)}</strong
            >${detail === '' ? undefined : html`<pre>${detail}</pre>`}
          </li>`,
      )}
    </ul>`
}

function facts(record: PageRecord, texts: Texts): (readonly [string, string])[] {
  return (
    [
      [texts.say('environment'), record.environment],
      [texts.say('provider'), record.provider],
      [texts.say('started'), record.started === 0 ? '' : texts.moment(record.started)],
      [texts.say('duration'), texts.duration(record.duration)],
      [texts.say('run'), record.run],
    ] as const
  ).filter(([, fact]) => fact !== '')
}

function notes({ notes }: PageRecord, texts: Texts): Html | undefined {
  if (notes.length === 0) return undefined
  return html`<h3>${texts.say('notes')}</h3>
    <ul>
      ${notes.map((note) => html`<li>${note}</li>`)}
    </ul>`
}
