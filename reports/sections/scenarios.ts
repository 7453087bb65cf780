import type { StepRecord } from '../../core/contracts/run-record.ts'
import { outcomes } from '../../core/contracts/outcome.ts'
import { html, type Html } from '../html.ts'
import type { PageAttempt, PageRecord, PageScenario } from '../page/fit.ts'
import { badge, differencesTable, scenarioAnchor, sign, table } from '../page/parts.ts'
import { defineSection } from '../section.ts'
import type { Texts } from '../texts.ts'
import { timeline } from '../timeline/timeline.ts'

export default defineSection({
  name: 'scenarios',
  title: { en: 'All scenarios', pl: 'Wszystkie scenariusze' },
  render(record, texts) {
    if (record.scenarios.length === 0) return undefined
    const systems = record.systems.map(({ name }) => name)
    const numbered = record.scenarios.map((scenario, index) => ({ scenario, index }))
    const features = Map.groupBy(numbered, ({ scenario }) => scenario.file)
    return html`${filter(record, texts)}${features
      .values()
      .map(
        (members) =>
          html`<section class="feature">
            <h3>${members[0]?.scenario.feature}</h3>
            ${members.map(({ scenario, index }) => scenarioDetails(scenario, scenarioAnchor(index), systems, texts))}
          </section>`,
      )
      .toArray()}`
  },
})

/** Stays hidden where there is no script. */
function filter({ scenarios }: PageRecord, texts: Texts): Html {
  const present = outcomes.filter((one) => scenarios.some(({ outcome }) => outcome === one))
  return html`<form class="filter" hidden>
    <label
      >${texts.say('filter')} <input type="search" placeholder="${texts.say('filterHint')}"
    /></label>
    <label
      >${texts.say('show')}
      <select>
        <option value="">${texts.say('all')}</option>
        ${present.map((one) => html`<option value="${one}">${texts.say(one)}</option>`)}
      </select></label
    >
    <button type="button" data-open="yes">${texts.say('openAll')}</button
    ><button type="button" data-open="no">${texts.say('closeAll')}</button>
    <output hidden>${texts.say('nothingFound')}</output>
  </form>`
}

function scenarioDetails(
  scenario: PageScenario,
  anchor: string,
  systems: readonly string[],
  texts: Texts,
): Html {
  const calm = scenario.outcome === 'passed' || scenario.outcome === 'skipped'
  const tries = [...scenario.earlier, scenario]
  return html`<details
    class="scenario ${scenario.outcome}"
    id="${anchor}"
    data-outcome="${scenario.outcome}"
    ${calm ? undefined : html`open`}
  >
    <summary>
      ${badge(scenario.outcome, texts)}
      ${scenario.attempts > 0 ? html`<span class="time">${texts.duration(scenario.duration)}</span>` : undefined}
      <span class="name">${scenario.name}</span
      >${scenario.tags.map((tag) => html` <span class="tag">${tag}</span>`)}
    </summary>
    <p class="where">
      <code>${scenario.file}:${scenario.line}</code
      >${scenario.slot === '' ? undefined : html` · ${scenario.slot}`}${scenario.attempts > 1 ? html` · ${texts.count('attempts', scenario.attempts)}` : undefined}
    </p>
    ${tries.map((attempt, i) => html`${tries.length > 1 ? html`<h4>${texts.say('attempt')} ${i + 1}</h4>` : undefined}${attemptDetails(attempt, `${anchor}-${i + 1}`, systems, texts)}`)}
  </details> `
}

function attemptDetails(
  attempt: PageAttempt,
  anchor: string,
  systems: readonly string[],
  texts: Texts,
): Html {
  return html`<ol class="steps">
      ${attempt.steps.map((step) => stepItem(step, texts))}
    </ol>
    ${attempt.started === 0 ? undefined : timeline(attempt, anchor, systems, texts)}`
}

function stepItem(step: StepRecord, texts: Texts): Html {
  const [head, ...rows] = step.table
  return html`<li class="${step.outcome}">
    ${sign(step.outcome, texts)}
    <b>${step.keyword}</b>
    ${step.text}${step.duration >= 1 ? html` <span class="time">${texts.duration(step.duration)}</span>` : undefined}${head ? table(head, rows, step.text) : undefined}${step.docString === undefined ? undefined : html`<pre>${step.docString}</pre>`}${step.differences?.length ? differencesTable(step.differences, texts) : undefined}${step.failure === undefined ? undefined : html`<pre class="message">${step.failure}</pre>`}
  </li>`
}
