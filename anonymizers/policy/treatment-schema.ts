import { z } from 'zod'
import type { Transformer } from '../transformer.ts'

/** A treatment as it is written. Which keys go together is what {@link treatmentSchemas} checks. */
export type WrittenTreatment = string | WrittenRule

export interface WrittenRule {
  readonly mask?: string
  readonly keep?: string
  readonly drop?: string
  readonly json?: Readonly<Record<string, WrittenTreatment>>
  readonly php?: Readonly<Record<string, WrittenTreatment>>
  readonly xml?: Readonly<Record<string, WrittenTreatment>>
  readonly otherPaths?: 'keep' | 'stop' | { readonly keep: string }
  readonly persons?: Readonly<Record<string, 'row'>>
  readonly unique?: boolean
  readonly risk?: 'indirect' | 'low'
  readonly when?: string
  readonly else?: WrittenTreatment
  readonly chosenBy?: string | WrittenLookup
  readonly values?: Readonly<Record<string, WrittenTreatment>>
  readonly other?: WrittenTreatment
  /** A parameter of the transformer. */
  readonly [param: string]: unknown
}

/** Where the code is found that a number of the row stands for. */
export interface WrittenLookup {
  readonly column: string
  readonly table: string
  readonly key: string
  readonly name: string
}

/** The keys one of which every treatment has. */
export const verbs = ['mask', 'keep', 'drop', 'json', 'php', 'xml', 'chosenBy'] as const

const reason = (description: string) => z.string().trim().min(3).max(500).describe(description)

const risk = z
  .enum(['indirect', 'low'])
  .optional()
  .describe('How much the values may still tell: indirect (together with other knowledge) or low.')

export interface TreatmentSchemas {
  readonly transformers: readonly Transformer[]
  readonly treatment: z.ZodType<WrittenTreatment>
  /** The schema that a rule was meant to follow; undefined when its verb or transformer is unknown. */
  meant(rule: Readonly<Record<string, unknown>>, nested: boolean): z.ZodObject | undefined
}

/** The schema of treatments, with the parameters of these transformers. */
export function treatmentSchemas(transformers: readonly Transformer[]): TreatmentSchemas {
  const shortForm = z.enum(transformers.map(({ name }) => name)).describe('Short for {mask: name}.')
  const nested: z.ZodType<WrittenTreatment> = z.lazy(() => nestedUnion)
  const treatment: z.ZodType<WrittenTreatment> = z.lazy(() => union)
  // What is kept is most of a policy: it is tried first.
  const plain = [...others(nested), ...transformers.flatMap(masks)]
  const conditional = [...plain, chosen(treatment)].map(({ key, schema }) => ({
    key,
    schema: schema.extend({
      when: z
        .string()
        .optional()
        .describe(
          "Only where another column of the row says so: typ = 'JDG', typ in ('A', 'B'), typ != 'C'.",
        ),
      else: treatment.optional().describe('What happens where `when` does not hold.'),
      ...('mask' in schema.shape
        ? {
            unique: z
              .literal(true)
              .optional()
              .describe('A check: refused unless distinct values stay distinct.'),
          }
        : {}),
    }),
  }))
  const nestedUnion = z
    .union([shortForm, ...plain.map(({ schema }) => schema)])
    .meta({ id: 'partTreatment', description: 'What happens to a part of a value.' })
  const union = z
    .union([shortForm, ...conditional.map(({ schema }) => schema)])
    .meta({ id: 'treatment', description: 'What happens to a column: mask, keep or drop.' })
  return {
    transformers,
    treatment,
    meant: (rule, inside) => {
      const verb = verbs.find((one) => Object.hasOwn(rule, one))
      const key = verb === 'mask' ? `mask ${String(rule['mask'])}` : verb
      const forms = (inside ? plain : conditional).filter((form) => form.key === key)
      // A word that only another form knows weighs more than a key that is missing or too much.
      const misfits = ({ schema }: Form) =>
        (schema.safeParse(rule).error?.issues ?? [])
          .map(({ code }) => (code === 'invalid_value' ? 100 : 1))
          .reduce((sum, weight) => sum + weight, 0)
      return forms.toSorted((a, b) => misfits(a) - misfits(b))[0]?.schema
    },
  }
}

/** One way to write a treatment. `key` is its verb, with the transformer of a mask. */
interface Form {
  readonly key: string
  readonly schema: z.ZodObject
}

/** A transformer has one form for each set of parameters that go together. */
function masks(transformer: Transformer): Form[] {
  const { name, params } = transformer
  return parameterSets(params, name).map((set) => ({
    key: `mask ${name}`,
    schema: z.strictObject({
      mask: z.literal(name).describe(transformer.describe),
      risk,
      ...set.shape,
    }),
  }))
}

function parameterSets(params: z.core.$ZodType, transformer: string): z.ZodObject[] {
  if (params instanceof z.ZodObject) return [params]
  if (params instanceof z.ZodUnion)
    return params.options.flatMap((option) => parameterSets(option, transformer))
  throw new TypeError(
    `The parameters of ${transformer} are neither an object nor a choice of them.`,
  )
}

function others(nested: z.ZodType<WrittenTreatment>): Form[] {
  const paths = (format: string) =>
    z
      .record(z.string(), nested)
      .describe(
        `Treatments by path inside the ${format}: $.a.b, $.list[*].street, $.a.*.b, $['odd key'].`,
      )
  const otherPaths = z
    .union([
      z.enum(['keep', 'stop']),
      z.strictObject({ keep: reason('Why what is not named may pass.') }),
    ])
    .default('stop')
    .describe(
      'A text or number at a path that is not named: stop the run, or let it pass, best with a reason: {keep: why}.',
    )
  const persons = z
    .record(z.string(), z.literal('row'))
    .optional()
    .describe(
      'Lists whose elements are about the person of the row: {"$.history[*]": row}. Each element of any other list is a person of its own, by its e-mail, else its name.',
    )
  const forms = {
    keep: z.strictObject({ keep: reason('Why the value may stay.'), risk }),
    drop: z.strictObject({ drop: reason('Why the value is taken out.') }),
    json: z.strictObject({ json: paths('JSON'), otherPaths, persons }),
    php: z.strictObject({ php: paths('PHP-serialized value'), otherPaths, persons }),
    xml: z.strictObject({ xml: paths('XML, an attribute as $.order.@id'), otherPaths, persons }),
  }
  return Object.entries(forms).map(([key, schema]) => ({ key, schema }))
}

/** What a value is, is said by another column of its row: attribute by attribute. */
function chosen(treatment: z.ZodType<WrittenTreatment>): Form {
  const column = (description: string) => z.string().trim().min(1).max(200).describe(description)
  const schema = z.strictObject({
    chosenBy: z
      .union([
        column('The column of the row that says what the value is: meta_key.'),
        z.strictObject({
          column: column('The column of the row that points to a table of attributes.'),
          table: column('That table.'),
          key: column('Its column that is pointed to.'),
          name: column('Its column that holds the names which stand under `values`.'),
        }),
      ])
      .describe('What decides about the value.'),
    values: z
      .record(z.string(), treatment)
      .describe('Treatments by what that column holds; several with commas between.'),
    other: z
      .union([z.literal('stop'), treatment])
      .describe('What happens where it holds anything else, or NULL. stop: the run ends there.'),
  })
  return { key: 'chosenBy', schema }
}
