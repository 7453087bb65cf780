import { z } from 'zod'
import { wordsFrom } from '../locales/locale.ts'
import polish from '../locales/pl.ts'
import { limit, needsAscii, requireLength } from '../fit.ts'
import { defineTransformer } from '../transformer.ts'

/** An invented company with its legal form: `Novamebel sp. z o.o.` */
export default defineTransformer({
  name: 'company',
  describe: 'Replaces the name of a company by an invented one.',
  kinds: ['company'],
  params: z.strictObject({}),
  accepts: ['text'],
  laws: { unique: 'lossy', chanceOfInput: 0, harmless: true },
  examples: [
    {
      input: 'Jan Kowalski Usługi Remontowe',
      matches: /^\p{L}+ (?:S\.A\.|sp\.(?:j\.|k\.| z o\.o\.))$/u,
    },
  ],
  compile(_params, column, locale = polish) {
    requireLength('company', column, 5)
    return {
      op: 'render',
      subject: { domain: 'company', canonical: 'name' },
      pieces: [
        {
          piece: 'field',
          field: 'company',
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
