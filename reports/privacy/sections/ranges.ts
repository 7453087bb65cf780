import type { MaskReport } from '../../../core/contracts/mask-report.ts'
import { html, joined, type Html } from '../../html.ts'
import { table } from '../../page/parts.ts'
import type { Texts } from '../../texts.ts'
import { countList, identifier } from '../parts.ts'
import { definePrivacySection } from '../privacy-section.ts'
import { privacyWords } from '../words.ts'

export default definePrivacySection({
  name: 'ranges',
  title: { en: 'Masks reach nobody', pl: 'Maski nie trafiają do prawdziwych osób' },
  render(report, texts) {
    const say = privacyWords(texts)
    const masked = report.treatments.filter(({ treatment }) => treatment === 'mask')
    const harmless = masked.filter((one) => one.harmless)
    const others = masked.filter((one) => !one.harmless)
    const secrets = report.treatments.filter(({ secret }) => secret)
    return html`${countList([[harmless.length, say('harmless')]], texts)}
      ${report.verification ? html`<p>${say('rangesChecked')}</p>` : undefined}
      <p>
        ${
          others.length === 0 ? say('allHarmless') : html`${say('reachable')} ${columnList(others)}`
        }
      </p>
      <h3>${say('secretsHeading')}</h3>
      <p>
        ${secrets.length === 0 ? say('noSecrets') : html`${say('secrets')} ${columnList(secrets)}`}
      </p>
      <h3>${say('uniqueHeading')}</h3>
      ${uniqueKeys(report, texts)}`
  },
})

const columnList = (columns: MaskReport['treatments']): Html =>
  html`${joined(
    columns.map(({ table, column }) => identifier(`${table}.${column}`)),
    ', ',
  )}.`

function uniqueKeys({ uniqueKeys }: MaskReport, texts: Texts): Html {
  const say = privacyWords(texts)
  if (uniqueKeys.length === 0) return html`<p>${say('noKeys')}</p>`
  return table(
    [say('table'), say('columns'), say('proof')],
    uniqueKeys.map(({ table: name, columns, proof }) => [
      identifier(name),
      identifier(columns.join(', ')),
      say(proof),
    ]),
    say('uniqueHeading'),
  )
}
