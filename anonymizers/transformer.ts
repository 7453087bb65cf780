import type { z } from 'zod'
import type { ColumnKind, ColumnShape } from './column.ts'
import type { Locale } from './locales/locale.ts'
import polish from './locales/pl.ts'
import type { Program } from './programs/program.ts'
import type { UserTransformer } from './user-transformer.ts'

/**
 * What a transformer promises. The contract suite holds every member of the registry to its laws
 * with generated values.
 */
export interface Laws {
  /**
   * What becomes of distinct inputs (after canonicalisation) in a column that is wide enough:
   * - `bijective`: valid values of the kind stay distinct, always;
   * - `collision-free`: they stay distinct but with a chance below 2^-64 for a pair;
   * - `lossy`: they may fall together. Refused by the policy on a unique column.
   */
  readonly unique: 'bijective' | 'collision-free' | 'lossy'
  /** The output may be equal to the input only by chance of this order: 0 is never. */
  readonly chanceOfInput: number
  /** The output lies in a reserved, test or unassigned range, so that it can reach nobody. */
  readonly harmless: boolean
  /** The output follows from the input and the parameters alone: without the key the same. */
  readonly keyless?: true
}

/** An input with its context, for the documentation and as a test vector. Values are invented. */
export interface Example {
  readonly input: string
  readonly params?: unknown
  /** Anything true of the output, as a regular expression; the output itself depends on the key. */
  readonly matches: RegExp
}

/**
 * One treatment of a value. A transformer does not touch data itself: it *compiles* to a
 * {@link Program}, plain data that the kernel executes over bytes. That keeps the hot loop in one
 * place, lets programs cross to worker threads and lets a kernel be replaced by a faster one.
 */
export interface Transformer<P = unknown> {
  /** As policies write it: `email`, `fullName`. */
  readonly name: string
  /** One sentence for people who sign policies. */
  readonly describe: string
  /** Names in `pii.json`-like findings that this one is the natural treatment of. */
  readonly kinds: readonly string[]
  /** Parameters in the policy beside `mask:`; the schema's descriptions are the reference page. */
  readonly params: z.ZodType<P>
  /** Kinds of columns it can be put on. */
  readonly accepts: readonly ColumnKind[]
  readonly laws: Laws
  /** Where parameters change what is promised; ask {@link lawsOf}, not this. */
  lawsWith?(params: P, locale: Locale): Laws
  readonly examples: readonly Example[]
  /**
   * Fits the treatment to one column: type, length, uniqueness, character set.
   *
   * @param locale whose persons, addresses and numbers masks are; Polish when it is not said
   * @throws POLIGON_POLICY_REFUSED when the column is too short or of a type where the laws would
   * not hold.
   */
  compile(params: P, column: ColumnShape, locale?: Locale): Program
}

/** What `transformer` promises when it is used with `params`. */
export function lawsOf<P>(transformer: Transformer<P>, params: P, locale: Locale = polish): Laws {
  return transformer.lawsWith?.(params, locale) ?? transformer.laws
}

/**
 * Declares a transformer; the identity function, for its types. One of your own has `strings` in the place
 * of `compile` (see {@link UserTransformer}).
 */
export function defineTransformer<P>(transformer: Transformer<P>): Transformer<P>
export function defineTransformer(transformer: UserTransformer): UserTransformer
export function defineTransformer(
  transformer: Transformer | UserTransformer,
): Transformer | UserTransformer {
  return transformer
}
