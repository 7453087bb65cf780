import type { BytePool } from '../kernel/byte-pool.ts'
import { createCodecs, type MaskSetup } from './codecs.ts'
import { maskRuns, roomFor, type MaskedRuns, type Runs } from './mask-rows.ts'
import { MaskFailure, startThread, type MaskThread } from './mask-threads.ts'
import { packFailure } from './worker-message.ts'

/** Masks batches, each as soon as it can. The order of the answers is the caller's business. */
export interface MaskPool extends AsyncDisposable {
  /** Takes `bytes` over; the masked ones have an ArrayBuffer of their own. Rejects with a {@link MaskFailure}. */
  mask(bytes: Buffer<ArrayBuffer>, runs: Runs): Promise<MaskedRuns>
}

/** Threads that start while the dump is looked through, before it is known what they will do. */
export interface StartingPool extends AsyncDisposable {
  /** `jobs` threads mask, be it more or fewer than were started; 0: the calling thread does it. */
  setUp(jobs: number, setup: MaskSetup): Promise<MaskPool>
}

/** @param memory - for batches and what becomes of them. */
export function startPool(jobs: number, memory: BytePool): StartingPool {
  const threads = Array.from({ length: jobs }, () => startThread(memory))
  const end = async (ending: readonly MaskThread[]) => {
    await Promise.all(ending.map((thread) => thread[Symbol.asyncDispose]()))
  }
  return {
    async setUp(wanted, setup) {
      const count = setup.lanes.length > 0 ? wanted : 0
      await end(threads.splice(count))
      while (threads.length < count) threads.push(startThread(memory))
      if (count === 0) return inThisThread(setup, memory)
      for (const thread of threads) thread.setUp(setup)
      return {
        mask: (bytes, runs) => leastBusy(threads).mask(bytes, runs),
        [Symbol.asyncDispose]: () => end(threads.splice(0)),
      }
    },
    [Symbol.asyncDispose]: () => end(threads.splice(0)),
  }
}

const leastBusy = (threads: readonly MaskThread[]): MaskThread =>
  threads.reduce((best, one) => (one.waiting < best.waiting ? one : best))

async function inThisThread(setup: MaskSetup, memory: BytePool): Promise<MaskPool> {
  const codecOf = await createCodecs(setup)
  return {
    mask: async (bytes, runs) => {
      try {
        const masked = maskRuns(bytes, runs, codecOf, memory.take(roomFor(bytes)))
        memory.give(bytes)
        return masked
      } catch (failure) {
        throw new MaskFailure(packFailure(failure))
      }
    },
    [Symbol.asyncDispose]: async () => {},
  }
}
