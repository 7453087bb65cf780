import { z } from 'zod'

const sign = (option: string) =>
  z.string().min(1).max(10).describe(`As it was given to mysqldump: --${option}.`)

/** What a policy says of the rows in a folder of `mysqldump --tab`. */
export const tabSchema = z
  .strictObject({
    fieldsTerminatedBy: sign('fields-terminated-by').optional(),
    fieldsEnclosedBy: sign('fields-enclosed-by').optional(),
    fieldsOptionallyEnclosedBy: sign('fields-optionally-enclosed-by').optional(),
    fieldsEscapedBy: sign('fields-escaped-by').optional(),
    linesTerminatedBy: sign('lines-terminated-by').optional(),
    charset: z
      .string()
      .regex(/^[a-z]\w+$/)
      .optional()
      .describe('The character set of the rows, as --default-character-set was given.'),
  })
  .describe('How the rows of a folder of mysqldump --tab are written. Default: as they look.')
