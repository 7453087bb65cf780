import type { NumberedSegment } from '../../dialects/cutter.ts'
import type { MaskedBatch } from '../../pipeline/mask-batches.ts'
import type { Progress } from '../../resume/progress.ts'

/** A masked segment. Its bytes are empty where an earlier run has written them. */
export interface MaskedSegment {
  readonly segment: NumberedSegment
  readonly bytes: Buffer
}

/** The segments of masked batches, one after the other, for several readers in turn. */
export interface SegmentQueue {
  /** The one that {@link next} will take. */
  peek(): Promise<MaskedSegment | undefined>
  next(): Promise<MaskedSegment | undefined>
  /** Whether the target is to be cut where it can be; asked once for each place. */
  isDue(): boolean
}

export function createSegmentQueue(
  batches: AsyncIterable<MaskedBatch>,
  progress: Progress,
): SegmentQueue {
  let due = false
  async function* segmentsOf(): AsyncGenerator<MaskedSegment> {
    for await (const { bytes, segments, end, passed } of batches) {
      for (const segment of segments)
        yield { segment, bytes: bytes.subarray(segment.from, segment.to) }
      if (!passed && progress.passes(end, bytes.length)) due = true
    }
  }
  const segments = segmentsOf()
  let waiting: MaskedSegment | undefined
  const peek = async () => {
    waiting ??= ((await segments.next()).value as MaskedSegment | undefined) ?? undefined
    return waiting
  }
  return {
    peek,
    async next() {
      const one = await peek()
      waiting = undefined
      return one
    },
    isDue() {
      const was = due
      due = false
      return was
    },
  }
}
