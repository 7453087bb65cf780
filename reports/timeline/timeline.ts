import type { JournalEvent } from '../../core/contracts/journal.ts'
import { html, joined, type Html } from '../html.ts'
import type { PageAttempt } from '../page/fit.ts'
import { clock } from '../page/parts.ts'
import type { Texts } from '../texts.ts'
import { timelineDrawing, type StepLabel } from './drawing.ts'
import { layoutTimeline } from './layout.ts'

const bad = new Set(['failed', 'undefined', 'ambiguous', 'pending'])

/** The journal of one attempt: the picture, and the table in which each event opens to its evidence. */
export function timeline(
  attempt: PageAttempt,
  anchor: string,
  systems: readonly string[],
  texts: Texts,
): Html {
  const observed = Object.entries(attempt.observed)
  if (observed.length === 0) return html`<p class="quiet">${texts.say('noEvents')}</p>`
  const digest = joined(
    observed.map(([kind, n]) => html`${texts.number(n)} ${kind}`),
    ' · ',
  )
  const more =
    attempt.leftOut === 0
      ? undefined
      : html`<p class="quiet">${texts.count('eventsElsewhere', attempt.leftOut)}</p>`
  const heading = html`<h5>${texts.say('events')} <small>${digest}</small></h5>`
  if (attempt.journal.length === 0) return html`${heading}${more}`
  const layout = layoutTimeline(attempt.journal, systems)
  const labelOf = stepLabels(attempt)
  return html`${heading}
    <div class="scroll" tabindex="0" role="region" aria-label="${texts.say('timelineTitle')}">
      ${timelineDrawing(layout, labelOf, texts)}
    </div>
    <p class="legend">${texts.say('timelineNote')}</p>
    ${more} ${eventTable(attempt, anchor, labelOf, texts)}`
}

function stepLabels({ steps }: PageAttempt): StepLabel {
  const places = new Map(
    steps.map(({ text, outcome }, i) => [text, { number: String(i + 1), bad: bad.has(outcome) }]),
  )
  return (step) => places.get(step) ?? { number: '–', bad: false }
}

function eventTable(attempt: PageAttempt, anchor: string, labelOf: StepLabel, texts: Texts): Html {
  const start = attempt.journal[0]?.t ?? 0
  const rows = attempt.journal.map((event, i) => {
    const before = attempt.journal[i - 1]
    const head =
      before && before.step === event.step ? undefined : stepHead(event.step, labelOf, texts)
    return html`${head}${eventRow(event, i + 1, start, anchor, attempt.evidence, texts)}`
  })
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${texts.say('events')}">
    <table class="events">
      <thead>
        <tr>
          <th scope="col">${texts.say('eventNumber')}</th>
          <th scope="col">${texts.say('time')}</th>
          <th scope="col">${texts.say('route')}</th>
          <th scope="col">${texts.say('kind')}</th>
          <th scope="col">${texts.say('what')}</th>
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
  </div>`
}

function stepHead(step: string, labelOf: StepLabel, texts: Texts): Html {
  const { number, bad } = labelOf(step)
  return html`<tr class="step${bad ? ' bad' : ''}">
    <th scope="rowgroup" colspan="5">
      ${step === '' ? texts.say('outsideSteps') : html`${number}. ${step}`}${bad ? html` <b>✗ ${texts.say('failed')}</b>` : undefined}
    </th>
  </tr>`
}

function eventRow(
  event: JournalEvent,
  number: number,
  start: number,
  anchor: string,
  evidence: PageAttempt['evidence'],
  texts: Texts,
): Html {
  const text = evidence[event.ref]
  const problem =
    event.problem === undefined
      ? undefined
      : html` <strong class="problem">◆ ${texts.say('problem')}: ${event.problem}</strong>`
  const what =
    text !== undefined
      ? html`<details>
          <summary>${event.summary}${problem}</summary>
          <pre>${text}</pre>
        </details>`
      : html`${event.summary}${problem}${event.ref === '' ? undefined : html` <small>${texts.say('evidenceElsewhere')}</small>`}`
  return html`<tr
    id="${anchor}-${number}"
    ${event.problem === undefined ? undefined : html`class="bad"`}
  >
    <td>${number}</td>
    <td title="${clock(event.t)}">+${texts.duration(event.t - start)}</td>
    <td>${route(event)}</td>
    <td>${event.kind}</td>
    <td>${what}</td>
  </tr> `
}

/** `shop → erp`, or the one system it happened in. */
export function route({ from, to }: Pick<JournalEvent, 'from' | 'to'>): string {
  return to === '' || to === from ? from : from === '' ? to : `${from} → ${to}`
}
