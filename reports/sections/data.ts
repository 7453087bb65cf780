import type { SeededRecord } from '../../core/contracts/run-record.ts'
import { html, type Html } from '../html.ts'
import type { PageRecord } from '../page/fit.ts'
import { table } from '../page/parts.ts'
import { defineSection } from '../section.ts'
import type { Texts } from '../texts.ts'

export default defineSection({
  name: 'data',
  title: { en: 'Systems and their data', pl: 'Systemy i ich dane' },
  render(record, texts) {
    const { systems, data = [] } = record
    if (systems.length === 0 && data.length === 0) return undefined
    const intro = data.length === 0 ? undefined : html`<p>${texts.say('dataIntro')}</p>`
    return html`${systemsTable(record, texts)}${intro}${data.map((one) => seeded(one, texts))}`
  },
})

function systemsTable({ systems }: PageRecord, texts: Texts): Html {
  const head = (['name', 'kind', 'detail'] as const).map((word) => texts.say(word))
  const rows = systems.map(({ name, kind, detail }) => [html`<b>${name}</b>`, kind, detail])
  return table(head, rows, texts.say('systems'))
}

function seeded({ system, policy, keyId, tables }: SeededRecord, texts: Texts): Html {
  const head = (['table', 'rows', 'maskedColumns'] as const).map((word) => texts.say(word))
  const rows = tables.map(({ table, rows, maskedColumns }) => [
    html`<code>${table}</code>`,
    texts.number(rows),
    maskedColumns.length > 0
      ? maskedColumns.join(', ')
      : html`<span class="quiet">${texts.say('keptWhole')}</span>`,
  ])
  return html`<h3>${system}</h3>
    <p class="where">
      ${texts.say('policy')} <code>${policy}</code> · ${texts.say('key')} <code>${keyId}</code>
    </p>
    ${table(head, rows, `${texts.say('maskedColumns')}: ${system}`)}`
}
