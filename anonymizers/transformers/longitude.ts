import { z } from 'zod'
import { limit } from '../fit.ts'
import { defineTransformer } from '../transformer.ts'

/** Metres of one degree. */
const degree = 69_000

/** One degree is 69 km in the latitude of Poland; further south the step is longer. Moved, never by nothing, with as many places as it has. */
export default defineTransformer({
  name: 'longitude',
  describe: 'Moves the longitude of a place by a secret distance.',
  kinds: ['longitude'],
  params: z.strictObject({
    metres: z
      .int()
      .min(1)
      .max(500_000)
      .optional()
      .describe('Most to either side; 5000 when not set.'),
  }),
  accepts: ['decimal', 'text'],
  laws: { unique: 'lossy', chanceOfInput: 0, harmless: true },
  examples: [{ input: '21.012229', matches: /^(?:20\.9[4-9]|21\.0[0-8])\d{4}$/ }],
  compile({ metres = 5000 }, column) {
    return {
      op: 'number',
      subject: { domain: 'longitude', canonical: 'exact', follows: 'value' },
      change: { by: metres / degree },
      ...limit(column),
      most: 180,
    }
  },
})
