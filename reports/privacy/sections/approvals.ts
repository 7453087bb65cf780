import type { MaskReport } from '../../../core/contracts/mask-report.ts'
import { html, type Html } from '../../html.ts'
import { table } from '../../page/parts.ts'
import type { Texts } from '../../texts.ts'
import { definePrivacySection } from '../privacy-section.ts'
import { privacyWords } from '../words.ts'

export default definePrivacySection({
  name: 'approvals',
  title: { en: 'Approvals of the policy', pl: 'Zatwierdzenia polityki' },
  render(report, texts) {
    const say = privacyWords(texts)
    const { approved, approvals, warnings } = report
    const verdict = approved
      ? 'approvedNow'
      : approvals.length > 0
        ? 'approvedBefore'
        : 'approvedNever'
    return html`<p class="verdict ${approved ? 'good' : 'wrong'}">${say(verdict)}</p>
      ${approvalsTable(report, texts)}
      ${
        warnings.length === 0
          ? undefined
          : html`<h3>${say('remarks')}</h3>
              <ul lang="en">
                ${warnings.map((warning) => html`<li>${warning}</li>`)}
              </ul>`
      }`
  },
})

function approvalsTable({ approvals }: MaskReport, texts: Texts): Html | undefined {
  if (approvals.length === 0) return undefined
  const say = privacyWords(texts)
  return table(
    [say('role'), say('name'), say('date'), say('approvedState'), ''],
    approvals.map(({ role, name, on, of, current }) => [
      role,
      name ?? '',
      html`<span class="time">${on}</span>`,
      html`<code class="hash">${of}</code>`,
      html`<b class="badge ${current ? 'passed' : 'failed'}"
        >${current ? '✓' : '✗'} ${say(current ? 'current' : 'stale')}</b
      >`,
    ]),
    say('approvedState'),
  )
}
