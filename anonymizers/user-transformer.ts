import { z } from 'zod'
import { columnKinds, type ColumnKind } from './column.ts'
import type { CodeContext } from './kernel/code.ts'
import type { CanonicalForm } from './programs/subject.ts'
import type { Example, Laws } from './transformer.ts'

/**
 * A transformer of your own: the default export of `transformers/<name>.ts` beside the policy. It runs on
 * the slow lane, a call for every value, in the threads that mask.
 */
export interface UserTransformer {
  /** As policies write it, and the name of its file. None that Poligon has. */
  readonly name: string
  /** One sentence for people who sign policies. */
  readonly describe: string
  /** Kinds of columns it can be put on. */
  readonly accepts: readonly ColumnKind[]
  /** Parameters in the policy beside `mask:`, as a schema of zod; none when left out. */
  readonly params?: z.ZodObject
  /** What it promises; when left out, that it may make two values equal and never gives one back. */
  readonly laws?: Laws
  /** Inputs with what must be true of their masks; tried before every run. */
  readonly examples: readonly [Example, ...Example[]]
  /** Which spellings are one value to `context.random`; `text` when left out: blanks around it do not count. */
  readonly canonical?: CanonicalForm
  /** `value`: `context.random` follows the value whoever the row belongs to; else the person of the row. */
  readonly follows?: 'value'
  /**
   * The mask of a value that is neither NULL nor empty; null takes it out. Pure: the same text and context
   * give the same result in every thread and on every machine, so that all chance comes from
   * `context.random`, and nothing is remembered from one value to the next.
   */
  strings(value: string, context: CodeContext): string | null
}

const forms = ['exact', 'text', 'email', 'phone', 'digits', 'alphanumeric', 'name'] as const

/** The shape of a {@link UserTransformer}, for what a module exports. */
export const userTransformerSchema = z.strictObject({
  name: z.string().regex(/^[a-z][A-Za-z0-9]{1,59}$/, 'a name is written like fullName'),
  describe: z.string().regex(/^\p{Lu}.*\.$/su, 'a description is a sentence'),
  accepts: z.array(z.enum(columnKinds)).min(1),
  params: z.instanceof(z.ZodObject).optional(),
  laws: z
    .strictObject({
      unique: z.enum(['bijective', 'collision-free', 'lossy']),
      chanceOfInput: z.number().min(0).max(1),
      harmless: z.boolean(),
      keyless: z.literal(true).optional(),
    })
    .optional(),
  examples: z
    .array(
      z.strictObject({
        input: z.string().min(1),
        params: z.unknown().optional(),
        matches: z.instanceof(RegExp),
      }),
    )
    .min(1),
  canonical: z.enum(forms).optional(),
  follows: z.literal('value').optional(),
  strings: z.custom<UserTransformer['strings']>((value) => typeof value === 'function'),
})
