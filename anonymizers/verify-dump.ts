import { rm } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { systemClock } from '../core/clock.ts'
import { DisposalStack } from '../core/disposal.ts'
import { PoligonError } from '../core/errors.ts'
import { name, say } from '../core/redacted.ts'
import { reapOrphans } from '../core/resources.ts'
import { collectOriginals } from './ledger/collect.ts'
import { judge, needsOriginal, type Finding, type Judgement } from './ledger/judge.ts'
import { collectingPlan } from './ledger/leaves.ts'
import { Ledger } from './ledger/ledger.ts'
import { createReachCheck } from './ledger/reach.ts'
import { searchRows } from './ledger/search-rows.ts'
import { sourceFacts } from './pipeline/source-facts.ts'
import { bindSource, pass, surveySource } from './pipeline/bind-source.ts'
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
  readonly signal?: AbortSignal
  /** Whether to show no progress on stderr. Default: true. */
  readonly quiet?: boolean
}

/** What a comparison of a copy with its original found; free of any value of the data. */
export interface Verification extends Judgement {
  /** Masks by which somebody could be reached or charged, outside of the ranges that belong to nobody. */
  readonly reachable: readonly Finding[]
  readonly checked: {
    readonly tables: number
    readonly rows: number
    readonly fields: number
    /** In those fields. */
    readonly bytes: number
    /** Different original values that were looked for. */
    readonly originals: number
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
  const original = await bindSource(opened.original, policy, quiet, signal)
  const masked = await surveySource(opened.masked, say`reading`, quiet, signal)
  if (original.source.dialect.family !== masked.source.dialect.family)
    throw new PoligonError('POLIGON_SOURCE', {
      what: say`${name(masked.source.label)} is a dump of another engine than ${name(original.source.label)}.`,
      remedy: say`Compare a copy with the original that it was made from.`,
    })
  const plan = collectingPlan(original.plan)
  const ledger = new Ledger()
  const collected = await pass(say`reading originals`, quiet, original.source, (onRead) =>
    collectOriginals(
      { source: original.source, tables: original.found.tables, signal, onRead },
      plan,
      ledger,
    ),
  )
  const leaves = plan.leaves.length
  const reach = createReachCheck(plan, original.plan.optOuts)
  const searched = await pass(say`looking for originals`, quiet, masked.source, (onRead) =>
    searchRows({
      reading: { source: masked.source, tables: masked.found.tables, signal, onRead },
      ledger,
      leaves,
      wants: () => true,
      changed: collected.changed,
      reach,
    }),
  )
  if (searched.rows === 0) throw nothingIn(masked.source.label)
  if (ledger.count === 0) throw nothingIn(original.source.label)
  const found = { plan: original.plan, leaves: plan.leaves, collected, finds: searched.finds }
  const wanted = needsOriginal(found)
  const before =
    wanted.size === 0
      ? undefined
      : await pass(say`looking at kept columns`, quiet, original.source, (onRead) =>
          searchRows({
            reading: { source: original.source, tables: original.found.tables, signal, onRead },
            ledger,
            leaves,
            wants: (table, column) => wanted.get(table)?.has(column) ?? false,
          }),
        )
  return {
    ...judge({ ...found, ...(before ? { before: before.finds } : {}) }),
    reachable: reach.found(),
    checked: {
      tables: masked.found.rows.size,
      rows: searched.rows,
      fields: searched.fields,
      bytes: searched.bytes,
      originals: ledger.count,
      seconds: Math.round(systemClock.monotonic() - started) / 1000,
    },
  }
}

const nothingIn = (label: string) =>
  new PoligonError('POLIGON_NOTHING_RAN', {
    what: say`${name(label)} has nothing to compare: no row, or no value that the policy masks.`,
    remedy: say`Check that it is the dump that was meant, and that it holds data.`,
  })
