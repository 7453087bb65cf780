import type { DisposalStack } from '../../core/disposal.ts'
import type { MaskingKey } from '../../core/key.ts'
import { say } from '../../core/redacted.ts'
import { createDefinitionMasker } from '../definitions/definition-masker.ts'
import type { BytePool } from '../kernel/byte-pool.ts'
import { wordImage } from '../kernel/persona-words.ts'
import { openComparison } from '../ledger/comparison.ts'
import type { LoadedPolicy } from '../policy-file.ts'
import { bindMeasures } from '../statistics/bind-measures.ts'
import { openStatistics } from '../statistics/statistics.ts'
import { bindSubset, type SubsetPlan } from '../subset/bind-subset.ts'
import { selectRows } from '../subset/select-rows.ts'
import { pass, type BoundSource } from './bind-source.ts'
import type { MaskSetup } from './codecs.ts'
import { checkDataStatements } from './data-statements.ts'
import { createLanes } from './lanes.ts'
import type { MaskOptions } from './mask-options.ts'
import type { MaskedStreamParts } from './masked-stream.ts'
import { indexPersons } from './persons.ts'
import type { BatchPool } from './worker-pool.ts'

/** What must be there before the first byte of a dump is masked. */
export interface Prepared extends Pick<
  MaskedStreamParts,
  'lanes' | 'pool' | 'definitions' | 'selection' | 'comparison' | 'statistics' | 'measures'
> {
  readonly setup: MaskSetup
  readonly subset: SubsetPlan | undefined
}

interface Preparing {
  readonly bound: BoundSource
  readonly policy: LoadedPolicy
  /** Of the policy and its set. */
  readonly scoped: MaskingKey
  readonly options: MaskOptions
  /** Whether the copy is looked through for originals. */
  readonly compares: boolean
  /** Who works on rows, if there is anything to do with them at all. */
  readonly pool: (works: boolean) => Promise<BatchPool>
  readonly memory: BytePool
  /** Closes what is opened here. */
  readonly stack: DisposalStack
  readonly signal: AbortSignal
}

/**
 * Finds persons, chooses rows and collects originals, as far as policy and options want that: each reads the
 * dump once more. Threads are told how to mask.
 *
 * @throws POLIGON_POLICY_*, POLIGON_DUMP_SYNTAX with table, row and byte offset
 */
export async function prepare(preparing: Preparing): Promise<Prepared> {
  const { bound, policy, scoped, options, compares, memory, stack, signal } = preparing
  const { source, found, plan } = bound
  const { quiet = true } = options
  const subset = bindSubset(policy, options.subset ?? [], plan, found.tables)
  checkDataStatements(found.dataStatements, plan)
  const lanes = createLanes(plan)
  for (const bulk of found.bulks) lanes.of(bulk)
  const { prf = 'blake2s' } = policy.header.key
  const key = { bytes: scoped.bytes.reveal(), prf }
  const pool = await preparing.pool(lanes.masked.length > 0 || subset !== undefined)
  const persons = await pass(say`finding persons`, quiet, source, (onRead) =>
    indexPersons(source, plan, lanes, key, signal, onRead),
  )
  const selection = await pass(say`choosing rows`, quiet, source, (onRead) =>
    selectRows({
      source,
      plan,
      survey: found,
      lanes,
      subset,
      key,
      persons,
      pool,
      memory,
      signal,
      onRead,
    }),
  )
  const comparison = compares
    ? stack.use(
        await openComparison({
          original: bound,
          copy: { dialect: source.dialect, tables: found.tables },
          selection,
          pool,
          memory,
          quiet,
          signal,
        }),
      )
    : undefined
  const setup = {
    dialect: source.dialect.name,
    lanes: lanes.masked.map(({ table, columns, form }) => ({ table, columns, form })),
    key,
    persons,
    words: wordImage(policy.locale.name),
    locale: policy.locale.name,
  }
  const definitions = plan.definitions
    ? createDefinitionMasker(policy, scoped, source.dialect.family)
    : undefined
  pool.maskWith(setup)
  const measures = bindMeasures(policy, plan, found.tables, options.measure === true)
  const statistics =
    measures.measures.length === 0 ? undefined : openStatistics(measures, source.dialect, lanes)
  stack.add(() => statistics?.[Symbol.dispose]())
  return {
    lanes,
    pool,
    definitions,
    selection,
    comparison,
    statistics,
    measures,
    setup,
    subset,
  }
}
