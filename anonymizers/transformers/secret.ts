import { z } from 'zod'
import { say } from '../../core/redacted.ts'
import { isShorter, refuse } from '../fit.ts'
import { defineTransformer } from '../transformer.ts'

/**
 * For what opens doors and is nobody's name: API keys, webhooks, SMTP servers and their passwords. What is
 * set becomes `to`, or blank; NULL and empty stay, so that what was switched off stays off.
 */
export default defineTransformer({
  name: 'secret',
  describe: 'Blanks a key, password or address of another system, or points it somewhere else.',
  kinds: ['api_key', 'webhook', 'credential'],
  params: z.strictObject({
    to: z
      .string()
      .max(2000)
      .optional()
      .describe(
        'What stands in its place: a test key, https://webhooks.example. Blank when not set.',
      ),
  }),
  accepts: ['text'],
  laws: { unique: 'lossy', chanceOfInput: 0, harmless: true, keyless: true },
  examples: [
    { input: 'sk_live_51H8x', matches: /^$/ },
    {
      input: 'https://hooks.shop.pl/x',
      params: { to: 'https://hooks.example' },
      matches: /^https:\/\/hooks\.example$/,
    },
  ],
  compile({ to = '' }, column) {
    if (isShorter(column, to.length))
      throw refuse(
        'secret',
        column,
        say`what is put in its place is longer`,
        say`Give a shorter one.`,
      )
    return { op: 'lookup', cases: [], otherwise: { op: 'constant', text: to } }
  },
})
