import { requireLength } from '../fit.ts'
import { z } from 'zod'
import { defineTransformer } from '../transformer.ts'

/** Another day of the same year (or month), so that ages and age groups stay. Reads `YYYY-MM-DD`. */
export default defineTransformer({
  name: 'birthDate',
  describe: 'Replaces a date of birth by another day of the same year.',
  kinds: ['birth_date'],
  params: z.strictObject({
    to: z
      .enum(['year', 'month'])
      .optional()
      .describe('What stays of the date: the year (the default), or year and month.'),
  }),
  accepts: ['date', 'timestamp', 'text'],
  laws: { unique: 'lossy', chanceOfInput: 0, harmless: true },
  examples: [
    { input: '1984-02-29', matches: /^1984-(?!02-29)\d\d-\d\d$/ },
    { input: '1984-02-29', params: { to: 'month' }, matches: /^1984-02-(?!29)\d\d$/ },
  ],
  compile({ to }, column) {
    if (column.kind === 'text') requireLength('birthDate', column, 10)
    return {
      op: 'shift-date',
      subject: { domain: 'birthDate', canonical: 'text' },
      move: { within: to ?? 'year' },
    }
  },
})
