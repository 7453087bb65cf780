import { z } from 'zod'
import { say } from '../../core/redacted.ts'
import type { ColumnShape } from '../column.ts'
import { isShorter, refuse, requireLength } from '../fit.ts'
import { wordsFrom, type Locale } from '../locales/locale.ts'
import polish from '../locales/pl.ts'
import type { Program } from '../programs/program.ts'
import type { Piece } from '../programs/render-program.ts'
import { defineTransformer } from '../transformer.ts'

/** `NN-NNN`, or as the country of the locale writes it, of the persona's town; with `keepDigits` the area of the input with other digits behind it. */
export default defineTransformer({
  name: 'postcode',
  describe:
    'Replaces a postcode by another of the country, or keeps the area and changes the rest.',
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
  compile({ keepDigits }, column, locale = polish) {
    if (locale !== polish) return ofForm(locale, column, keepDigits)
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

/** A postcode as the locale writes it: of the persona's town, or with the first signs of the input. */
function ofForm(locale: Locale, column: ColumnShape, keepDigits: number | undefined): Program {
  const form = isShorter(column, locale.postcode.length)
    ? locale.postcode.replaceAll(' ', '')
    : locale.postcode
  requireLength('postcode', column, form.length)
  if (keepDigits === undefined)
    return {
      op: 'render',
      subject: { domain: 'postcode', canonical: 'name' },
      pieces: [{ piece: 'field', field: 'postcode', form, ...wordsFrom(locale) }],
    }
  if (/[AX]/.test(form))
    throw refuse(
      'postcode',
      column,
      say`postcodes of this locale begin with letters, and \`keepDigits\` keeps digits`,
      say`Leave \`keepDigits\` out.`,
    )
  const signs = Array.from(form)
  const pieces = signs.map((sign, i): Piece => {
    if (sign !== 'N') return { piece: 'literal', text: sign }
    const place = signs.slice(0, i).filter((one) => one === 'N').length
    return place < keepDigits
      ? { piece: 'kept-digits', count: 1, from: place }
      : { piece: 'digits', count: 1 }
  })
  return { op: 'render', subject: { domain: 'postcode', canonical: 'digits' }, pieces }
}
