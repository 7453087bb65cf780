import { z } from 'zod'
import { requireLength } from '../fit.ts'
import { defineTransformer } from '../transformer.ts'

/** The first day of the month, quarter or year; a time behind it becomes midnight, its zone stays. */
export default defineTransformer({
  name: 'dateGeneralise',
  describe: 'Replaces a date by the first day of its month, quarter or year.',
  kinds: ['date'],
  params: z.strictObject({
    to: z.enum(['month', 'quarter', 'year']).describe('What stays of the date.'),
  }),
  accepts: ['date', 'timestamp', 'text'],
  laws: { unique: 'lossy', chanceOfInput: 0.04, harmless: true, keyless: true },
  examples: [
    { input: '2026-03-14', params: { to: 'month' }, matches: /^2026-03-01$/ },
    {
      input: '2026-06-30 15:09:26.535+02',
      params: { to: 'quarter' },
      matches: /^2026-04-01 00:00:00\.000\+02$/,
    },
    { input: '2026-03-14T15:09:26Z', params: { to: 'year' }, matches: /^2026-01-01T00:00:00Z$/ },
  ],
  compile({ to }, column) {
    if (column.kind === 'text') requireLength('dateGeneralise', column, 10)
    return {
      op: 'shift-date',
      subject: { domain: 'dateGeneralise', canonical: 'text', follows: 'value' },
      move: { startOf: to },
    }
  },
})
