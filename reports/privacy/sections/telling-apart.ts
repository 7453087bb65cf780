import type { MaskReport } from '../../../core/contracts/mask-report.ts'
import { html, joined, type Html } from '../../html.ts'
import { table } from '../../page/parts.ts'
import type { Texts } from '../../texts.ts'
import { identifier } from '../parts.ts'
import { definePrivacySection } from '../privacy-section.ts'
import { privacyWords } from '../words.ts'

type Measured = NonNullable<MaskReport['measured']>[number]

export default definePrivacySection({
  name: 'telling-apart',
  title: { en: 'How far rows can be told apart', pl: 'Jak dalece można rozróżnić wiersze' },
  render({ measured, limits }, texts) {
    const say = privacyWords(texts)
    if (!measured) return html`<p>${say('notMeasured')}</p>`
    if (measured.length === 0) return html`<p>${say('nothingMeasured')}</p>`
    const head = [
      say('table'),
      say('combination'),
      say('rows'),
      'k',
      say('alone'),
      say('fewerThanFive'),
      'l',
    ]
    return html`<p>${say('measuredNote')}</p>
      ${table(
        head,
        measured.map((one) => measureRow(one, texts)),
        say('combination'),
      )}
      ${limits ? limitsLine(limits, texts) : undefined}`
  },
})

function measureRow(one: Measured, texts: Texts): (Html | string)[] {
  const say = privacyWords(texts)
  const share = (rows: number) =>
    one.rows === 0 ? '–' : `${texts.number(rows)} (${percent(rows / one.rows, texts)})`
  const columns = one.columns.map(
    ({ column, precision }) =>
      html`${identifier(column)}${precision === 'whole' ? undefined : ` (${say(precision)})`}`,
  )
  return [
    identifier(one.table),
    html`${joined(columns, ' + ')}<br /><span class="quiet"
        >${say(one.why)}; ${say(one.counted === 'persons' ? 'countsPersons' : 'countsRows')}</span
      >`,
    texts.number(one.rows),
    one.rows === 0 ? '–' : texts.number(one.smallest),
    share(one.unique),
    share(one.fewerThanFive),
    joined(
      one.sensitive.map(
        ({ column, fewest }) => html`${identifier(column)} ${texts.number(fewest)}`,
      ),
      ', ',
    ),
  ]
}

function limitsLine(
  { kAnonymity, lDiversity, singledOut }: NonNullable<MaskReport['limits']>,
  texts: Texts,
): Html {
  const say = privacyWords(texts)
  const all = [
    ...(kAnonymity === undefined ? [] : [`${say('limitK')} ${texts.number(kAnonymity)}`]),
    ...(lDiversity === undefined ? [] : [`${say('limitL')} ${texts.number(lDiversity)}`]),
    ...(singledOut === undefined ? [] : [`${say('limitShare')} ${percent(singledOut, texts)}`]),
  ]
  return html`<p>${say('limits')}: ${all.join('; ')}.</p>`
}

const percent = (share: number, { language }: Texts): string =>
  new Intl.NumberFormat(language, { style: 'percent', maximumSignificantDigits: 3 }).format(share)
