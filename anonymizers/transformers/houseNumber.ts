import { z } from 'zod'
import { wordsFrom } from '../locales/locale.ts'
import polish from '../locales/pl.ts'
import { limit, requireLength } from '../fit.ts'
import { defineTransformer } from '../transformer.ts'

/** `12`, `12a` or `12/3`; whole numbers in number columns. */
export default defineTransformer({
  name: 'houseNumber',
  describe: 'Replaces the number of a house or flat by another.',
  kinds: ['house_number'],
  params: z.strictObject({}),
  accepts: ['text', 'integer'],
  laws: { unique: 'lossy', chanceOfInput: 0, harmless: true },
  examples: [{ input: '17B/4', matches: /^\d+(?:[a-cA-C]|\/\d+)?$/ }],
  compile(_params, column, locale = polish) {
    if (column.kind !== 'integer') requireLength('houseNumber', column, 3)
    return {
      op: 'render',
      subject: { domain: 'houseNumber', canonical: 'name' },
      pieces: [
        column.kind === 'integer' || (column.maxLength ?? 6) < 6
          ? { piece: 'number', from: 1, to: 120 }
          : { piece: 'field', field: 'houseNumber', ...wordsFrom(locale) },
      ],
      ...limit(column),
    }
  },
})
