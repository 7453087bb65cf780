import type { MaskReport } from '../../../core/contracts/mask-report.ts'
import { html, joined, type Html } from '../../html.ts'
import { table } from '../../page/parts.ts'
import type { Texts } from '../../texts.ts'
import { countList, identifier } from '../parts.ts'
import { definePrivacySection } from '../privacy-section.ts'
import { privacyWords } from '../words.ts'

export default definePrivacySection({
  name: 'coverage',
  title: { en: 'What happened to which column', pl: 'Co stało się z którą kolumną' },
  render(report, texts) {
    const say = privacyWords(texts)
    const { treatments, keptColumns, tables } = report
    const changed = new Set(treatments.map((one) => one.table))
    const isEmptied = ({ rows, rowsIn }: MaskReport['tables'][number]) => rows === 0 && rowsIn > 0
    const isWhole = (one: MaskReport['tables'][number]) =>
      !changed.has(one.table) && !isEmptied(one)
    const of = (treatment: 'mask' | 'drop') =>
      treatments.filter((one) => one.treatment === treatment).length
    const review = treatments.filter((one) => one.review).length
    const counts = [
      [of('mask'), say('masked')],
      [of('drop'), say('dropped')],
      [keptColumns.length, say('kept')],
      ...(review > 0 ? [[review, say('toReview')] as const] : []),
    ] as const
    const head = (['table', 'rows', 'maskedOne', 'droppedOne', 'keptOne'] as const).map((word) =>
      say(word),
    )
    return html`${countList(counts, texts)}
      <p>${say('coverageNote')}</p>
      ${table(
        head,
        tables
          .filter((one) => changed.has(one.table) && !isEmptied(one))
          .map((one) => tableRow(one, report, texts)),
        say('columns'),
      )}
      ${tableLine('wholeTables', tables.filter(isWhole), texts)}
      ${tableLine('emptied', tables.filter(isEmptied), texts)}`
  },
})

function tableRow(
  { table: name, rows, rowsIn }: MaskReport['tables'][number],
  { treatments, keptColumns }: MaskReport,
  texts: Texts,
): (Html | string)[] {
  const say = privacyWords(texts)
  const own = treatments.filter((one) => one.table === name)
  const masked = own
    .filter(({ treatment }) => treatment === 'mask')
    .map(
      ({ column, transformer, review }) =>
        html`${identifier(column)} →
        ${transformer}${review ? html` <b>(${say('reviewMark')})</b>` : undefined}`,
    )
  const dropped = own
    .filter(({ treatment }) => treatment === 'drop')
    .map(
      ({ column, review }) =>
        html`${identifier(column)}${review ? html` <b>(${say('reviewMark')})</b>` : undefined}`,
    )
  const kept = keptColumns.filter((one) => one.table === name).length
  return [
    identifier(name),
    rows === rowsIn
      ? texts.number(rows)
      : `${texts.number(rows)} ${say('rowsOf')} ${texts.number(rowsIn)}`,
    joined(masked, ', '),
    joined(dropped, ', '),
    kept === 0 ? '' : texts.number(kept),
  ]
}

/** Tables by name, with their rows in the original. */
function tableLine(
  what: 'wholeTables' | 'emptied',
  tables: MaskReport['tables'],
  texts: Texts,
): Html | undefined {
  if (tables.length === 0) return undefined
  const named = tables.map(
    ({ table: name, rowsIn }) => html`${identifier(name)} (${texts.number(rowsIn)})`,
  )
  return html`<p>${privacyWords(texts)(what)}: ${joined(named, ', ')}.</p>`
}
