import { z } from 'zod'
import { wordsFrom } from '../locales/locale.ts'
import polish from '../locales/pl.ts'
import { limit, needsAscii, requireLength } from '../fit.ts'
import { defineTransformer } from '../transformer.ts'

/** A surname of the persona, in the form that fits its gender where the country has two (Kowalski, Kowalska). */
export default defineTransformer({
  name: 'lastName',
  describe:
    'Replaces a surname by that of an invented person, the same wherever the person appears.',
  kinds: ['last_name'],
  params: z.strictObject({
    grammar: z
      .literal('pl')
      .optional()
      .describe('Whose forms of surnames: Polish, the only ones so far.'),
  }),
  accepts: ['text'],
  laws: { unique: 'lossy', chanceOfInput: 0, harmless: true },
  examples: [
    { input: 'Kowalska', matches: /^(?!Kowalska)\p{Lu}\p{Ll}+$/u },
    { input: 'Nowak-Zielińska', matches: /^\p{Lu}\p{Ll}+$/u },
  ],
  compile(_params, column, locale = polish) {
    requireLength('lastName', column, 3)
    return {
      op: 'render',
      subject: { domain: 'lastName', canonical: 'name' },
      pieces: [
        {
          piece: 'field',
          field: 'lastName',
          gender: 'input',
          ascii: needsAscii(column, locale),
          ...wordsFrom(locale),
        },
      ],
      ...limit(column),
      overflow: 'cut',
      case: 'follow',
    }
  },
})
