import type { Batch, NumberedSegment } from '../dialects/cutter.ts'
import type { Bulk } from '../dialects/dialect.ts'
import type { BytePool } from '../kernel/byte-pool.ts'
import type { Filler } from '../sources/file-filler.ts'
import { sourceChanged } from '../sources/source-changed.ts'

/** Where the segments of a dump are, batch by batch, so that it need not be looked through for them again. */
export type Outline = readonly OutlinedBatch[]

type OutlinedBatch = Pick<Batch, 'offset' | 'segments'> & { readonly length: number }

/** More would take more memory than looking through the dump again takes time: some 5 MB. */
const mostSegments = 65_536

export interface Outliner {
  add(batch: Batch): void
  /** Undefined when the dump has too many segments. */
  finish(): Outline | undefined
}

export function createOutliner(): Outliner {
  const outline: OutlinedBatch[] = []
  const known = new Map<string, Bulk>()
  let last: { readonly bulk: Bulk; readonly first: Bulk } | undefined
  let left = mostSegments

  /** Statements of the same table and columns share what is said of them. */
  const shared = (bulk: Bulk): Bulk => {
    if (bulk === last?.bulk) return last.first
    const key = JSON.stringify(bulk)
    const first = known.get(key) ?? bulk
    known.set(key, first)
    last = { bulk, first }
    return first
  }
  const sharing = (segment: NumberedSegment): NumberedSegment =>
    'bulk' in segment ? { ...segment, bulk: shared(segment.bulk) } : segment

  return {
    add({ offset, bytes, segments }) {
      left -= segments.length
      if (left < 0) outline.length = 0
      else outline.push({ offset, length: bytes.length, segments: segments.map(sharing) })
    },
    finish: () => (left < 0 ? undefined : outline),
  }
}

/**
 * The batches of an outline, each read while the one before is worked on.
 *
 * @throws POLIGON_SOURCE when the source is not the one any more that was outlined.
 */
export async function* outlinedBatches(
  outline: Outline,
  filler: Filler,
  memory: BytePool,
  signal: AbortSignal,
  onRead: (bytes: number) => void,
): AsyncGenerator<Batch> {
  const read = async ({ offset, length, segments }: OutlinedBatch): Promise<Batch> => {
    const bytes = memory.take(length).subarray(0, length)
    if (!(await filler.fill(bytes))) throw sourceChanged()
    return { bytes, offset, segments }
  }
  let next: Promise<Batch> | undefined
  try {
    for (const [number, { offset, length }] of outline.entries()) {
      signal.throwIfAborted()
      const batch = await (next ?? read(outline[number] as OutlinedBatch))
      const following = outline[number + 1]
      next = following && read(following)
      // Looked at when it is asked for; until then a failure must not count as unhandled.
      next?.catch(() => {})
      onRead(offset + length)
      yield batch
    }
  } finally {
    await next?.catch(() => {})
    await filler[Symbol.asyncDispose]()
  }
}
