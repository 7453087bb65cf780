import { rm } from 'node:fs/promises'
import type { EngineFamily } from '../../core/contracts/dump.ts'
import { systemClock } from '../../core/clock.ts'
import { DisposalStack } from '../../core/disposal.ts'
import { reapOrphans } from '../../core/resources.ts'
import { createProgress } from '../../core/progress.ts'
import { name, say, type Redacted } from '../../core/redacted.ts'
import type { Purpose } from '../archives/plain-text.ts'
import { BytePool } from '../kernel/byte-pool.ts'
import { wordImage } from '../kernel/persona-words.ts'
import { createDefinitionMasker, type DefinitionMasker } from '../definitions/definition-masker.ts'
import type { Dialect } from '../dialects/dialect.ts'
import type { MaskPlan } from '../plan.ts'
import { keyOfPolicy } from '../key-of-policy.ts'
import { loadPolicy, type LoadedPolicy } from '../policy-file.ts'
import { refuseUnreviewed } from '../check-policy.ts'
import type { ExchangeFiles } from '../exchange/exchange-source.ts'
import { locatedInFile } from '../exchange/locate.ts'
import { PoligonError } from '../../core/errors.ts'
import { identityOf } from '../sources/file-identity.ts'
import { openDumpSource, type DumpSource } from '../sources/dump-source.ts'
import { bindSource, pass } from './bind-source.ts'
import { sourceFacts } from './source-facts.ts'
import { checkDataStatements } from './data-statements.ts'
import { createLanes, type Lanes } from './lanes.ts'
import { maskBatches, type MaskedBatch } from './mask-batches.ts'
import { checkedJobs, threadsFor, type MaskOptions } from './mask-options.ts'
import type { MaskReport } from '../../core/contracts/mask-report.ts'
import { indexPersons } from './persons.ts'
import { reportFacts } from './report-facts.ts'
import { verificationFacts } from './verification-facts.ts'
import { takeSamples, type Sample } from './samples.ts'
import type { Checkpoint } from '../resume/checkpoint.ts'
import { reapUnfinished } from '../resume/reap-unfinished.ts'
import { runFacts } from '../resume/run-facts.ts'
import { sourceFingerprint } from '../sources/source-fingerprint.ts'
import { bindMeasures } from '../statistics/bind-measures.ts'
import { measuredOf } from '../statistics/measured.ts'
import { openStatistics } from '../statistics/statistics.ts'
import { bindSubset } from '../subset/bind-subset.ts'
import { createRowFilter } from '../subset/leave-out-rows.ts'
import { selectRows } from '../subset/select-rows.ts'
import { openComparison, type Compared } from '../ledger/comparison.ts'
import { refuseLeaks } from '../ledger/refuse-leaks.ts'
import type { Survey } from './survey.ts'
import { createTally } from './tally.ts'
import { startPool } from './worker-pool.ts'

/** A dump that was looked through and fitted to its policy; nothing has been written yet. */
export interface Masking extends AsyncDisposable {
  readonly dialect: Dialect
  readonly source: DumpSource
  readonly plan: MaskPlan
  readonly survey: Survey
  readonly lanes: Lanes
  /** What masks definitions, where the policy wants that. */
  readonly definitions: DefinitionMasker | undefined
  /** Where the bytes of {@link batches} may go when nobody needs them any more. */
  readonly memory: BytePool
  /** What tells whether a later run is the same; undefined when the source cannot be read again. */
  readonly facts: Checkpoint['facts'] | undefined
  /** The masked dump, from where an earlier run stopped. To be read once. */
  batches(from?: Pick<Checkpoint, 'offset' | 'bytesOut'>): AsyncGenerator<MaskedBatch>
  /** Some masks of the first rows of each table. */
  samples(): Promise<readonly Sample[]>
  /** Complete when {@link batches} has been read to its end. */
  report(target: string): MaskReport
}

/** @param inputs - the identities of the files that are read: those must not be written. */
export type CheckTarget = (inputs: ReadonlySet<string>, source: DumpSource) => Promise<void>

/**
 * Everything that comes before the first masked byte: the whole dump is read, every column of every
 * table with rows is found in the policy, persons are indexed. Before that, files go away that runs left
 * behind which were killed.
 *
 * @param checkTarget - called when the source is open, before it is read.
 * @param purpose - what the text of an archive is for.
 * @throws POLIGON_SOURCE, POLIGON_CONFIG, POLIGON_POLICY_*, POLIGON_DUMP_SYNTAX
 */
