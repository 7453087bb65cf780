import type { NumberedSegment } from '../dialects/cutter.ts'
import type { BytePool } from '../kernel/byte-pool.ts'
import type { LookTask } from '../pipeline/batch-work.ts'
import { batches } from '../pipeline/survey.ts'
import type { BatchPool } from '../pipeline/worker-pool.ts'
import type { DumpSource } from '../sources/dump-source.ts'
import { inOrder } from './in-order.ts'
import { locatedIn } from './located-in.ts'

interface Looking {
  readonly source: DumpSource
  readonly pool: BatchPool
  readonly memory: BytePool
  readonly prepare: (segments: readonly NumberedSegment[]) => LookTask
  readonly signal: AbortSignal
  readonly onRead: (bytes: number) => void
}

/**
 * Looks for originals in a whole dump, as the pool was told.
 *
 * @throws POLIGON_DUMP_SYNTAX with table, row and byte offset.
 */
export async function lookThrough(looking: Looking): Promise<void> {
  const { source, pool, memory, prepare, signal, onRead } = looking
  await inOrder(
    batches(source, signal, onRead, memory),
    pool.underWay,
    async ({ bytes, segments, offset }) => {
      const task = prepare(segments)
      const { bulks } = task
      const spans = task.spans.slice()
      const looked = await pool.look(bytes, task)
      memory.give(looked.bytes)
      if (looked.failure) throw locatedIn(looked.failure, { bulks, spans }, offset)
    },
    () => {},
  )
}
