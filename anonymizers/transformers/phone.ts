import { unassignedAreas } from '../harmless-ranges.ts'
import type { ColumnShape } from '../column.ts'
import { isShorter, limit, refuse } from '../fit.ts'
import type { PhoneRange } from '../locales/locale.ts'
import polish from '../locales/pl.ts'
import type { Program } from '../programs/program.ts'
import { rangeParams, type RangeParams } from '../realistic-range.ts'
import { say } from '../../core/redacted.ts'
import { defineTransformer } from '../transformer.ts'

/** A number of the country, in Poland of nine digits, spelt as the input is (`+48`, `0048`, spaces, dashes). The value alone decides. */
export default defineTransformer<RangeParams>({
  name: 'phone',
  describe:
    'Replaces a phone number by one that is assigned to nobody; equal numbers stay equal everywhere.',
  kinds: ['phone', 'mobile'],
  params: rangeParams,
  accepts: ['text', 'integer'],
  laws: { unique: 'lossy', chanceOfInput: 0, harmless: true },
  lawsWith: ({ range }) =>
    range === 'realistic'
      ? { unique: 'bijective', chanceOfInput: 0, harmless: false }
      : { unique: 'lossy', chanceOfInput: 0, harmless: true },
  examples: [
    { input: '+48 600 123 456', matches: /^\+48 (?:27|28|30|31|35|36|37|38|40|49)\d \d{3} \d{3}$/ },
    { input: '600123456', matches: /^(?:27|28|30|31|35|36|37|38|40|49)\d{7}$/ },
    {
      input: '600-123-456',
      params: { range: 'realistic', reason: 'the carrier checks the range' },
      matches: /^[1-9]\d\d-\d{3}-\d{3}$/,
    },
  ],
  compile({ range }, column, locale = polish) {
    if (locale !== polish) return ofCountry(locale.phone, range === 'realistic', column)
    const tooSmall = column.kind === 'integer' && (column.maxValue ?? Infinity) < 999_999_999
    if (isShorter(column, 9) || tooSmall)
      throw refuse('phone', column, say`nine digits do not fit`, say`Drop the value.`)
    const subject = { domain: 'phone', canonical: 'phone', follows: 'value' } as const
    if (range === 'realistic') return { op: 'permute', subject, scheme: 'phone' }
    return {
      op: 'render',
      subject,
      pieces: [
        { piece: 'one-of', texts: unassignedAreas },
        { piece: 'digits', count: 7 },
      ],
      spelling: 'phone',
    }
  },
})

function ofCountry(range: PhoneRange, realistic: boolean, column: ColumnShape): Program {
  const longest = Math.max(
    ...range.unassigned.map(([begins, digits]) => range.trunk.length + begins.length + digits),
  )
  const tooSmall = column.kind === 'integer' && (column.maxValue ?? Infinity) < 10 ** longest - 1
  if (isShorter(column, longest) || tooSmall)
    throw refuse('phone', column, say`${longest} digits do not fit`, say`Drop the value.`)
  const subject = { domain: 'phone', canonical: 'digits', follows: 'value' } as const
  return realistic
    ? { op: 'permute', subject, scheme: 'phone', range }
    : { op: 'phone', subject, range, ...limit(column) }
}
