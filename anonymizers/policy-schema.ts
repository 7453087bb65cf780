import { z } from 'zod'
import { engineFamilies } from '../core/contracts/dump.ts'
import { filesSchema } from './exchange/files-schema.ts'
import { tabSchema } from './tab/tab-schema.ts'
import {
  treatmentSchemas,
  type TreatmentSchemas,
  type WrittenTreatment,
} from './policy/treatment-schema.ts'
import type { Transformer } from './transformer.ts'

const text = (description: string) => z.string().trim().min(1).max(500).describe(description)

const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, 'a day is written as 2026-11-23')
  .describe('A day: 2026-11-23.')

const hash = (of: string) =>
  z
    .string()
    .regex(/^sha256:[0-9a-f]{64}$/, 'a fingerprint is sha256: and 64 hex digits')
    .describe(`SHA-256 of ${of}: sha256: and 64 hex digits.`)

const duration = (of: string) =>
  z
    .string()
    .regex(/^[1-9]\d*[dwmy]$/, 'a time span is a number and d, w, m or y: 30d')
    .describe(`How long ${of} may be kept: 30d, 2w, 6m, 1y.`)

const person = z
  .union([
    text(
      'A column of the row that names the person; in files without columns a path: $.customer.email.',
    ),
    z.strictObject({
      table: text('The table that has a row for the person.'),
      via: text('The column of this table that points to that row.'),
      by: text('The column of that table that names the person.'),
      key: text('The column that `via` points to, when no foreign key says so.').optional(),
    }),
  ])
  .describe('Whose row it is: all fields of one person are masked so that they fit together.')

const perCent = z
  .string()
  .regex(/^\d{1,3}(?:\.\d+)?%$/, 'a share is written as 10% or 0.5%')
  .describe('A share of the rows: 10%, 0.5%.')

const rows = z
  .union([
    z.literal('empty'),
    z.strictObject({ sample: perCent }),
    z.strictObject({ first: z.int().min(1).describe('So many rows, as the dump has them.') }),
  ])
  .describe('empty: the table stays and its rows are left out. sample, first: some of them stay.')

const endpoint = (of: string) =>
  z
    .union([text(`${of}: table.column.`), z.array(text('table.column')).min(1)])
    .describe(`${of}: table.column, or a list of them.`)

const relations = z
  .array(
    z.strictObject({
      from: endpoint('The column that refers'),
      to: endpoint('The column that it refers to'),
      when: text("Which rows refer so: subject_type = 'order'.").optional(),
      children: z
        .enum(['follow', 'leave'])
        .optional()
        .describe(
          'follow: rows that refer to any kept row are kept too. leave: they do not come along. Default: they come along with the rows of a subset, not with rows that are only referred to.',
        ),
    }),
  )
  .describe('References that the schema does not declare, and what subsets do with them.')

const subset = z
  .union([
    text("Rows to start from: customer where created_at > '2026-01-01', 10% of customer."),
    z.array(text('Rows to start from.')).min(1),
    z.strictObject({
      of: z
        .union([text('Rows to start from.'), z.array(text('Rows to start from.')).min(1)])
        .optional(),
      others: z
        .enum(['keep', 'empty'])
        .default('keep')
        .describe(
          'Tables that neither depend on the rows to start from nor are referred to: keep what refers to nothing that is left out, or no row.',
        ),
    }),
  ])
  .describe('A part of the data, closed over references.')

const header = {
  policy: z.literal(1).describe('Version of this format.'),
  controller: z
    .strictObject({
      name: text('Who decides on the personal data.'),
      agreement: text('The processing agreement.').optional(),
    })
    .optional()
    .describe('The controller in the sense of GDPR Art. 4(7).'),
  project: text(
    'The project that the copies are for. Policies that name the same controller and project mask alike.',
  ).optional(),
  purpose: text('What the masked copies are for.'),
  legalStatus: z
    .enum(['pseudonymised', 'anonymous'])
    .default('pseudonymised')
    .describe('What the result is called. anonymous needs an assessment.'),
  assessment: z
    .strictObject({
      by: text('Who assessed.'),
      on: day,
      document: text('Where the assessment can be read.'),
    })
    .optional()
    .describe('Why the result is anonymous (GDPR Recital 26).'),
  key: z
    .strictObject({
      scope: z
        .enum(['set', 'project'])
        .default('set')
        .describe('set: one key for each set of snapshots. project: one key for all of them.'),
      reason: text('Why the key lives longer than a set.').optional(),
      prf: z
        .enum(['blake2s', 'hmac-sha256'])
        .optional()
        .describe(
          'The keyed function that masks derive from: keyed BLAKE2s (RFC 7693) unless said otherwise, or HMAC-SHA256 (FIPS 198-1), which is slower.',
        ),
      check: z
        .string()
        .regex(/^[0-9a-f]{16}$/, 'a check value is 16 hex digits in quotes')
        .optional()
        .describe(
          'By what the key is recognised: `poligon key check` tells it. Not part of the hash of the policy.',
        ),
    })
    .default({ scope: 'set' })
    .describe('How long the masking key lives. A longer life needs a reason.'),
  retention: z
    .strictObject({
      snapshot: duration('a masked snapshot').optional(),
      evidence: duration('evidence of runs').optional(),
    })
    .optional()
    .describe('When masked copies and evidence are removed.'),
  source: z
    .strictObject({
      engine: z
        .enum([...engineFamilies, 'files'])
        .describe('The database that the dump comes from; files: files of exchange.'),
      schema: text(
        'The schema (PostgreSQL) or database whose tables may be named without it.',
      ).optional(),
      reviewed: hash('the schema that was reviewed').optional(),
      tab: tabSchema.optional(),
    })
    .describe('The data that this policy was written for.'),
  files: filesSchema.optional(),
  onUnknown: z
    .literal('stop')
    .default('stop')
    .describe('A table, column or path that nothing is said about stops the run.'),
  largeObjects: z
    .union([
      z.strictObject({ keep: text('Why they stay as they are.') }),
      z.strictObject({ drop: text('Why they are emptied.') }),
    ])
    .optional()
    .describe('What happens to the large objects of PostgreSQL. Dropped ones stay, empty.'),
  subset: subset.optional(),
  gates: z
    .strictObject({
      leaks: z.literal(0).optional().describe('Original values that may survive: none.'),
      kAnonymity: z
        .strictObject({
          columns: z.array(text('A column or path: table.column, column$.path.')).min(1),
          k: z.int().min(2).describe('Rows that share each combination, at least.'),
        })
        .optional(),
    })
    .optional()
    .describe('Limits that the result is audited against.'),
  approvals: z
    .array(
      z.strictObject({
        role: text('DPO, security, owner of the data …'),
        name: text('Who approved.').optional(),
        on: day,
        of: hash('the policy that was approved'),
      }),
    )
    .optional()
    .describe('Who approved which state of this policy. Not part of its hash.'),
}

