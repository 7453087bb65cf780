import { z } from 'zod'
import { text } from '../policy/text-schema.ts'
import { fileCharsets, fileFormats } from './file-rules.ts'

/** What a policy says of files of exchange. */
export const filesSchema = z
  .record(
    z.string().regex(/^[^*?,]+$/, 'a name of a table has no pattern and no comma'),
    z.strictObject({
      match: z
        .union([text('A path or pattern.'), z.array(text('A path or pattern.')).min(1)])
        .describe('Paths in the folder, or patterns: "orders/*.csv".'),
      format: z
        .enum(fileFormats)
        .optional()
        .describe('Default: as the name ends. file: anything else, as a whole.'),
      separator: z.string().length(1).optional().describe('Of CSV. Default: as found.'),
      quote: z.string().max(1).optional().describe('Of CSV; "" for none. Default: ".'),
      columns: z
        .array(text('A name.'))
        .min(1)
        .optional()
        .describe('Names of the fields of CSV files whose first line has none.'),
      charset: z.enum(fileCharsets).optional().describe('Default: UTF-8, or as XML says.'),
      names: z
        .strictObject({ keep: text('Why.') })
        .optional()
        .describe('Why the names of the files may hold e-mail addresses or long numbers.'),
    }),
  )
  .describe('Files of exchange, as tables with these names: which files, and how to read them.')
