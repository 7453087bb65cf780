import { requireLength } from '../fit.ts'
import { z } from 'zod'
import { defineTransformer } from '../transformer.ts'

/**
 * Moves a date by some days, never by none; the time of day stays. All dates of one persona move by the
 * same number of days, so that what lies between them stays.
 */
export default defineTransformer({
  name: 'dateShift',
  describe: 'Moves a date by a secret number of days, the same for all dates of a person.',
  kinds: ['date'],
  params: z.strictObject({
    days: z
      .int()
      .min(1)
      .max(3650)
      .optional()
      .describe('Most days to either side; 30 when not set.'),
  }),
  accepts: ['date', 'timestamp', 'text'],
  laws: { unique: 'lossy', chanceOfInput: 0, harmless: true },
  examples: [
    { input: '2026-03-14 15:09:26.535', matches: /^2026-0[234]-\d\d 15:09:26\.535$/ },
    { input: '2026-03-14', params: { days: 1 }, matches: /^2026-03-1[35]$/ },
  ],
  compile({ days }, column) {
    if (column.kind === 'text') requireLength('dateShift', column, 10)
    return {
      op: 'shift-date',
      subject: { domain: 'dateShift', canonical: 'text' },
      move: { days: days ?? 30 },
    }
  },
})
