import type { Difference, StepRecord } from '../../core/contracts/run-record.ts'
import type { Outcome } from '../../core/contracts/outcome.ts'
import { html, type Html } from '../html.ts'
import type { Texts } from '../texts.ts'

type AnyOutcome = Outcome | StepRecord['outcome']

const signs: Readonly<Record<AnyOutcome, string>> = {
  passed: '✓',
  failed: '✗',
  flaky: '↻',
  skipped: '–',
  undefined: '?',
  'not-run': '○',
  ambiguous: '?',
  pending: '…',
}

/** An outcome as sign, colour and word. */
export function badge(outcome: AnyOutcome, texts: Texts): Html {
  return html`<span class="badge ${outcome}"
    ><span aria-hidden="true">${signs[outcome]}</span> ${texts.say(outcome)}</span
  >`
}

/** An outcome as its sign, with the word for those who do not see it. */
export function sign(outcome: AnyOutcome, texts: Texts): Html {
  return html`<span class="sign ${outcome}" role="img" aria-label="${texts.say(outcome)}"
    >${signs[outcome]}</span
  >`
}

/** A table that scrolls inside itself when it is wide. */
export function table(
  head: readonly string[],
  rows: readonly (readonly (string | number | Html | undefined)[])[],
  label: string,
): Html {
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${label}">
    <table>
      <thead>
        <tr>
          ${head.map((cell) => html`<th scope="col">${cell}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (row) =>
            html`<tr>
              ${row.map((cell) => html`<td>${cell}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`
}

export function differencesTable(differences: readonly Difference[], texts: Texts): Html {
  const head = (['where', 'field', 'expected', 'actual'] as const).map((word) => texts.say(word))
  const rows = differences.map(({ system, subject, field, expected, actual }) => [
    html`<b>${system}</b>: ${subject}`,
    field === '' ? texts.say('whole') : field,
    html`<ins>${valueText(expected, texts)}</ins>`,
    html`<del>${valueText(actual, texts)}</del>`,
  ])
  return table(head, rows, texts.say('differences'))
}

const blanks: Readonly<Record<string, string>> = {
  '\r': '␍',
  '\n': '↵\n',
  '\t': '⇥',
  '\u00a0': '⍽',
  '\u202f': '⍽',
}

/** A value that is compared with another: blanks that the eye passes over get a sign. */
function valueText(value: string, texts: Texts): string {
  if (value === '') return texts.say('nothing')
  return value
    .replace(/^ +| +$/g, (run) => '·'.repeat(run.length))
    .replace(/[\r\n\t\u00a0\u202f]/g, (blank) => blanks[blank] ?? blank)
}

/** `14:03:59.120` in UTC, for a hint on a time that is told relative to another. */
export function clock(t: number): string {
  return `${new Date(t).toISOString().slice(11, 23)} UTC`
}

/** Anchor of the scenario at `index` of the record. */
export const scenarioAnchor = (index: number) => `s${index + 1}`
