import type { MaskReport } from '../../../core/contracts/mask-report.ts'
import { html } from '../../html.ts'
import type { Texts } from '../../texts.ts'
import { factList, type Fact } from '../parts.ts'
import { definePrivacySection } from '../privacy-section.ts'
import { privacyWords } from '../words.ts'

export default definePrivacySection({
  name: 'copy',
  title: { en: 'The copy', pl: 'Kopia' },
  render(report, texts) {
    const say = privacyWords(texts)
    return html`<p class="verdict ${report.verified ? 'good' : 'wrong'}">
        ${say(report.verified ? 'clean' : 'unverified')}
      </p>
      ${factList(factsOf(report, texts))}`
  },
})

function factsOf(report: MaskReport, texts: Texts): readonly Fact[] {
  const say = privacyWords(texts)
  const { controller, project, purpose, source, target, subset, expires, assessment } = report
  const until = expires && `${texts.moment(Date.parse(expires))} (${report.retention ?? ''})`
  return [
    [say('status'), say(report.status)],
    ...(assessment
      ? [[say('assessment'), `${assessment.by}, ${assessment.on}, ${assessment.document}`] as const]
      : []),
    [say('controller'), controller?.name ?? say('notSaid')],
    ...(controller?.agreement ? [[say('agreement'), controller.agreement] as const] : []),
    ...(project === undefined ? [] : [[say('project'), project] as const]),
    [say('purpose'), purpose],
    [say('created'), texts.moment(Date.parse(report.created))],
    [say('expires'), until ?? say('notSaid')],
    [say('source'), source],
    [say('target'), target],
    ...(subset ? [[say('subset'), subset.join('; ')] as const] : []),
  ]
}
