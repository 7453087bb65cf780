import { z } from 'zod'
import { kinds } from './kinds.ts'
import { specialCategories } from './special/categories.ts'

const text = (description: string) => z.string().describe(description)
const count = (description: string) => z.number().describe(description)
const table = text('As in the dump: with its schema on PostgreSQL.')
const kind = z.enum(kinds).describe('What it holds.')
const confidence = count('From 0 to 1.')
const evidence = z.array(z.string()).describe('Words and shares; never a value of the data.')
const at = z.strictObject({ table: z.string(), column: z.string() })

/** What `scan --json` prints; free of any value of the data. */
export const scanAnswerSchema = z.strictObject({
  source: text('The dump, or the address of the database without its password; `-`: stdin.'),
  columns: z
    .array(
      z.strictObject({
        table,
        column: z.string(),
        kind,
        confidence,
        review: z.boolean().describe('Too uncertain to rely on: somebody should look at it.'),
        evidence,
        paths: z
          .array(
            z.strictObject({
              path: text('As policies write it, or the key of a setting or attribute.'),
              kind,
              confidence,
              evidence,
              paths: z
                .array(z.unknown())
                .optional()
                .describe('The same again, of documents that stand there.'),
            }),
          )
          .optional()
          .describe('Inside documents, or by the keys that another column names.'),
      }),
    )
    .describe('Those that hold personal data or secrets, or are to be looked at.'),
  empty: z
    .array(z.strictObject({ table, column: z.string(), kind }))
    .describe('Named like personal data, and empty in the rows that were looked at.'),
  relations: z
    .array(
      z.strictObject({
        from: at.describe('What refers.'),
        to: at.describe('What it refers to.'),
        when: text("Which rows refer so: `owner_type = 'order'`.").optional(),
        evidence,
      }),
    )
    .describe('References that the schema does not declare.'),
  special: z
    .array(
      z.strictObject({
        table,
        column: z.string(),
        category: z.enum(specialCategories).describe('Of GDPR Art. 9 or 10, or children.'),
        evidence: z.string(),
      }),
    )
    .describe('Hints at special categories, of any column.'),
  definitions: z
    .array(
      z.strictObject({
        definition: text('`trigger`, `view`, `table`, `comment on column` …'),
        name: z.string(),
        holds: text('A kind, or `account`: it names an account of the server that it runs as.'),
      }),
    )
    .describe('Definitions with personal data in them: masking copies them as they are.'),
  checked: z
    .strictObject({
      tables: z.number(),
      tablesWithRows: z.number(),
      columns: count('Of tables with rows.'),
      rows: count('Of a live database as its statistics say.'),
      lookedAt: count('Rows whose values were judged.'),
    })
    .describe('What was looked through.'),
})

/** What `scan --policy --json` prints. */
export const driftAnswerSchema = z.strictObject({
  source: z.string(),
  changes: z
    .array(
      z.strictObject({
        change: text(
          '`new table`, `new column`, `removed table`, `removed column`, `personal in a kept column`, `personal at a new path`, `new path`, `type that the rule does not fit`, `other types or keys`.',
        ),
        table: table.optional(),
        column: z.string().optional(),
        kind: kind.optional(),
        paths: z.array(z.string()).optional().describe('Inside documents.'),
      }),
    )
    .describe('None: exit code 0, else 3.'),
  patch: text('What to merge into the policy, in YAML.'),
})
