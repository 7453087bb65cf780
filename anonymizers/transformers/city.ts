import { z } from 'zod'
import { wordsFrom } from '../locales/locale.ts'
import polish from '../locales/pl.ts'
import { limit, needsAscii, requireLength } from '../fit.ts'
import { defineTransformer } from '../transformer.ts'

/** One of 148 Polish towns, or of those of another locale. With a persona of the row the postcode is one of this town. */
export default defineTransformer({
  name: 'city',
  describe: 'Replaces a town by another one of the country.',
  kinds: ['city'],
  params: z.strictObject({}),
  accepts: ['text'],
  laws: { unique: 'lossy', chanceOfInput: 0, harmless: true },
  examples: [{ input: 'Warszawa', matches: /^(?!Warszawa)\p{Lu}[\p{L} -]+$/u }],
  compile(_params, column, locale = polish) {
    requireLength('city', column, 3)
    return {
      op: 'render',
      subject: { domain: 'city', canonical: 'name' },
      pieces: [
        { piece: 'field', field: 'city', ascii: needsAscii(column, locale), ...wordsFrom(locale) },
      ],
      ...limit(column),
      overflow: 'cut',
      case: 'follow',
    }
  },
})
