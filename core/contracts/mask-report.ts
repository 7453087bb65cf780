import { z } from 'zod'

const text = (description: string) => z.string().describe(description)
const count = (description: string) => z.number().describe(description)
const risk = z
  .enum(['indirect', 'low'])
  .optional()
  .describe('How much the values may still tell, in the words of the policy.')

/** What `mask --report` writes; free of any value of the data. */
export const maskReportSchema = z.object({
  source: text('The dump, or the address of the database without its password; `-`: stdin.'),
  target: text('Where the copy went; `-`: stdout.'),
  status: z
    .enum(['pseudonymised', 'anonymous'])
    .describe('What the copy is called. `anonymous` only where the policy carries an assessment.'),
  assessment: z
    .object({ by: z.string(), on: z.string(), document: z.string() })
    .optional()
    .describe('The assessment of the policy, when the status rests on it.'),
  created: text('When the run read its source, in ISO 8601.'),
  expires: text(
    'Until when the copy may be kept, by `retention.snapshot` of the policy.',
  ).optional(),
  purpose: text('What the copy is for, in the words of the policy.'),
  controller: z
    .object({ name: z.string(), agreement: z.string().optional() })
    .optional()
    .describe('Who decides on the personal data, in the words of the policy.'),
  project: text('In the words of the policy.').optional(),
  retention: text('How long a copy may be kept: `30d`.').optional(),
  policy: text('`sha256:` of the policy with everything it extends.'),
  schema: text(
    '`sha256:` of the tables, columns, types and keys that were read: what `source.reviewed` of the policy may name.',
  ),
  approved: z.boolean().describe('Whether an approval in the policy names this hash.'),
  approvals: z
    .array(
      z.object({
        role: z.string(),
        name: z.string().optional(),
        on: text('A day.'),
        of: text('The hash that was approved.'),
        current: z
          .boolean()
          .describe('Whether that is the policy as it is; else it was changed since.'),
      }),
    )
    .describe('In the words of the policy.'),
  versions: z
    .object({ poligon: z.string(), node: z.string(), dump: text('What the dump was made for.') })
    .describe('Of what masked, and the kind of database that was read.'),
  keyId: text(
    'Of the key that masks. Two copies with one id agree; it tells nothing about the key.',
  ),
  set: text('The set of copies; absent: the one without a name.').optional(),
  kernel: z.enum(['wasm', 'javascript']).describe('What masked; the bytes are the same.'),
  subset: z
    .array(z.string())
    .optional()
    .describe('The rows that the subset starts from, without the texts in the conditions.'),
  tables: z
    .array(
      z.object({
        table: text('As the dump names it.'),
        rows: count('Rows that are in the copy.'),
        rowsIn: count('Rows that were read.'),
        reason: text(
          'Why the rows are left out, or stay although a preset leaves them out, in the words of the policy.',
        ).optional(),
        maskedColumns: z.array(z.string()).describe('Columns that are masked or dropped.'),
      }),
    )
    .describe('In the order of the dump; tables without rows are left out.'),
  keptColumns: z
    .array(
      z.object({
        table: z.string(),
        column: z.string(),
        reason: text('Why, in the words of the policy.'),
        risk,
      }),
    )
    .describe('Every column that passes as it is.'),
  treatments: z
    .array(
      z.object({
        table: z.string(),
        column: z.string(),
        treatment: z.enum(['mask', 'drop']),
        transformer: text('Of a masked column; of documents `json`, `php` or `xml`.').optional(),
        harmless: z
          .boolean()
          .optional()
          .describe(
            'Of a masked column: whether all its masks lie in ranges that belong to nobody.',
          ),
        secret: z.literal(true).optional().describe('There are keys, passwords or the like in it.'),
        review: z
          .literal(true)
          .optional()
          .describe('The policy says in a comment that somebody should decide about it.'),
      }),
    )
    .describe('Every column that is masked or dropped.'),
  uniqueKeys: z
    .array(
      z.object({
        table: z.string(),
        columns: z.array(z.string()),
        proof: z
          .enum(['bijection', 'width', 'other columns'])
          .describe(
            '`bijection`: no two values become one; `width`: a pair does with a chance below 2^-64; `other columns`: those that are kept keep the rows apart.',
          ),
      }),
    )
    .describe('Keys with a masked column, and why their values stay distinct.'),
  optOuts: z
    .array(
      z.object({
        table: z.string(),
        column: z.string(),
        part: text('Where inside the column: a path, a condition or a case.').optional(),
        what: z
          .enum(['kept', 'other paths kept', 'realistic', 'words kept'])
          .describe(
            '`kept`: passes although it may tell of a person; `other paths kept`: whatever is not named inside; `realistic`: a mask can be somebody’s.',
          ),
        reason: text('In the words of the policy; absent: it gives none.').optional(),
        risk,
      }),
    )
    .describe('Where the policy does less than it could, item by item.'),
  warnings: z.array(z.string()).describe('What a reviewer should know; no value of the data.'),
  measured: z
    .array(
      z.object({
        table: z.string(),
        why: z
          .enum(['declared', 'person', 'event'])
          .describe(
            '`declared`: by the policy. Found by Poligon: `person`, what tells people apart and passes; `event`, day with amount and postcode of an order or the like.',
          ),
        columns: z.array(
          z.object({
            column: z.string(),
            precision: z.enum(['whole', 'day', 'year']).describe('How much of the value counts.'),
          }),
        ),
        counted: z
          .enum(['rows', 'persons'])
          .optional()
          .describe(
            'What k counts: `persons` where the policy says whose a row is (`person:`); several rows of one are then one.',
          ),
        rows: z.number(),
        classes: count('Different combinations.'),
        smallest: count('Rows, or persons, of the rarest combination: k of k-anonymity.'),
        unique: count(
          'Rows that are alone with theirs; of persons, rows whose combination nobody else has.',
        ),
        fewerThanFive: count('Rows that share theirs with fewer than four other rows or persons.'),
        sensitive: z.array(
          z.object({
            column: z.string(),
            fewest: count('Different values in the poorest combination: l of l-diversity.'),
          }),
        ),
      }),
    )
    .optional()
    .describe(
      'How many rows of the copy share what tells rows apart; absent where neither the policy nor the command asked for it.',
    ),
  limits: z
    .object({
      kAnonymity: z.number().optional(),
      lDiversity: z.number().optional(),
      singledOut: count('A share, from 0 to 1.').optional(),
    })
    .optional()
    .describe('Limits of the policy that the copy keeps to.'),
  notes: z
    .array(z.string())
    .optional()
    .describe(
      'What of the dump a database did not get, or got otherwise: owners, rights and accounts of the original server, rows that had to be inserted.',
    ),
  hashes: z
    .object({ input: z.string().optional(), output: z.string().optional() })
    .optional()
    .describe(
      '`sha256:` of the files as they are stored, of a folder that of the lines of `sha256sum` for its files; streams and databases have none.',
    ),
  preflight: z
    .object({
      sourceBytes: count(
        'Of the source as it is stored; of a stream or database, as it was spooled.',
      ),
      unpackedBytes: count('Of the dump when it is unpacked.'),
      spoolBytes: count(
        'Kept encrypted on disk while the run lasts, because it is read twice: a stream or a live database.',
      ).optional(),
      targetBytes: count('That the copy may take on disk.').optional(),
      freeBytes: count('That were free where the copy goes.').optional(),
      memoryBytes: count('That the run may take.'),
    })
    .optional()
    .describe('What the run was judged to need before it began to read; about.'),
  trail: z
    .object({ number: z.number(), hash: z.string() })
    .optional()
    .describe(
      'The entry of this run in the trail of the project; a trail in which it stands was not cut off before.',
    ),
  verified: z
    .boolean()
    .describe(
      'Whether every original that is masked or dropped was looked for in the whole copy, and none was left. `false`: `--no-verify`, or the policy masks nothing that could be looked for.',
    ),
  verification: z
    .object({
      originals: count('Different values that were looked for.'),
      rows: count('That were looked at.'),
      fields: count('That were looked at.'),
      unread: count(
        'Fields in which something is compressed or encrypted that was not looked into to its end: more than three times over, more than 8 MB, or no text.',
      ).default(0),
      explained: z
        .array(
          z.object({
            table: text('Empty: between the rows.'),
            column: z.string(),
            kind: text('What the originals are: mostly the transformer.'),
            rows: count('Fields that hold one.'),
            why: z
              .enum(['kept', 'chance', 'unsure'])
              .describe(
                '`kept`: the policy keeps it there; `chance`: masks are like it; `unsure`: there is more of it than by chance, and somebody should look where it comes from.',
              ),
            reason: text('Why it is kept, in the words of the policy.').optional(),
            probability: count(
              'Of chance, and where it is unsure: how likely a field of the column holds such a value. Of numbers it follows from how many originals there are, of words it is how often they were found.',
            ).optional(),
          }),
        )
        .describe('Originals that were found and are no leak.'),
      unaligned: z
        .array(z.string())
        .describe('Tables whose single names could not be compared row by row.'),
    })
    .optional()
    .describe('What the verification saw.'),
  bytesIn: count('Of the dump, unpacked.'),
  bytesOut: count('Of the copy, before it is packed.'),
  seconds: count('From the start of the run.'),
})

export type MaskReport = Readonly<z.output<typeof maskReportSchema>>
