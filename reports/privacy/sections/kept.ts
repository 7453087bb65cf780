import type { MaskReport } from '../../../core/contracts/mask-report.ts'
import { html, type Html } from '../../html.ts'
import { table } from '../../page/parts.ts'
import type { Texts } from '../../texts.ts'
import { identifier } from '../parts.ts'
import { definePrivacySection } from '../privacy-section.ts'
import { privacyWords } from '../words.ts'

export default definePrivacySection({
  name: 'kept',
  title: { en: 'What is kept, and what it gives away', pl: 'Co zachowano i co to zdradza' },
  render(report, texts) {
    const say = privacyWords(texts)
    const given = [1, 2, 3, 4, 5] as const
    return html`<p>${say('givesAwayNote')}</p>
      ${table(
        [say('keptOne'), ''],
        given.map((n) => [say(`kept${n}`), say(`gives${n}`)]),
        say('givesAwayNote'),
      )}
      ${keptColumns(report, texts)}${optOuts(report, texts)}`
  },
})

/** Columns of one table with one reason are one line. */
function keptColumns({ keptColumns }: MaskReport, texts: Texts): Html | undefined {
  if (keptColumns.length === 0) return undefined
  const say = privacyWords(texts)
  const groups = Map.groupBy(keptColumns, ({ table, reason, risk }) =>
    JSON.stringify([table, reason, risk]),
  )
  const rows = [...groups.values()].map((columns) => {
    const [{ table: name, reason, risk } = { table: '', reason: '', risk: undefined }] = columns
    return [
      identifier(name),
      html`<code>${columns.map(({ column }) => column).join(', ')}</code>`,
      reason,
      risk === undefined ? '' : say(risk),
    ]
  })
  return table([say('table'), say('columns'), say('reason'), say('risk')], rows, say('kept'))
}

function optOuts({ optOuts }: MaskReport, texts: Texts): Html | undefined {
  if (optOuts.length === 0) return undefined
  const say = privacyWords(texts)
  const rows = optOuts.map(({ table: name, column, part, what, reason }) => [
    identifier(`${name}.${column}`),
    part === undefined ? '' : identifier(part),
    say(`opt ${what}`),
    reason ?? html`<b>${say('noReason')}</b>`,
  ])
  return html`<h3>${say('optOutHeading')}</h3>
    ${table([say('column'), say('optOutPart'), say('optOutWhat'), say('reason')], rows, say('optOutHeading'))}`
}
