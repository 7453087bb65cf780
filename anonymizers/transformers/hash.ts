import { z } from 'zod'
import { requireLength } from '../fit.ts'
import { defineTransformer, type Laws } from '../transformer.ts'

/** Fewer bits than that, and two values can fall together. */
const enough = 65
const bitsOf = { hex: 4, base64: 6 } as const

interface Params {
  readonly form?: 'hex' | 'base64' | undefined
  readonly length?: number | undefined
}
const bits = ({ form = 'hex', length = 64 }: Params) => length * bitsOf[form]
const laws = (params: Params): Laws => ({
  unique: bits(params) >= enough ? 'collision-free' : 'lossy',
  chanceOfInput: 0,
  harmless: true,
})

/** A keyed digest: one way, and without the key nobody can try out which value it came from. */
export default defineTransformer<Params>({
  name: 'hash',
  describe: 'Replaces a value by a keyed digest; equal values stay equal everywhere.',
  kinds: ['digest', 'fingerprint'],
  params: z.strictObject({
    form: z.enum(['hex', 'base64']).optional().describe('Its characters; hex when not set.'),
    length: z
      .int()
      .min(4)
      .max(200)
      .optional()
      .describe(
        'Characters; 64 when not set. Below 17 hex or 11 base64, values can fall together.',
      ),
  }),
  accepts: ['text'],
  laws: laws({}),
  lawsWith: laws,
  examples: [
    { input: 'cus_NffrFeUfNV2Hib', matches: /^[0-9a-f]{64}$/ },
    {
      input: 'cus_NffrFeUfNV2Hib',
      params: { form: 'base64', length: 22 },
      matches: /^[A-Za-z0-9+/]{22}$/,
    },
    { input: 'cus_NffrFeUfNV2Hib', params: { length: 8 }, matches: /^[0-9a-f]{8}$/ },
  ],
  compile({ form = 'hex', length = 64 }, column) {
    requireLength('hash', column, length)
    return {
      op: 'render',
      subject: { domain: 'hash', canonical: 'exact', follows: 'value' },
      pieces: [{ piece: form, count: length }],
    }
  },
})
