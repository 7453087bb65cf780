import { name, say, type Redacted } from '../../core/redacted.ts'
import type { TableShape } from '../column.ts'
import type { Batch } from '../dialects/cutter.ts'
import type { Dialect } from '../dialects/dialect.ts'
import { pass, type BoundSource } from '../pipeline/bind-source.ts'
import { collectOriginals, type Collected } from './collect.ts'
import { judge, needsOriginal, type Finding, type Judgement } from './judge.ts'
import { collectingPlan } from './leaves.ts'
import { createLedger } from './ledger.ts'
import { createReachCheck } from './reach.ts'
import { readAllBatches } from './read-all-rows.ts'
import { openScratch } from '../subset/scratch.ts'
import { createSearch, type Search } from './search-rows.ts'

/** What a comparison of a copy with its original found; free of any value of the data. */
export interface Compared extends Judgement {
  /** Masks by which somebody could be reached or charged, outside of the ranges that belong to nobody. */
  readonly reachable: readonly Finding[]
  readonly rows: number
  readonly fields: number
  /** In those fields. */
  readonly bytes: number
  /** Different original values that were looked for. */
  readonly originals: number
}

/** Holds the originals of one dump while a copy of it is looked through. */
export interface Comparison extends AsyncDisposable {
  /** Looks for originals in a part of the copy; parts come in their order. */
  look(copy: Batch): void
  /** Tells what was found, when the whole copy was looked at; may read a part of the original again. */
  finish(): Promise<Compared>
}

interface Comparing {
  readonly original: BoundSource
  /** Of the copy. */
  readonly copy: { readonly dialect: Dialect; readonly tables: readonly TableShape[] }
  readonly quiet: boolean
  readonly signal: AbortSignal
}

/**
 * Reads the originals that the policy masks or drops.
 *
 * @throws POLIGON_DUMP_SYNTAX with table, row and byte offset; POLIGON_VALUE where masking would stop.
 */
export async function openComparison({
  original,
  copy,
  quiet,
  signal,
}: Comparing): Promise<Comparison> {
  const { source, found } = original
  const plan = collectingPlan(original.plan)
  const leaves = plan.leaves.length
  const scratch = openScratch()
  const ledger = createLedger({ leaves, most: mostOriginals(original), scratch })
  const collected: Collected = await pass(say`reading originals`, quiet, source, (onRead) =>
    collectOriginals({ source, tables: found.tables, signal, onRead }, plan, ledger, scratch),
  ).catch((failure: unknown) => {
    scratch[Symbol.dispose]()
    throw failure
  })
  const reach = createReachCheck(plan, original.plan)
  const search = createSearch({
    ...copy,
    ledger,
    leaves,
    wants: () => true,
    collected,
    reach,
  })

  /** Looks at columns of the original, to know what stood there before. */
  async function searchOriginal(wanted: ReturnType<typeof needsOriginal>): Promise<Search> {
    const before = createSearch({
      dialect: source.dialect,
      tables: found.tables,
      ledger,
      leaves,
      wants: (table, column) => wanted.get(table)?.has(column) ?? false,
    })
    await pass(say`looking at kept columns`, quiet, source, (onRead) =>
      readAllBatches({ source, signal, onRead }, (batch) => before.look(batch)),
    )
    return before
  }

  return {
    [Symbol.asyncDispose]: async () => scratch[Symbol.dispose](),
    look: (batch) => search.look(batch),
    async finish() {
      const { finds, ...counts } = search.searched
      const one = { plan: original.plan, leaves: plan.leaves, collected, finds }
      const wanted = needsOriginal(one)
      const before = wanted.size === 0 ? undefined : await searchOriginal(wanted)
      const judged = judge({ ...one, ...(before ? { before: before.searched.finds } : {}) })
      return { ...judged, ...counts, reachable: reach.found(), originals: ledger.count }
    },
  }
}

/** As if every masked field had another value. */
const mostOriginals = ({ plan, found }: BoundSource): number =>
  plan.tables.reduce(
    (sum, { shape, columns }) =>
      sum +
      (found.rows.get(shape.name) ?? 0) *
        columns.filter(({ treatment }) => treatment !== 'keep').length,
    0,
  )

/** Says where a finding is, and what it is, in one phrase. */
export function findingText({ table, column, kind, rows }: Finding): Redacted {
  const where =
    table === ''
      ? say`between the rows`
      : column === ''
        ? name(table)
        : say`${name(table)}.${name(column)}`
  return say`${where} (${name(kind)}, ${rows} ${rows === 1 ? name('row') : name('rows')})`
}
