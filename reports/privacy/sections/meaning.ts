import { html } from '../../html.ts'
import { definePrivacySection } from '../privacy-section.ts'
import { privacyWords } from '../words.ts'

export default definePrivacySection({
  name: 'meaning',
  title: { en: 'What that means', pl: 'Co to znaczy' },
  render({ status }, texts) {
    const say = privacyWords(texts)
    return html`<div class="means">
      <p>${say(status === 'anonymous' ? 'anonymousMeans' : 'pseudonymisedMeans')}</p>
      <p>${say('howMasked')}</p>
    </div>`
  },
})
