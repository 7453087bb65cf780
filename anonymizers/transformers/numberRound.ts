import { say } from '../../core/redacted.ts'
import { z } from 'zod'
import { largestOf, limit, refuse } from '../fit.ts'
import { defineTransformer } from '../transformer.ts'

/** To the nearest multiple, a half away from zero; what is a multiple already stays. */
export default defineTransformer({
  name: 'numberRound',
  describe: 'Rounds a number to a multiple.',
  kinds: ['amount', 'salary'],
  params: z.strictObject({ to: z.number().positive().describe('The multiple: 10, 1000, 0.5.') }),
  accepts: ['decimal', 'integer', 'text'],
  laws: { unique: 'lossy', chanceOfInput: 0.5, harmless: true, keyless: true },
  examples: [
    { input: '1249.90', params: { to: 100 }, matches: /^1200\.00$/ },
    { input: '-1250', params: { to: 500 }, matches: /^-1500$/ },
    { input: '7.3', params: { to: 0.5 }, matches: /^7\.5$/ },
  ],
  compile({ to }, column) {
    if (column.kind === 'integer' && !Number.isInteger(to))
      throw refuse(
        'numberRound',
        column,
        say`the multiple is no whole number`,
        say`Give a whole number.`,
      )
    return {
      op: 'number',
      subject: { domain: 'numberRound', canonical: 'exact', follows: 'value' },
      change: { round: to },
      ...largestOf(column),
      ...limit(column),
    }
  },
})
