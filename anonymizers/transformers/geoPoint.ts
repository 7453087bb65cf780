import { metresParams, usualMetres } from '../metres.ts'
import { defineTransformer } from '../transformer.ts'

/** Metres of one degree to the east in the latitude of Poland; one to the north has more. */
const degree = 69_000

/**
 * A pair of coordinates in a text or a column of points: `52.23, 21.01`, `(52.23,21.01)`,
 * `POINT(21.01 52.23)`, and points in well-known binary as MySQL, MariaDB and PostGIS store them. Both
 * coordinates are moved, never by nothing.
 */
export default defineTransformer({
  name: 'geoPoint',
  describe: 'Moves a place, written as a pair of coordinates, by a secret distance.',
  kinds: ['coordinates'],
  params: metresParams,
  accepts: ['text', 'other'],
  laws: { unique: 'lossy', chanceOfInput: 0, harmless: true },
  examples: [
    { input: '52.229676, 21.012229', matches: /^52\.[123]\d{5}, 2[01]\.[09]\d{5}$/ },
    {
      input: 'SRID=4326;POINT(21.012229 52.229676)',
      matches: /^SRID=4326;POINT\(2[01]\.[09]\d{5} 52\.[123]\d{5}\)$/,
    },
    {
      input: '(52.229676,21.012229)',
      params: { metres: 50 },
      matches: /^\(52\.2[23]\d{4},21\.01\d{4}\)$/,
    },
    {
      input: '0101000020E6100000E63FA4DFBE033540DE02098A1F1D4A40',
      matches: /^0101000020E6100000[0-9A-F]{32}$/,
    },
  ],
  compile({ metres = usualMetres }) {
    return {
      op: 'number',
      subject: { domain: 'geoPoint', canonical: 'exact', follows: 'value' },
      change: { by: metres / degree },
      within: 'text',
    }
  },
})
