import { name, say, type Redacted } from '../core/redacted.ts'
import { PoligonError } from '../core/errors.ts'
import type { ColumnShape } from './column.ts'
import { createRowMasker } from './kernel/row-masker-of.ts'
import { lawsOf, type Transformer } from './transformer.ts'

const keys = [1, 2].map((byte) => new Uint8Array(32).fill(byte))
const rounds = 3

/**
 * What is wrong with a transformer by its own examples: it does not give them, not twice the same in any
 * order, its input, or what its laws exclude. Undefined when nothing is.
 */
export function userTransformerProblem(transformer: Transformer): Redacted | undefined {
  const { accepts, examples, params } = transformer
  const column: ColumnShape = {
    name: transformer.name,
    kind: accepts[0] ?? 'text',
    declared: accepts[0] ?? 'text',
    nullable: true,
    generated: false,
    caseInsensitive: false,
  }
  const masksOf = (key: Uint8Array, at: number) => {
    const { input, params: given = {} } = examples[at] as (typeof examples)[number]
    const program = transformer.compile(params.parse(given), column)
    const masker = createRowMasker(
      {
        shape: {
          name: 't',
          family: 'postgres',
          columns: [column],
          uniqueKeys: [],
          foreignKeys: [],
        },
        rows: 'masked',
        columns: [{ column: column.name, treatment: 'mask', transformer: 'user', program }],
      },
      [column.name],
      key,
      undefined,
    )
    const [mask] = masker.mask([Buffer.from(input)])
    return mask ? Buffer.from(mask).toString() : null
  }
  try {
    for (const key of keys) {
      const places = examples.map((_, at) => at)
      const first = places.map((at) => masksOf(key, at))
      for (let round = 0; round < rounds; round++)
        for (const at of places.toReversed())
          if (masksOf(key, at) !== first[at])
            return say`its example ${at + 1} does not come out the same when it is asked again`
      const wrong = places.find((at) => !examples[at]?.matches.test(first[at] ?? ''))
      if (wrong !== undefined) return say`the mask of its example ${wrong + 1} does not match`
      const laws = lawsOf(transformer, params.parse(examples[0]?.params ?? {}))
      const same =
        laws.unique !== 'lossy' &&
        new Set(first).size < new Set(examples.map(({ input }) => input)).size
      if (same)
        return say`two of its examples have one mask, and it says that it keeps values distinct`
    }
  } catch (failure) {
    if (failure instanceof PoligonError) return withoutPoint(failure.what)
    return say`its parameters and examples do not fit (${name((failure as Error).name)})`
  }
  return undefined
}

const withoutPoint = (what: Redacted): Redacted => name(what.replace(/\.$/, ''))
