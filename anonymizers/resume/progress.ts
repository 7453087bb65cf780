import { createCutter, cutEvery, type Cut } from '../targets/cut.ts'
import type { Checkpoint } from './checkpoint.ts'
import type { Claim } from './claim.ts'

/** How far a run has come, written down now and then without holding it up. */
export interface Progress {
  readonly claim: Claim | undefined
  /** Where an earlier run stopped. */
  readonly from: Checkpoint | undefined
  /** Whether there is something that a later run can go on with. */
  readonly saved: boolean
  /** Told of every batch in turn: whether the target is to be cut behind it. */
  passes(end: number, bytesOut: number): boolean
  /** Written down as soon as it is on the disk, unless the place before it still is on its way. */
  reached(cut: Cut | undefined): void
  /** Waits for what is on its way. Does not throw. */
  settled(): Promise<void>
}

/**
 * @param facts - undefined when the source cannot be read again: nothing is written down.
 * @param every - see {@link cutEvery}.
 */
export function openProgress(
  claim: Claim | undefined,
  facts: Checkpoint['facts'] | undefined,
  from: Checkpoint | undefined,
  every = cutEvery,
): Progress {
  const isCut = createCutter(every, from?.offset ?? 0)
  let offset = from?.offset ?? 0
  let bytesOut = from?.bytesOut ?? 0
  let saved = from !== undefined
  let underWay: Promise<void> | undefined
  const save = async (owner: Claim, checkpoint: Checkpoint, cut: Cut) => {
    try {
      await cut.flushed()
      await owner.save(checkpoint)
      saved = true
    } catch {
      // The target itself says what is wrong with the disk; until then the place before it counts.
    }
    underWay = undefined
  }
  return {
    claim,
    from,
    get saved() {
      return saved
    },
    passes(end, bytes) {
      offset = end
      bytesOut += bytes
      return isCut(end)
    },
    reached(cut) {
      if (!cut || !claim || !facts || underWay) return
      const { position, entries } = cut
      const place = entries === undefined ? { position } : { position, entries }
      underWay = save(claim, { facts, offset, bytesOut, ...place }, cut)
    },
    settled: async () => underWay,
  }
}
