import { z } from 'zod'
import { wordsFrom } from '../locales/locale.ts'
import polish from '../locales/pl.ts'
import { limit, needsAscii, requireLength } from '../fit.ts'
import { defineTransformer } from '../transformer.ts'

/** A first name of the persona, as people have them in the country of the locale. */
export default defineTransformer({
  name: 'firstName',
  describe:
    'Replaces a first name by that of an invented person, the same wherever the person appears.',
  kinds: ['first_name'],
  params: z.strictObject({}),
  accepts: ['text'],
  laws: { unique: 'lossy', chanceOfInput: 0, harmless: true },
  examples: [
    { input: 'Agnieszka', matches: /^\p{Lu}\p{Ll}+a$|^(?:Beatrycze|Chloe|Noemi|Zoe)$/u },
    { input: 'JAN', matches: /^\p{Lu}+$/u },
  ],
  compile(_params, column, locale = polish) {
    requireLength('firstName', column, 3)
    return {
      op: 'render',
      subject: { domain: 'firstName', canonical: 'name' },
      pieces: [
        {
          piece: 'field',
          field: 'firstName',
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
