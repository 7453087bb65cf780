import { z } from 'zod'
import { requireLength } from '../fit.ts'
import { testCards, type CardScheme } from '../harmless-ranges.ts'
import type { Program } from '../programs/program.ts'
import { defineTransformer } from '../transformer.ts'

/** Which scheme a number is of, by the digits that it begins with; the first that fits. */
const beginnings: readonly (readonly [string, CardScheme])[] = [
  ['4', 'visa'],
  ['5', 'mastercard'],
  ['2', 'mastercard'],
  ['34', 'americanExpress'],
  ['37', 'americanExpress'],
  ['35', 'jcb'],
  ['3', 'diners'],
  ['6', 'discover'],
]

/**
 * A number that payment companies publish for tests, of the scheme that the input begins like and spelt
 * alike, with a right check digit. There are a few of each, so that most cards fall together. A number
 * with stars in it (`411111******1111`) keeps them and gets other digits.
 */
export default defineTransformer({
  name: 'card',
  describe: 'Replaces a payment card number by a published test number of the same scheme.',
  kinds: ['card', 'card_number'],
  params: z.strictObject({}),
  accepts: ['text'],
  laws: { unique: 'lossy', chanceOfInput: 0, harmless: true },
  examples: [
    { input: '4532 0151 1283 0366', matches: /^4\d{3} \d{4} \d{4} \d{4}$/ },
    { input: '5425233430109903', matches: /^[25]\d{15}$/ },
    { input: '374245455400126', matches: /^37\d{13}$/ },
    { input: '453201******0366', matches: /^\d{6}\*{6}\d{4}$/ },
  ],
  compile(_params, column) {
    requireLength('card', column, 16)
    const render = (scheme: CardScheme): Program => ({
      op: 'render',
      subject: { domain: 'card', canonical: 'digits', follows: 'value' },
      pieces: [{ piece: 'one-of', texts: testCards[scheme] }],
      spelling: 'separators',
    })
    return {
      op: 'by-shape',
      cases: [
        {
          contains: '*',
          program: {
            op: 'permute',
            subject: { domain: 'card', canonical: 'exact', follows: 'value' },
            scheme: 'id',
          },
        },
        ...beginnings.map(([starts, scheme]) => ({ starts, program: render(scheme) })),
      ],
      otherwise: render('visa'),
    }
  },
})
