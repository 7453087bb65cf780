import { html } from '../../html.ts'
import { definePrivacySection } from '../privacy-section.ts'
import { privacyWords } from '../words.ts'

export default definePrivacySection({
  name: 'signature',
  title: { en: 'Sign-off', pl: 'Zatwierdzenie' },
  render(_report, texts) {
    const say = privacyWords(texts)
    const boxes = (['approved', 'approvedIf', 'refused'] as const).map(
      (word) => html`<span>${say(word)}</span>`,
    )
    const lines = (['officer', 'name', 'date', 'signature'] as const).map(
      (word) => html`<div>${say(word)}</div>`,
    )
    return html`<div class="form">
      <p class="means">${say('statement')}</p>
      <div class="boxes">${boxes}</div>
      <div class="lines">
        <div class="room">${say('conditions')}</div>
        ${lines}
      </div>
    </div>`
  },
})
