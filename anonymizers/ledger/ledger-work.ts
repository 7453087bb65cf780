import type { TableName } from '../../core/contracts/dump.ts'
import { fromRegistry } from '../../core/registry.ts'
import type { TableShape } from '../column.ts'
import { allDialects } from '../dialects/registry.ts'
import type { Room } from '../kernel/room.ts'
import type { MaskPlan } from '../plan.ts'
import { createCollecting, type Kept } from './collect.ts'
import type { Finding } from './judge.ts'
import { createLedger } from './ledger.ts'
import { collectingPlan } from './leaves.ts'
import type { SealedOriginals, SharedOriginals } from './originals.ts'
import { createReachCheck } from './reach.ts'
import type { RowRuns } from './row-runs.ts'
import { createSearch, type Search, type Searched } from './search-rows.ts'

/** What a thread must know to collect originals. Plain data and shared memory. */
export interface LedgerSetup {
  readonly dialect: string
  /** Of the original. */
  readonly tables: readonly TableShape[]
  readonly plan: Pick<MaskPlan, 'tables' | 'optOuts' | 'locale'>
  /** Undefined: one thread does it all. */
  readonly shared: SharedOriginals | undefined
  /** Of the fingerprints of {@link ownParts}: drawn for each run. */
  readonly ownKey: number
}

/** What it must know besides to look at a dump. */
export interface LookSetup {
  readonly dialect: string
  readonly tables: readonly TableShape[]
  readonly originals: SealedOriginals | undefined
  /** The columns that are looked at, of the original itself. Undefined: all, of a copy. */
  readonly wanted: ReadonlyMap<TableName, ReadonlySet<string>> | undefined
}

/** What a part of the original left behind. */
export interface CollectedPart {
  /** See {@link Ledger.takeAdded}. */
  readonly added: Int32Array<ArrayBuffer>
  /** See {@link Collecting.collect}. */
  readonly prints: Int32Array<ArrayBuffer>
}

/** What a thread saw of a dump. */
export interface Looked {
  readonly searched: Searched
  readonly reachable: readonly Finding[]
  /** Different originals that were looked for. */
  readonly originals: number
}

/** The part of one thread in a comparison. */
export interface LedgerWork {
  /** @param room - for what is collected. */
  collect(bytes: Buffer<ArrayBuffer>, runs: RowRuns, room: Room): CollectedPart
  kept(): Kept
  /** Begins to look at a dump. */
  lookWith(setup: LookSetup): Promise<void>
  look(bytes: Buffer<ArrayBuffer>, runs: RowRuns, prints: Int32Array<ArrayBuffer>): void
  looked(): Looked
}

export async function createLedgerWork(setup: LedgerSetup): Promise<LedgerWork> {
  const dialectOf = (name: string) => fromRegistry(allDialects, 'dialect', name, 'POLIGON_INTERNAL')
  const dialect = await dialectOf(setup.dialect)
  const plan = collectingPlan(setup.plan)
  const ledger = createLedger(setup.shared)
  const collecting = createCollecting({
    dialect,
    tables: setup.tables,
    plan,
    ledger,
    ownKey: setup.ownKey,
  })
  const reach = createReachCheck(plan, setup.plan)
  let search: Search | undefined
  const searching = () => {
    if (!search) throw new Error('nobody has said what is looked at')
    return search
  }
  return {
    collect(bytes, runs, room) {
      const prints = collecting.collect(bytes, runs, room)
      return { added: ledger.takeAdded(room), prints }
    },
    kept: () => collecting.kept,
    async lookWith({ dialect, tables, originals, wanted }) {
      if (originals) ledger.seal(originals)
      search = createSearch({
        dialect: await dialectOf(dialect),
        tables,
        ledger,
        plan,
        wants: (table, column) => !wanted || (wanted.get(table)?.has(column) ?? false),
        compares: !wanted,
        ownKey: setup.ownKey,
        ...(wanted ? {} : { reach }),
      })
    },
    look: (bytes, runs, prints) => searching().look(bytes, runs, prints),
    looked: () => ({
      searched: searching().searched,
      reachable: reach.found(),
      originals: ledger.count,
    }),
  }
}