export type WrittenRows = z.output<typeof rows>

const prefix = (description: string) =>
  z
    .string()
    .regex(/^[\w$-]{0,60}$/, 'a prefix is letters, digits and _')
    .describe(description)

const extended = z.union([
  z.string(),
  z.strictObject({
    preset: z.string().describe('The name of a preset.'),
    prefix: prefix('What the names of its tables start with here: shop_.'),
  }),
])

export interface WrittenTable {
  readonly rows?: WrittenRows | undefined
  readonly person?: z.output<typeof person> | undefined
  readonly columns?: Readonly<Record<string, WrittenTreatment>> | undefined
}

/** A preset by its name, a file by its path, or a preset with the prefix that its tables have here. */
export type WrittenExtends = string | { readonly preset: string; readonly prefix: string }

export type WrittenRelation = z.output<typeof relations>[number]

export interface WrittenRules {
  readonly extends?: WrittenExtends | readonly WrittenExtends[] | undefined
  readonly tables?: Readonly<Record<string, WrittenTable>> | undefined
  readonly columns?: Readonly<Record<string, WrittenTreatment>> | undefined
  readonly relations?: readonly WrittenRelation[] | undefined
}

export type PolicyHeader = Readonly<z.output<z.ZodObject<typeof header>>>

export type WrittenPolicy = PolicyHeader & WrittenRules

export interface WrittenPreset extends WrittenRules {
  readonly preset: 1
  readonly describe: string
  readonly prefix?: string | undefined
  readonly recognise?: readonly string[] | undefined
}

export interface PolicySchemas extends TreatmentSchemas {
  readonly policy: z.ZodType<WrittenPolicy>
  readonly preset: z.ZodType<WrittenPreset>
}

/** The schemas of policy and preset files, with these transformers and their parameters. */
export function policySchemas(transformers: readonly Transformer[]): PolicySchemas {
  const treatments = treatmentSchemas(transformers)
  const columns = z.record(z.string(), treatments.treatment)
  const rules = {
    extends: z
      .union([extended, z.array(extended).min(1)])
      .optional()
      .describe(
        'Presets by name, or files of rules relative to this one. What is said here comes first.',
      ),
    tables: z
      .record(
        z.string(),
        z.strictObject({
          rows: rows.optional(),
          person: person.optional(),
          columns: columns
            .optional()
            .describe('Treatments by column, or by pattern in quotes: "*_hash".'),
        }),
      )
      .optional()
      .describe('By table as the dump names it, or by pattern in quotes: "log_*".'),
    columns: columns
      .optional()
      .describe('Treatments for columns of all tables, by pattern in quotes: "*.email".'),
    relations: relations.optional(),
  }
  return {
    ...treatments,
    policy: z
      .strictObject({ ...header, ...rules })
      .describe('What happens to each column of a database that is masked.'),
    preset: z
      .strictObject({
        preset: z.literal(1).describe('Version of this format.'),
        describe: text('What the rules are for.'),
        prefix: prefix(
          'What table names start with in a usual installation. The names below are without it; {prefix} stands for it in `values`.',
        ).optional(),
        recognise: z
          .array(text('A table, without the prefix.'))
          .min(1)
          .optional()
          .describe('Tables that only this product has, all of them.'),
        ...rules,
      })
      .describe('Rules that policies extend.'),
  }
}

/** The JSON Schema of policy and preset files, by which editors complete them. */
export function policyJsonSchema(transformers: readonly Transformer[]): object {
  const { policy, preset } = policySchemas(transformers)
  return z.toJSONSchema(
    z.union([policy, preset]).meta({ title: 'Poligon masking policy, version 1' }),
    { io: 'input', target: 'draft-7' },
  )
}
