import { html, joined, type Html } from '../html.ts'
import type { Texts } from '../texts.ts'

/** A term and what there is to say; `wide`: over the whole width. */
export type Fact = readonly [term: string, fact: string, width?: 'wide']

export const factList = (facts: readonly Fact[]): Html =>
  html`<dl class="facts">
    ${facts.map(
      ([term, fact, width]) =>
        html`<div class="${width ?? ''}">
          <dt>${term}</dt>
          <dd>${fact}</dd>
        </div>`,
    )}
  </dl>`

/** Numbers with what they count. */
export const countList = (counts: readonly (readonly [number, string])[], texts: Texts): Html =>
  html`<ul class="counts">
    ${counts.map(([count, what]) => html`<li>${what}: <b>${texts.number(count)}</b></li>`)}
  </ul>`

/** A name of a table, column or path, which may be broken behind its dots and underscores. */
export const identifier = (name: string): Html =>
  html`<code>${joined(name.split(/(?<=[._$])/), html`<wbr />`)}</code>`
