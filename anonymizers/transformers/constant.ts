import { refuse } from '../fit.ts'
import { say } from '../../core/redacted.ts'
import { z } from 'zod'
import { columnKinds } from '../column.ts'
import { defineTransformer } from '../transformer.ts'

/** The same value in every row, also where there was NULL. */
export default defineTransformer({
  name: 'constant',
  describe: 'Puts one value into every row.',
  kinds: [],
  params: z.strictObject({
    value: z.union([z.string(), z.number(), z.boolean()]).describe('What every row gets.'),
  }),
  accepts: columnKinds,
  laws: { unique: 'lossy', chanceOfInput: 1, harmless: true },
  examples: [{ input: 'sk_live_51H8x', params: { value: 'sk_test' }, matches: /^sk_test$/ }],
  compile({ value }, column) {
    const text = String(value)
    const { kind, maxLength, maxValue, values } = column
    const fits =
      (kind !== 'text' || text.length <= (maxLength ?? Infinity)) &&
      (kind !== 'integer' ||
        (/^-?\d{1,19}$/.test(text) && Number(text) <= (maxValue ?? Infinity))) &&
      (kind !== 'decimal' || /^-?\d+(?:\.\d+)?$/.test(text)) &&
      (values === undefined || values.includes(text))
    if (!fits)
      throw refuse(
        'constant',
        column,
        say`the value is none of this column's`,
        say`Give a value that the column can hold.`,
      )
    return { op: 'constant', text }
  },
})