export async function openMasking(
  options: MaskOptions,
  checkTarget: CheckTarget = async () => {},
  purpose: Purpose = 'restore',
): Promise<Masking> {
  const clock = systemClock
  const stack = new DisposalStack()
  const { quiet = true, signal = new AbortController().signal } = options
  const started = clock.monotonic()
  const jobs = checkedJobs(options.jobs)
  await reapOrphans({
    file: ({ address }) => rm(address, { force: true, recursive: true }),
    unfinished: reapUnfinished,
  })
  const policy = await loadPolicy(options.policy)
  const scoped = keyOfPolicy(policy, options.key, options.set)
  if (options.strict) refuseUnreviewed(policy)
  let exchange: ExchangeFiles | undefined
  try {
    const opened = stack.use(
      await openDumpSource(
        options.source,
        options.stdin ?? process.stdin,
        signal,
        purpose,
        options.stdinLabel,
        sourceFacts(policy),
      ),
    )
    exchange = opened.exchange
    if (exchange && (options.subset?.length ?? 0) > 0) throw noSubset()
    await checkTarget(await identities(opened, policy), opened)
    const memory = new BytePool()
    const compares = options.verify ?? true
    const starting = stack.use(startPool(threadsFor(opened.size, jobs), memory, { compares }))
    const { source, found, plan } = await bindSource(opened, policy, quiet, signal)
    const subset = bindSubset(policy, options.subset ?? [], plan, found.tables)
    checkDataStatements(found.dataStatements, plan)
    const lanes = createLanes(plan)
    for (const bulk of found.bulks) lanes.of(bulk)
    const { prf = 'blake2s' } = policy.header.key
    const key = { bytes: scoped.bytes.reveal(), prf }
    const threads = lanes.masked.length > 0 ? threadsFor(found.bytes, jobs) : 0
    const pool = await starting.of(threads)
    const persons = await pass(say`finding persons`, quiet, source, (onRead) =>
      indexPersons(source, plan, lanes, key, signal, onRead),
    )
    const selection = await pass(say`choosing rows`, quiet, source, (onRead) =>
      selectRows({ source, plan, survey: found, lanes, subset, key, persons, signal, onRead }),
    )
    const comparison = compares
      ? stack.use(
          await openComparison({
            original: { source, found, plan },
            copy: { dialect: source.dialect, tables: found.tables },
            selection,
            pool,
            memory,
            quiet,
            signal,
          }),
        )
      : undefined
    let compared: Compared | undefined
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
    const tally = createTally(plan, found.rows)
    const measures = bindMeasures(policy, plan, found.tables, options.measure === true)
    const statistics =
      measures.measures.length === 0 ? undefined : openStatistics(measures, source.dialect, lanes)
    stack.add(() => statistics?.[Symbol.dispose]())
    let measured: Pick<MaskReport, 'measured' | 'limits'> = {}
    const facts = reportFacts(policy, plan, found.tables, options.set, clock.now())
    options.onReady?.({
      keyId: scoped.id,
      policy: plan.policyHash,
      purpose: facts.purpose,
      ...(facts.expires === undefined ? {} : { expires: facts.expires }),
    })

    const resumable =
      options.source === '-'
        ? undefined
        : runFacts({
            key: scoped,
            policyHash: plan.policyHash,
            source: await sourceFingerprint(options.source),
            subset: options.subset ?? [],
          })

    async function* masked(
      from: Pick<Checkpoint, 'offset' | 'bytesOut'> = { offset: 0, bytesOut: 0 },
    ): AsyncGenerator<MaskedBatch> {
      tally.add([], from.bytesOut)
      const progress = createProgress(say`masking`, { quiet })
      let table: Redacted | undefined
      const onRead = (bytes: number) => progress.update(bytes, source.size, table)
      try {
        for await (const batch of maskBatches({
          source,
          plan,
          lanes,
          pool,
          memory,
          definitions,
          filter: createRowFilter(selection, source.dialect, memory),
          look: comparison?.prepare,
          from: from.offset,
          again: comparison !== undefined || statistics !== undefined,
          signal,
          onRead,
        })) {
          if (batch.unseen) throw batch.unseen(tally.bytesOut)
          statistics?.see(batch)
          const masked = batch.passed ? { ...batch, bytes: inTarget } : batch
          tally.add(masked.segments, masked.bytes.length)
          table = tableOf(batch) ?? table
          yield masked
        }
        compared = await comparison?.finish()
        if (compared) refuseLeaks(compared)
        if (statistics) measured = measuredOf(statistics.finish(), measures.limits)
      } catch (failure) {
        throw source.exchange ? locatedInFile(failure, source.exchange) : failure
      } finally {
        progress.end()
      }
    }

    return {
      dialect: source.dialect,
      source,
      plan,
      survey: found,
      lanes,
      definitions,
      memory,
      facts: resumable,
      batches: masked,
      samples: () => takeSamples(source, lanes, setup, signal),
      report: (target) => ({
        source: source.label,
        target,
        ...facts,
        keyId: scoped.id,
        ...(subset ? { subset: subset.words } : {}),
        tables: tally.tables(),
        ...verificationFacts(compared),
        ...measured,
        bytesIn: found.bytes,
        bytesOut: tally.bytesOut,
        seconds: Math.round(clock.monotonic() - started) / 1000,
      }),
      [Symbol.asyncDispose]: () => stack.dispose(),
    }
  } catch (failure) {
    await stack.dispose()
    throw exchange ? locatedInFile(failure, exchange) : failure
  }
}

const noSubset = () =>
  new PoligonError('POLIGON_USAGE', {
    what: say`A subset is taken of a database, not of files.`,
    remedy: say`Leave ${name('--subset')} out.`,
  })

function tableOf({ segments }: MaskedBatch): Redacted | undefined {
  const last = segments.findLast((segment) => segment.kind === 'rows')
  return last?.kind === 'rows' ? name(last.bulk.table) : undefined
}

async function identities(source: DumpSource, policy: LoadedPolicy): Promise<ReadonlySet<string>> {
  const files = await Promise.all(policy.layers.map(({ file }) => identityOf(file)))
  return new Set([...source.identities, ...files].filter((identity) => identity !== undefined))
}

/** Of what an earlier run has written. */
const inTarget = Buffer.allocUnsafeSlow(0)

/** Which family the target must be of. */
export const familyOf = (masking: Masking): EngineFamily => masking.dialect.family
