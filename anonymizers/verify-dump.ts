import { rm } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { systemClock } from '../core/clock.ts'
import { DisposalStack } from '../core/disposal.ts'
import { PoligonError } from '../core/errors.ts'
import { name, say } from '../core/redacted.ts'
import { reapOrphans } from '../core/resources.ts'
import { openComparison, type Compared } from './ledger/comparison.ts'
import { BytePool } from './kernel/byte-pool.ts'
import { lookThrough } from './ledger/look-through.ts'
import { checkedJobs, threadsFor } from './pipeline/mask-options.ts'
import { sourceFacts } from './pipeline/source-facts.ts'
import { bindSource, pass, surveySource } from './pipeline/bind-source.ts'
import { startPool } from './pipeline/worker-pool.ts'
import { loadPolicy } from './policy-file.ts'
import { openDumpSource } from './sources/dump-source.ts'

/** One dump: a path, or `-` for a stream. */
export interface DumpInput {
  readonly source: string
  readonly stdin?: Readable
  /** What reports and errors call the stream. */
  readonly stdinLabel?: string
}

export interface VerifyOptions {
  readonly masked: DumpInput
  readonly original: DumpInput
  /** The policy file. */
  readonly policy: string
  /** Worker threads at most, as in MaskOptions.jobs. Default: one a core, four at most. */
  readonly jobs?: number
  readonly signal?: AbortSignal
  /** Whether to show no progress on stderr. Default: true. */
  readonly quiet?: boolean
}

/** What a comparison of a copy with its original found; free of any value of the data. */
export interface Verification extends Pick<
  Compared,
  'leaks' | 'explained' | 'unaligned' | 'reachable'
> {
  readonly checked: Pick<Compared, 'rows' | 'fields' | 'bytes' | 'unread' | 'originals'> & {
    readonly tables: number
    readonly seconds: number
  }
}

/**
 * Looks for every original value that the policy masks or drops in every field of a copy, whoever made it:
 * as it is, in other letter case, inside JSON, XML, serialized, escaped and packed texts, as digits alone.
 *
 * @throws what reading a dump and binding a policy throw; POLIGON_NOTHING_RAN when there is nothing to look
 *   at or to look for.
 */
export async function verifyDump(options: VerifyOptions): Promise<Verification> {
  const { quiet = true, signal = new AbortController().signal } = options
  const started = systemClock.monotonic()
  await reapOrphans({ file: ({ address }) => rm(address, { force: true, recursive: true }) })
  const policy = await loadPolicy(options.policy)
  await using stack = new DisposalStack()
  const facts = sourceFacts(policy)
  const open = async ({ source, stdin = process.stdin, stdinLabel }: DumpInput) =>
    stack.use(await openDumpSource(source, stdin, signal, 'restore', stdinLabel, facts))
  const opened = { original: await open(options.original), masked: await open(options.masked) }
  const memory = new BytePool()
  const jobs = checkedJobs(options.jobs)
  const starting = stack.use(
    startPool(threadsFor(opened.masked.size, jobs), memory, { compares: true }),
  )
  const original = await bindSource(opened.original, policy, quiet, signal)
  const masked = await surveySource(opened.masked, say`reading`, quiet, signal)
  if (original.source.dialect.family !== masked.source.dialect.family)
    throw new PoligonError('POLIGON_SOURCE', {
      what: say`${name(masked.source.label)} is a dump of another engine than ${name(original.source.label)}.`,
      remedy: say`Compare a copy with the original that it was made from.`,
    })
  const pool = await starting.of(threadsFor(masked.found.bytes, jobs))
  const comparison = stack.use(
    await openComparison({
      original,
      copy: { dialect: masked.source.dialect, tables: masked.found.tables },
      pool,
      memory,
      quiet,
      signal,
    }),
  )
  await pass(say`looking for originals`, quiet, masked.source, (onRead) =>
    lookThrough({
      source: masked.source,
      pool,
      memory,
      prepare: comparison.prepare,
      signal,
      onRead,
    }),
  )
  const { leaks, explained, unaligned, reachable, ...counts } = await comparison.finish()
  if (counts.rows === 0) throw nothingIn(masked.source.label)
  if (counts.originals === 0) throw nothingIn(original.source.label)
  return {
    leaks,
    explained,
    unaligned,
    reachable,
    checked: {
      tables: masked.found.rows.size,
      ...counts,
      seconds: Math.round(systemClock.monotonic() - started) / 1000,
    },
  }
}

const nothingIn = (label: string) =>
  new PoligonError('POLIGON_NOTHING_RAN', {
    what: say`${name(label)} has nothing to compare: no row, or no value that the policy masks.`,
    remedy: say`Check that it is the dump that was meant, and that it holds data.`,
  })
