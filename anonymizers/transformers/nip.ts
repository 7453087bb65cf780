import { nipPrefixes } from '../harmless-ranges.ts'
import { isShorter, refuse } from '../fit.ts'
import { rangeParams, type RangeParams } from '../realistic-range.ts'
import { say } from '../../core/redacted.ts'
import { defineTransformer } from '../transformer.ts'

/** Polish tax id, ten digits with a right check digit; dashes and `PL` stay. The value alone decides. */
export default defineTransformer<RangeParams>({
  name: 'nip',
  describe: 'Replaces a Polish tax number by a valid one that no tax office has given out.',
  kinds: ['nip', 'tax_id'],
  params: rangeParams,
  accepts: ['text', 'integer'],
  laws: { unique: 'lossy', chanceOfInput: 0, harmless: true },
  lawsWith: ({ range }) =>
    range === 'realistic'
      ? { unique: 'bijective', chanceOfInput: 0, harmless: false }
      : { unique: 'lossy', chanceOfInput: 0, harmless: true },
  examples: [
    { input: '526-025-09-95', matches: /^[1-9][1-9]0-\d{3}-\d\d-\d\d$/ },
    { input: 'PL5260250995', matches: /^PL[1-9][1-9]0\d{7}$/ },
    {
      input: '5260250995',
      params: { range: 'realistic', reason: 'unique in the ERP' },
      matches: /^[1-9]\d{9}$/,
    },
  ],
  compile({ range }, column) {
    const tooSmall = column.kind === 'integer' && (column.maxValue ?? Infinity) < 9_999_999_999
    if (isShorter(column, 10) || tooSmall)
      throw refuse('nip', column, say`ten digits do not fit`, say`Drop the value.`)
    const subject = { domain: 'nip', canonical: 'digits', follows: 'value' } as const
    if (range === 'realistic') return { op: 'permute', subject, scheme: 'nip' }
    return {
      op: 'render',
      subject,
      pieces: [
        ...(isShorter(column, 12) || column.kind === 'integer'
          ? []
          : [{ piece: 'country' } as const]),
        { piece: 'one-of', texts: nipPrefixes },
        { piece: 'digits', count: 6 },
        { piece: 'check', rule: 'nip' },
      ],
      spelling: 'separators',
    }
  },
})
