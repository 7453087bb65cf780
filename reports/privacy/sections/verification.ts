import { html } from '../../html.ts'
import { table } from '../../page/parts.ts'
import { countList, identifier } from '../parts.ts'
import { definePrivacySection } from '../privacy-section.ts'
import { privacyWords } from '../words.ts'

export default definePrivacySection({
  name: 'verification',
  title: { en: 'Search for originals', pl: 'Poszukiwanie oryginałów' },
  render({ verification }, texts) {
    const say = privacyWords(texts)
    if (!verification) return html`<p>${say('noVerification')}</p>`
    const { originals, fields, unread, explained, unaligned } = verification
    const counts = [
      [originals, say('originals')],
      [fields, say('fields')],
      ...(unread > 0 ? [[unread, say('unread')] as const] : []),
    ] as const
    const head = (['table', 'column', 'kind', 'finds', 'why'] as const).map((word) => say(word))
    return html`${countList(counts, texts)}
      <p>${say('searchLimits')}</p>
      ${
        explained.length === 0
          ? undefined
          : html`<p>${say('explained')}</p>
              ${table(
                head,
                explained.map((one) => [
                  one.table === '' ? say('between') : identifier(one.table),
                  identifier(one.column),
                  one.kind,
                  texts.number(one.rows),
                  one.why !== 'kept'
                    ? say(one.why)
                    : [say('keptThere'), one.reason]
                        .filter((part) => part !== undefined)
                        .join(': '),
                ]),
                say('explained'),
              )}`
      }${unaligned.length === 0 ? undefined : html`<p>${say('unaligned')}: ${unaligned.join(', ')}.</p>`}`
  },
})
