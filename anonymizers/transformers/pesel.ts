import { isShorter, refuse } from '../fit.ts'
import { say } from '../../core/redacted.ts'
import { z } from 'zod'
import { defineTransformer } from '../transformer.ts'

/**
 * A valid PESEL becomes a valid PESEL with a birth date in 2100–2299 or 1800–1809, by a keyed bijection:
 * nobody who lives has one (see kernel/permute-pesel.ts). What is no valid PESEL keeps its layout and
 * does not become one.
 */
export default defineTransformer({
  name: 'pesel',
  describe:
    'Replaces a PESEL number by a valid one of nobody who lives; different ones stay different.',
  kinds: ['pesel'],
  params: z.strictObject({}),
  accepts: ['text', 'integer'],
  laws: { unique: 'bijective', chanceOfInput: 0, harmless: true },
  examples: [{ input: '44051401359', matches: /^\d\d[4-9]\d{8}$/ }],
  compile(_params, column) {
    const tooSmall = column.kind === 'integer' && (column.maxValue ?? Infinity) < 99_999_999_999
    if (isShorter(column, 11) || tooSmall)
      throw refuse('pesel', column, say`eleven digits do not fit`, say`Drop the value.`)
    return {
      op: 'permute',
      subject: { domain: 'pesel', canonical: 'digits', follows: 'value' },
      scheme: 'pesel',
    }
  },
})
