import { requireLength } from '../fit.ts'
import { z } from 'zod'
import { defineTransformer } from '../transformer.ts'

/** 13 characters of base 32 are 65 bits. */
const shortest = 13

/** A random-looking token: 26 characters (130 bits), or as many as fit. The value alone decides. */
export default defineTransformer({
  name: 'token',
  describe: 'Replaces a key or token by a random one; equal tokens stay equal everywhere.',
  kinds: ['token', 'api_key', 'secret'],
  params: z.strictObject({
    length: z
      .int()
      .min(shortest)
      .max(200)
      .optional()
      .describe('Characters; 26 when not set, or as many as fit.'),
  }),
  accepts: ['text'],
  laws: { unique: 'collision-free', chanceOfInput: 0, harmless: true },
  examples: [
    { input: 'sk_live_51H8x', matches: /^[a-z2-7]{26}$/ },
    { input: 'abc', params: { length: 40 }, matches: /^[a-z2-7]{40}$/ },
  ],
  compile({ length }, column) {
    requireLength('token', column, length ?? shortest)
    return {
      op: 'render',
      subject: { domain: 'token', canonical: 'exact', follows: 'value' },
      pieces: [{ piece: 'token', count: length ?? Math.min(26, column.maxLength ?? 26) }],
    }
  },
})
