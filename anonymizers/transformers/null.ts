import { refuse } from '../fit.ts'
import { say } from '../../core/redacted.ts'
import { z } from 'zod'
import { columnKinds } from '../column.ts'
import { defineTransformer } from '../transformer.ts'

/** NULL in every row. */
export default defineTransformer({
  name: 'null',
  describe: 'Takes the value out: NULL in every row.',
  kinds: [],
  params: z.strictObject({}),
  accepts: columnKinds,
  laws: { unique: 'lossy', chanceOfInput: 0, harmless: true },
  examples: [{ input: 'sk_live_51H8x', matches: /^$/ }],
  compile(_params, column) {
    if (!column.nullable)
      throw refuse(
        'null',
        column,
        say`the column may not be NULL`,
        say`Drop the value, or give a constant.`,
      )
    return { op: 'null' }
  },
})
