import { z } from 'zod'

const columns = z.record(
  z.string(),
  z.array(z.string().trim().min(1)).min(1).describe('Columns of the table.'),
)

/** The parts of a policy's head that say by what a copy is measured, and what it must keep to. */
export const statisticsSchema = {
  quasiIdentifiers: columns
    .optional()
    .describe(
      'By table: columns, or paths inside JSON columns (`profile$.address.city`), that tell people apart when they are taken together, such as year of birth, postcode and sex. The rows of the copy that share each combination are counted.',
    ),
  sensitive: columns
    .optional()
    .describe(
      'By table: columns that nobody should learn of a person. Of each, the different values among rows that share a combination are counted.',
    ),
  gates: z
    .strictObject({
      leaks: z.literal(0).optional().describe('Original values that may survive: none.'),
      kAnonymity: z
        .int()
        .min(2)
        .optional()
        .describe('Rows that share each combination of the quasi-identifiers, at least.'),
      lDiversity: z
        .int()
        .min(2)
        .optional()
        .describe(
          'Different values of each sensitive column among the rows that share a combination, at least.',
        ),
      singledOut: z
        .string()
        .regex(/^\d{1,2}(?:\.\d+)?%$/, 'a share is written as 5% or 0.1%')
        .optional()
        .describe(
          'Share of the rows of a table that may be alone with what is measured: the quasi-identifiers, and what Poligon finds by itself, such as date, amount and postcode of an order.',
        ),
    })
    .optional()
    .describe(
      'Limits for the copy. When one is broken the run ends with exit code 1 and leaves no target.',
    ),
}
