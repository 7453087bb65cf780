import { z } from 'zod'
import { headerSchemas, type PolicyHeader } from './policy/header-schema.ts'
import { personSchema, relationsSchema, rowsSchema } from './policy/rows-schema.ts'
import { text } from './policy/text-schema.ts'
import {
  treatmentSchemas,
  type TreatmentSchemas,
  type WrittenTreatment,
} from './policy/treatment-schema.ts'
import type { Transformer } from './transformer.ts'

export type WrittenRows = z.output<typeof rowsSchema>

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
  readonly person?: z.output<typeof personSchema> | undefined
  readonly columns?: Readonly<Record<string, WrittenTreatment>> | undefined
}

/** A preset by its name, a file by its path, or a preset with the prefix that its tables have here. */
export type WrittenExtends = string | { readonly preset: string; readonly prefix: string }

export type WrittenRelation = z.output<typeof relationsSchema>[number]

export interface WrittenRules {
  readonly extends?: WrittenExtends | readonly WrittenExtends[] | undefined
  readonly tables?: Readonly<Record<string, WrittenTable>> | undefined
  readonly columns?: Readonly<Record<string, WrittenTreatment>> | undefined
  readonly relations?: readonly WrittenRelation[] | undefined
}

export type WrittenPolicy = PolicyHeader & WrittenRules

export interface WrittenPreset extends WrittenRules {
  readonly preset: 1
  readonly describe: string
  readonly prefix?: string | undefined
  readonly recognise?: readonly string[] | undefined
  readonly known?: readonly string[] | undefined
  readonly texts?: Readonly<Record<string, string>> | undefined
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
          rows: rowsSchema.optional(),
          person: personSchema.optional(),
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
    relations: relationsSchema.optional(),
  }
  return {
    ...treatments,
    policy: z
      .strictObject({ ...headerSchemas, ...rules })
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
        known: z
          .array(text('A table, without the prefix.'))
          .min(1)
          .optional()
          .describe(
            'The tables that the patterns of tables below were written for: in others they keep no text.',
          ),
        texts: z
          .record(z.string(), z.string())
          .optional()
          .describe(
            'By table, without the prefix: its columns of words that rules for several tables keep. Where a table stands here, they keep no other words of it.',
          ),
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
