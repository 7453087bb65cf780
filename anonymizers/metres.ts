import { z } from 'zod'

/** How far a place is moved where the policy says nothing. */
export const usualMetres = 5000

/** The parameters of transformers that move a place. */
export const metresParams = z.strictObject({
  metres: z
    .int()
    .min(1)
    .max(500_000)
    .optional()
    .describe(`Most in each direction, about; ${usualMetres} when not set.`),
})
