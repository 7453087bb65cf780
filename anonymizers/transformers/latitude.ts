import { limit } from '../fit.ts'
import { metresParams, usualMetres } from '../metres.ts'
import { defineTransformer } from '../transformer.ts'

/** Metres of one degree. */
const degree = 111_320

/** One degree is 111 km. Moved, never by nothing, with as many places as it has. */
export default defineTransformer({
  name: 'latitude',
  describe: 'Moves the latitude of a place by a secret distance.',
  kinds: ['latitude'],
  params: metresParams,
  accepts: ['decimal', 'text'],
  laws: { unique: 'lossy', chanceOfInput: 0, harmless: true },
  examples: [{ input: '52.229676', matches: /^52\.(?:1[89]|2[0-8])\d{4}$/ }],
  compile({ metres = usualMetres }, column) {
    return {
      op: 'number',
      subject: { domain: 'latitude', canonical: 'exact', follows: 'value' },
      change: { by: metres / degree },
      ...limit(column),
      most: 90,
    }
  },
})
