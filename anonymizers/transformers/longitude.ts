import { limit } from '../fit.ts'
import { metresParams, usualMetres } from '../metres.ts'
import { defineTransformer } from '../transformer.ts'

/** Metres of one degree. */
const degree = 69_000

/** One degree is 69 km in the latitude of Poland; further south the step is longer. Moved, never by nothing, with as many places as it has. */
export default defineTransformer({
  name: 'longitude',
  describe: 'Moves the longitude of a place by a secret distance.',
  kinds: ['longitude'],
  params: metresParams,
  accepts: ['decimal', 'text'],
  laws: { unique: 'lossy', chanceOfInput: 0, harmless: true },
  examples: [{ input: '21.012229', matches: /^(?:20\.9[4-9]|21\.0[0-8])\d{4}$/ }],
  compile({ metres = usualMetres }, column) {
    return {
      op: 'number',
      subject: { domain: 'longitude', canonical: 'exact', follows: 'value' },
      change: { by: metres / degree },
      ...limit(column),
      most: 180,
    }
  },
})
