import { z } from 'zod'
import { wordsFrom } from '../locales/locale.ts'
import polish from '../locales/pl.ts'
import { requireLength } from '../fit.ts'
import type { Piece } from '../programs/render-program.ts'
import { defineTransformer } from '../transformer.ts'

/** 65 bits: two names fall together with a chance below 2^-64. */
const tokenLength = 13

/** `anna.<token>`. The value alone decides, as for e-mail: a login means one account everywhere. */
export default defineTransformer({
  name: 'username',
  describe: 'Replaces a user name by an invented one; equal names stay equal everywhere.',
  kinds: ['username', 'login'],
  params: z.strictObject({}),
  accepts: ['text'],
  laws: { unique: 'collision-free', chanceOfInput: 0, harmless: true },
  examples: [{ input: 'jnowak84', matches: /^[a-z]+\.[a-z2-7]{13}$/ }],
  compile(_params, column, locale = polish) {
    requireLength('username', column, tokenLength)
    const names = Math.min(column.maxLength ?? 60, 60) - tokenLength - 1
    const pieces: Piece[] = [{ piece: 'token', count: tokenLength }]
    if (names >= 3)
      pieces.unshift(
        { piece: 'field', field: 'firstName', lower: true, most: names, ...wordsFrom(locale) },
        { piece: 'literal', text: '.' },
      )
    return {
      op: 'render',
      subject: { domain: 'username', canonical: 'email', follows: 'value' },
      pieces,
    }
  },
})
