import { html, joined, type Html } from '../html.ts'
import type { PageScenario } from '../page/fit.ts'
import { badge, clock, differencesTable, scenarioAnchor } from '../page/parts.ts'
import { troubleOf, type Trouble } from '../page/trouble.ts'
import { defineSection } from '../section.ts'
import type { Texts } from '../texts.ts'
import { route } from '../timeline/timeline.ts'

/** The order in which they are to be looked at. */
const order = ['failed', 'undefined', 'not-run', 'flaky'] as const

export default defineSection({
  name: 'failures',
  title: { en: 'What needs attention', pl: 'Co wymaga uwagi' },
  render({ scenarios }, texts) {
    const numbered = scenarios.map((scenario, index) => ({ scenario, index }))
    const cards = order.flatMap((outcome) =>
      numbered
        .filter(({ scenario }) => scenario.outcome === outcome)
        .map(({ scenario, index }) => card(scenario, scenarioAnchor(index), texts)),
    )
    return cards.length === 0 ? undefined : html`${cards}`
  },
})

function card(scenario: PageScenario, anchor: string, texts: Texts): Html {
  const trouble = troubleOf(scenario)
  return html`<article class="card ${scenario.outcome}" aria-labelledby="f-${anchor}">
    <h3 id="f-${anchor}">
      ${badge(scenario.outcome, texts)} <a href="#${anchor}">${scenario.name}</a>
    </h3>
    <p class="where">
      ${joined([scenario.feature, html`<code>${scenario.file}:${scenario.line}</code>`, ...scenario.tags.map((tag) => html`<span class="tag">${tag}</span>`)], ' · ')}
    </p>
    ${explanation(scenario, trouble, anchor, texts)}
  </article>`
}

function explanation(
  scenario: PageScenario,
  { attempt, step, sign, systems }: Trouble,
  anchor: string,
  texts: Texts,
): Html {
  if (scenario.outcome === 'not-run' && !step) return html`<p>${texts.say('neverReported')}</p>`
  const reason = {
    failed: undefined,
    undefined: texts.say('noDefinition'),
    ambiguous: texts.say('ambiguousStep'),
    pending: texts.say('pendingStep'),
  }
  const why = step ? reason[step.outcome as keyof typeof reason] : texts.say('noSteps')
  return html`${step ? html`<p class="step"><b>${step.keyword}</b> ${step.text}</p>` : undefined}
  ${why === undefined ? undefined : html`<p>${why}</p>`}
  ${systems.length === 0 ? undefined : html`<p>${texts.say('system')}: <b>${systems.join(', ')}</b></p>`}
  ${step?.differences?.length ? differencesTable(step.differences, texts) : undefined}
  ${step?.failure === undefined ? undefined : html`<pre class="message">${step.failure}</pre>`}
  ${step?.outcome === 'failed' && (sign || step.differences?.length) ? firstSign(sign, `${anchor}-${attempt}`, texts) : undefined}
  ${scenario.outcome === 'flaky' ? html`<p>${texts.say('passedLater')}</p>` : undefined}`
}

function firstSign(sign: Trouble['sign'], anchor: string, texts: Texts): Html {
  if (!sign) return html`<p class="quiet">${texts.say('firstSign')}: ${texts.say('noSign')}</p>`
  const { event, number } = sign
  return html`<p>
    ${texts.say('firstSign')}: <b>${route(event)}</b>, ${event.kind} <code>${event.key}</code>,
    <a href="#${anchor}-${number}">${clock(event.t)}</a>: ${event.problem}
  </p>`
}
