import type { TableName } from '../../core/contracts/dump.ts'
import type { BytePool } from '../kernel/byte-pool.ts'
import { inOrder } from '../ledger/in-order.ts'
import { locatedIn } from '../ledger/located-in.ts'
import { eachRun, rowRunsOf } from '../ledger/row-runs.ts'
import type { Lanes } from '../pipeline/lanes.ts'
import { BatchFailure } from '../pipeline/mask-threads.ts'
import { batches, type Survey } from '../pipeline/survey.ts'
import type { BatchPool } from '../pipeline/worker-pool.ts'
import type { DumpSource } from '../sources/dump-source.ts'
import { looksOf, type KeysSetup } from './key-work.ts'
import { checkColumns } from './row-look.ts'

/** Takes what was made of rows of one table, `width` words each, from the one with the number `first` on. */
export type TakeWords = (words: Int32Array, first: number) => void

/** Goes over a dump, has threads look at the rows of some tables, and takes what they make of them in its order. */
export interface RowReading {
  readonly source: DumpSource
  readonly survey: Survey
  readonly lanes: Lanes
  readonly setup: KeysSetup
  /** By table, for each of its looks. */
  readonly takers: ReadonlyMap<TableName, readonly TakeWords[]>
  readonly pool: BatchPool
  readonly memory: BytePool
  readonly signal: AbortSignal
  readonly onRead: (bytes: number) => void
}

/** @throws POLIGON_DUMP_SYNTAX with table, row and byte offset. */
export async function readRows(reading: RowReading): Promise<void> {
  const { source, survey, lanes, setup, takers, pool, memory } = reading
  const looks = looksOf(setup)
  const isLookedAt = (table: TableName) => (looks.get(table)?.length ?? 0) > 0
  for (const bulk of survey.bulks)
    if (isLookedAt(bulk.table))
      checkColumns(bulk.table, lanes.of(bulk).columns, looks.get(bulk.table) ?? [])
  pool.readKeysWith(setup)
  await inOrder(
    batches(source, reading.signal, reading.onRead, memory),
    pool.underWay,
    async (batch) => {
      const runs = rowRunsOf(
        batch.segments,
        ({ bulk, firstRow }) => (isLookedAt(bulk.table) ? firstRow - 1 : undefined),
        false,
      )
      if (runs.bulks.length === 0) {
        memory.give(batch.bytes)
        return undefined
      }
      const sent = { ...runs, spans: runs.spans.slice() }
      const read = await pool.readKeys(batch.bytes, sent).catch((failure: unknown) => {
        throw failure instanceof BatchFailure
          ? locatedIn(failure.details, runs, batch.offset)
          : failure
      })
      return { ...read, runs }
    },
    (part) => {
      if (!part) return
      let at = 0
      for (const { bulk, rows, firstRow } of eachRun(part.runs)) {
        if (!bulk) continue
        const taking = takers.get(bulk.table) ?? []
        for (const [number, { width }] of (looks.get(bulk.table) ?? []).entries())
          taking[number]?.(part.words.subarray(at, (at += rows * width)), firstRow)
      }
      memory.give(new Uint8Array(part.room))
    },
  )
}
