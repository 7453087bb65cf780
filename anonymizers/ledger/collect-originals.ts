import type { TableName } from '../../core/contracts/dump.ts'
import type { BytePool } from '../kernel/byte-pool.ts'
import { BatchFailure } from '../pipeline/mask-threads.ts'
import { batches } from '../pipeline/survey.ts'
import type { BatchPool } from '../pipeline/worker-pool.ts'
import type { DumpSource } from '../sources/dump-source.ts'
import type { Scratch } from '../subset/scratch.ts'
import type { Selection } from '../subset/select-rows.ts'
import { isCollected, type Kept } from './collect.ts'
import { inOrder } from './in-order.ts'
import { locatedIn } from './located-in.ts'
import type { CollectingPlan } from './leaves.ts'
import { addKept } from './looked.ts'
import type { Originals } from './originals.ts'
import { columnsOfBirth, printedColumns } from './own-parts.ts'
import { RowPrints } from './row-prints.ts'
import { isInCopy } from './rows-in-copy.ts'
import { eachRun, rowRunsOf, type RowRuns } from './row-runs.ts'

/** What the originals leave behind for the comparison, besides {@link Originals}. */
export interface Collected {
  readonly kept: Kept
  /** By table and {@link printedColumns}: for each row of the copy the fingerprint of the value, or 0. */
  readonly changed: ReadonlyMap<TableName, ReadonlyMap<string, RowPrints>>
  /** Fingerprints of days of birth. */
  readonly births: ReadonlySet<number>
}

interface Reading {
  readonly source: DumpSource
  readonly plan: CollectingPlan
  readonly pool: BatchPool
  readonly memory: BytePool
  /** Undefined: the pool keeps them. */
  readonly originals: Originals | undefined
  /** The rows that the copy is made of. */
  readonly selection: Selection | undefined
  readonly scratch: Scratch
  readonly signal: AbortSignal
  readonly onRead: (bytes: number) => void
}

/**
 * Reads the originals of a dump.
 *
 * @throws POLIGON_DUMP_SYNTAX with table, row and byte offset; POLIGON_VALUE where masking would stop.
 */
export async function collectOriginals(reading: Reading): Promise<Collected> {
  const { source, plan, pool, memory, originals, selection, scratch, signal, onRead } = reading
  const changed = new Map<TableName, Map<string, RowPrints>>()
  const printsOf = (table: TableName, column: string): RowPrints => {
    const columns = changed.get(table) ?? new Map<string, RowPrints>()
    changed.set(table, columns)
    const prints = columns.get(column) ?? new RowPrints(scratch, isInCopy(selection, table))
    columns.set(column, prints)
    return prints
  }
  const births = new Set<number>()
  const put = (runs: RowRuns, prints: Int32Array) => {
    let at = 0
    for (const { bulk, rows } of eachRun(runs)) {
      if (!bulk) continue
      const ofBirth = columnsOfBirth(plan, bulk.table)
      for (const column of printedColumns(plan, bulk.table)) {
        const some = prints.subarray(at, at + rows)
        printsOf(bulk.table, column).push(some)
        if (ofBirth.has(column)) for (const day of some) if (day !== 0) births.add(day)
        at += rows
      }
    }
  }
  await inOrder(
    batches(source, signal, onRead, memory),
    pool.underWay,
    async (batch) => {
      const runs = rowRunsOf(
        batch.segments,
        ({ bulk, firstRow }) => (isCollected(plan, bulk.table) ? firstRow - 1 : undefined),
        false,
      )
      if (runs.bulks.length === 0) {
        memory.give(batch.bytes)
        return undefined
      }
      const spans = runs.spans.slice()
      const part = await pool.collect(batch.bytes, runs).catch((failure: unknown) => {
        throw failure instanceof BatchFailure
          ? locatedIn(failure.details, { ...runs, spans }, batch.offset)
          : failure
      })
      return { ...part, runs: { ...runs, spans } }
    },
    (part) => {
      if (!part) return
      originals?.take(part.added)
      put(part.runs, part.prints)
      memory.give(new Uint8Array(part.room))
    },
  )
  return { kept: addKept(await pool.kept()), changed, births }
}
