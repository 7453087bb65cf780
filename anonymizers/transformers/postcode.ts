import { z } from 'zod'
import { requireLength } from '../fit.ts'
import type { Piece } from '../programs/render-program.ts'
import { defineTransformer } from '../transformer.ts'

/** `NN-NNN`, of the persona's town; with `keepDigits` the area of the input with other digits behind it. */
export default defineTransformer({
  name: 'postcode',
  describe: 'Replaces a postcode by another Polish one, or keeps the area and changes the rest.',
  kinds: ['postcode'],
  params: z.strictObject({
    keepDigits: z
      .int()
      .min(1)
      .max(3)
      .optional()
      .describe(
        'So many digits from the left stay: 2 keep the region for shipping prices and reports.',
      ),
  }),
  accepts: ['text'],
  laws: { unique: 'lossy', chanceOfInput: 0, harmless: true },
  examples: [
    { input: '00-950', matches: /^\d\d-\d{3}$/ },
    { input: '30-059', params: { keepDigits: 2 }, matches: /^30-\d{3}$/ },
  ],
  compile({ keepDigits }, column) {
    requireLength('postcode', column, keepDigits === undefined ? 6 : 5)
    if (keepDigits === undefined)
      return {
        op: 'render',
        subject: { domain: 'postcode', canonical: 'name' },
        pieces: [{ piece: 'field', field: 'postcode' }],
      }
    const dash: Piece[] = (column.maxLength ?? 6) < 6 ? [] : [{ piece: 'literal', text: '-' }]
    return {
      op: 'render',
      subject: { domain: 'postcode', canonical: 'digits' },
      pieces:
        keepDigits < 3
          ? [
              { piece: 'kept-digits', count: keepDigits },
              { piece: 'digits', count: 2 - keepDigits },
              ...dash,
              { piece: 'digits', count: 3 },
            ]
          : [
              { piece: 'kept-digits', count: 2 },
              ...dash,
              { piece: 'kept-digits', count: 1, from: 2 },
              { piece: 'digits', count: 2 },
            ],
    }
  },
})
