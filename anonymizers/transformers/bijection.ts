import { refuse } from '../fit.ts'
import { say } from '../../core/redacted.ts'
import { z } from 'zod'
import { defineTransformer } from '../transformer.ts'

/**
 * A keyed permutation of identifiers (see kernel/permute-id.ts): numbers stay numbers, UUIDs stay UUIDs,
 * all else keeps its layout. Pseudonymisation: whoever has the key can turn it back.
 */
export default defineTransformer({
  name: 'bijection',
  describe: 'Replaces an identifier by another of the same form; different ones stay different.',
  kinds: ['id', 'order_number', 'external_id'],
  params: z.strictObject({
    digits: z
      .int()
      .min(2)
      .max(18)
      .optional()
      .describe(
        'Whole numbers of up to so many digits stay below 10^digits; 9 when not set; longer ones up to 18 digits share a range, beyond that the length stays. The same for a key and all that refers to it.',
      ),
    prefix: z
      .string()
      .regex(
        /^(?=.*[^\d?])[\w?./:#-]{1,40}$/,
        'a prefix is ASCII letters, digits, ? and separators, and not digits alone',
      )
      .optional()
      .describe(
        'What numbers begin with, and keep: ORD-, ORD-????- where ? stands for any letter or digit. The same for a key and all that refers to it.',
      ),
  }),
  accepts: ['text', 'integer', 'uuid'],
  laws: { unique: 'bijective', chanceOfInput: 0, harmless: true },
  examples: [
    { input: '4711', matches: /^[1-9]\d{0,8}$/ },
    { input: 'ZAM/2026/000123', matches: /^[A-Z]{3}\/\d{4}\/\d{6}$/ },
    { input: '0042', matches: /^00[1-9]\d$/ },
    { input: '620999999999999999999999', matches: /^[1-9]\d{23}$/ },
    {
      input: 'ORD-2024-00017',
      params: { prefix: 'ORD-????-' },
      matches: /^ORD-2024-(?!00017)\d{5}$/,
    },
    {
      input: '5f0c954e-8d4b-4c57-9c39-2f8a3f7c1d11',
      matches: /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-9[0-9a-f]{3}-[0-9a-f]{12}$/,
    },
  ],
  compile({ digits = 9, prefix }, column) {
    if (prefix !== undefined && column.kind !== 'text')
      throw refuse(
        'bijection',
        column,
        say`a prefix stands in texts only`,
        say`Leave \`prefix\` out.`,
      )
    const largest =
      column.kind === 'integer'
        ? (column.maxValue ?? Infinity)
        : 10 ** (column.kind === 'text' ? (column.maxLength ?? 18) : 18) - 1
    if (largest < 10 ** digits - 1)
      throw refuse(
        'bijection',
        column,
        say`numbers of ${digits} digits do not fit`,
        say`Set digits to what fits, for the key and all that refers to it.`,
      )
    const holdsShared = largest >= 10 ** 18 - 1
    return {
      op: 'permute',
      subject: { domain: 'bijection', canonical: 'exact', follows: 'value' },
      scheme: 'id',
      digits,
      ...(prefix === undefined ? {} : { prefix }),
      ...(!holdsShared ? { most: digits } : column.kind === 'integer' ? { most: 18 } : {}),
    }
  },
})
