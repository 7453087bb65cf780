import { regonPrefix } from '../harmless-ranges.ts'
import { isShorter, refuse } from '../fit.ts'
import { say } from '../../core/redacted.ts'
import { rangeParams, type RangeParams } from '../realistic-range.ts'
import { defineTransformer } from '../transformer.ts'

/**
 * Nine digits with a right check digit, also where the input is the 14-digit number of a branch; with
 * `range: realistic` fourteen stay fourteen.
 */
export default defineTransformer<RangeParams>({
  name: 'regon',
  describe: 'Replaces a REGON number by a valid one from a block that is not in use.',
  kinds: ['regon'],
  params: rangeParams,
  accepts: ['text', 'integer'],
  laws: { unique: 'lossy', chanceOfInput: 0, harmless: true },
  lawsWith: ({ range }) =>
    range === 'realistic'
      ? { unique: 'bijective', chanceOfInput: 0, harmless: false }
      : { unique: 'lossy', chanceOfInput: 0, harmless: true },
  examples: [
    { input: '012100784', matches: /^99\d{7}$/ },
    {
      input: '01210078400024',
      params: { range: 'realistic', reason: 'unique in the ERP' },
      matches: /^\d{14}$/,
    },
  ],
  compile({ range }, column) {
    const tooSmall = column.kind === 'integer' && (column.maxValue ?? Infinity) < 999_999_999
    if (isShorter(column, 9) || tooSmall)
      throw refuse('regon', column, say`nine digits do not fit`, say`Drop the value.`)
    const subject = { domain: 'regon', canonical: 'digits', follows: 'value' } as const
    if (range === 'realistic') return { op: 'permute', subject, scheme: 'regon' }
    return {
      op: 'render',
      subject,
      pieces: [
        { piece: 'literal', text: regonPrefix },
        { piece: 'digits', count: 6 },
        { piece: 'check', rule: 'regon' },
      ],
      spelling: 'separators',
    }
  },
})
