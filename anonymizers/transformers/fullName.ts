import { z } from 'zod'
import { wordsFrom } from '../locales/locale.ts'
import polish from '../locales/pl.ts'
import { limit, needsAscii, requireLength } from '../fit.ts'
import { defineTransformer } from '../transformer.ts'

/** First name and surname of the persona, in the forms of one gender. */
export default defineTransformer({
  name: 'fullName',
  describe:
    'Replaces a full name by that of an invented person, the same wherever the person appears.',
  kinds: ['full_name', 'person_name'],
  params: z.strictObject({
    grammar: z
      .literal('pl')
      .optional()
      .describe('Whose forms of surnames: Polish, the only ones so far.'),
  }),
  accepts: ['text'],
  laws: { unique: 'lossy', chanceOfInput: 0, harmless: true },
  examples: [
    { input: 'Anna Nowak', matches: /^\p{Lu}\p{Ll}+ \p{Lu}\p{Ll}+$/u },
    { input: 'JAN MARIA ROKITA', matches: /^\p{Lu}+ \p{Lu}+$/u },
  ],
  compile(_params, column, locale = polish) {
    requireLength('fullName', column, 6)
    const ascii = needsAscii(column, locale)
    return {
      op: 'render',
      subject: { domain: 'fullName', canonical: 'name' },
      pieces: [
        { piece: 'field', field: 'firstName', gender: 'input', ascii, ...wordsFrom(locale) },
        { piece: 'literal', text: ' ' },
        { piece: 'field', field: 'lastName', gender: 'input', ascii, ...wordsFrom(locale) },
      ],
      ...limit(column),
      overflow: 'cut',
      case: 'follow',
    }
  },
})
