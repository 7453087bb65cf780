import { rm } from 'node:fs/promises'
import type { EngineFamily } from '../../core/contracts/dump.ts'
import { systemClock } from '../../core/clock.ts'
import { DisposalStack } from '../../core/disposal.ts'
import { reapOrphans } from '../../core/resources.ts'
import { name, say } from '../../core/redacted.ts'
import type { PurposeOf } from '../sources/dump-source.ts'
import { BytePool } from '../kernel/byte-pool.ts'
import type { DefinitionMasker } from '../definitions/definition-masker.ts'
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
import { bindSource } from './bind-source.ts'
import { prepare } from './prepare.ts'
import { sourceFacts } from './source-facts.ts'
import type { Lanes } from './lanes.ts'
import type { MaskedBatch } from './mask-batches.ts'
import { createMaskedStream, type Place } from './masked-stream.ts'
import { checkedJobs, threadsFor, type MaskOptions } from './mask-options.ts'
import type { MaskReport } from '../../core/contracts/mask-report.ts'
import { reportFacts } from './report-facts.ts'
import { takeSamples, type Sample } from './samples.ts'
import type { Checkpoint } from '../resume/checkpoint.ts'
import { reapUnfinished } from '../resume/reap-unfinished.ts'
import { runFacts } from '../resume/run-facts.ts'
import { sourceFingerprint } from '../sources/source-fingerprint.ts'
import type { SeeSegment, Survey } from './survey.ts'
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
  batches(from?: Place): AsyncGenerator<MaskedBatch>
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
 * @param see - shown the source while it is read.
 * @throws POLIGON_SOURCE, POLIGON_CONFIG, POLIGON_POLICY_*, POLIGON_DUMP_SYNTAX
 */
export async function openMasking(
  options: MaskOptions,
  checkTarget: CheckTarget = async () => {},
  purpose: PurposeOf = 'restore',
  see?: SeeSegment,
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
    const bound = await bindSource(opened, policy, quiet, signal, see)
    const { source, found, plan } = bound
    const prepared = await prepare({
      bound,
      policy,
      scoped,
      options,
      compares,
      pool: (masks) => starting.of(masks ? threadsFor(found.bytes, jobs) : 0),
      memory,
      stack,
      signal,
    })
    const { lanes, setup, subset, definitions } = prepared
    const tally = createTally(plan, found.rows)
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

    const stream = createMaskedStream({ ...prepared, source, plan, memory, tally, signal, quiet })
    return {
      dialect: source.dialect,
      source,
      plan,
      survey: found,
      lanes,
      definitions,
      memory,
      facts: resumable,
      batches: stream.batches,
      samples: () => takeSamples(source, lanes, setup, signal),
      report: (target) => ({
        source: source.label,
        target,
        ...facts,
        keyId: scoped.id,
        ...(subset ? { subset: subset.words } : {}),
        tables: tally.tables(),
        ...stream.findings(),
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

async function identities(source: DumpSource, policy: LoadedPolicy): Promise<ReadonlySet<string>> {
  const files = await Promise.all(policy.layers.map(({ file }) => identityOf(file)))
  return new Set([...source.identities, ...files].filter((identity) => identity !== undefined))
}

/** Which family the target must be of. */
export const familyOf = (masking: Masking): EngineFamily => masking.dialect.family
