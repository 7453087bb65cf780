import { z } from 'zod'
import { largestOf, limit } from '../fit.ts'
import { defineTransformer } from '../transformer.ts'

/** Moves a number, never by nothing; it keeps its sign and its places behind the point, and 0 stays. */
export default defineTransformer({
  name: 'numberNoise',
  describe: 'Moves a number up or down by a secret amount; equal numbers move alike.',
  kinds: ['amount', 'salary'],
  params: z.union([
    z.strictObject({
      percent: z
        .number()
        .positive()
        .max(100)
        .optional()
        .describe('Most of the number itself to either side; 10 when not set.'),
    }),
    z.strictObject({
      by: z.number().positive().describe('Most to either side, whatever the number.'),
    }),
  ]),
  accepts: ['decimal', 'integer', 'text'],
  laws: { unique: 'lossy', chanceOfInput: 0, harmless: true },
  examples: [
    { input: '1249.90', matches: /^1[1-3]\d\d\.\d\d$/ },
    { input: '-100', params: { by: 5 }, matches: /^-(?:9[5-9]|10[1-5])$/ },
  ],
  compile(params, column) {
    return {
      op: 'number',
      subject: { domain: 'numberNoise', canonical: 'exact', follows: 'value' },
      change: 'by' in params ? { by: params.by } : { percent: params.percent ?? 10 },
      ...largestOf(column),
      ...limit(column),
    }
  },
})
