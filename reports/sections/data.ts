import { html } from '../html.ts'
import { table } from '../page/parts.ts'
import { defineSection } from '../section.ts'

export default defineSection({
  name: 'data',
  title: { en: 'Data it ran on', pl: 'Dane, na których działano' },
  render({ data }, texts) {
    if (!data?.length) return undefined
    const head = (['table', 'rows', 'maskedColumns'] as const).map((word) => texts.say(word))
    return html`<p>${texts.say('dataIntro')}</p>
      ${data.map(
        ({ system, policy, keyId, tables }) =>
          html`<h3>${system}</h3>
            <p class="where">
              ${texts.say('policy')} <code>${policy}</code> · ${texts.say('key')}
              <code>${keyId}</code>
            </p>
            ${table(
              head,
              tables.map(({ table, rows, maskedColumns }) => [
                html`<code>${table}</code>`,
                texts.number(rows),
                maskedColumns.length === 0
                  ? html`<span class="quiet">${texts.say('keptWhole')}</span>`
                  : maskedColumns.join(', '),
              ]),
              `${texts.say('maskedColumns')}: ${system}`,
            )}`,
      )}`
  },
})
