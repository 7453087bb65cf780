import { z } from 'zod'

/**
 * The parameters of kinds whose harmless range is smaller than the range of real values: in it distinct
 * values can fall together, so a unique column needs the realistic one, and that needs a reason.
 */
export const rangeParams = z.union([
  z.strictObject({
    range: z
      .literal('harmless')
      .optional()
      .describe('Numbers that belong to nobody (the default); distinct values can fall together.'),
  }),
  z.strictObject({
    range: z
      .literal('realistic')
      .describe('A bijection onto all valid numbers: unique, but a number can be somebody’s.'),
    reason: z.string().min(1).describe('Why numbers of real people may come out.'),
  }),
])

export type RangeParams = z.infer<typeof rangeParams>
