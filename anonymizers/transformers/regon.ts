import { regonPrefix } from '../harmless-ranges.ts'
import { isShorter, refuse } from '../fit.ts'
import { say } from '../../core/redacted.ts'
import { z } from 'zod'
import { defineTransformer } from '../transformer.ts'

/** Nine digits with a right check digit, also where the input is the 14-digit number of a branch. */
export default defineTransformer({
  name: 'regon',
  describe: 'Replaces a REGON number by a valid one from a block that is not in use.',
  kinds: ['regon'],
  params: z.strictObject({}),
  accepts: ['text', 'integer'],
  laws: { unique: 'lossy', chanceOfInput: 0, harmless: true },
  examples: [{ input: '012100784', matches: /^99\d{7}$/ }],
  compile(_params, column) {
    const tooSmall = column.kind === 'integer' && (column.maxValue ?? Infinity) < 999_999_999
    if (isShorter(column, 9) || tooSmall)
      throw refuse('regon', column, say`nine digits do not fit`, say`Drop the value.`)
    return {
      op: 'render',
      subject: { domain: 'regon', canonical: 'digits', follows: 'value' },
      pieces: [
        { piece: 'literal', text: regonPrefix },
        { piece: 'digits', count: 6 },
        { piece: 'check', rule: 'regon' },
      ],
      spelling: 'separators',
    }
  },
})
