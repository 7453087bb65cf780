import { Worker } from 'node:worker_threads'
import { siblingModule } from '../../core/asset.ts'
import type { BytePool } from '../kernel/byte-pool.ts'
import { createCodecs, type MaskSetup } from './codecs.ts'
import { maskRuns, roomFor, type MaskedRuns, type Runs } from './mask-rows.ts'
import {
  packFailure,
  type PackedFailure,
  type WorkerAnswer,
  type WorkerTask,
} from './worker-message.ts'

/** Masks batches, each as soon as it can. The order of the answers is the caller's business. */
export interface MaskPool extends AsyncDisposable {
  /** Takes `bytes` over; the masked ones have an ArrayBuffer of their own. Rejects with a {@link MaskFailure}. */
  mask(bytes: Buffer<ArrayBuffer>, runs: Runs): Promise<MaskedRuns>
}

/** What went wrong in a batch; the caller knows where that lies in the dump. */
export class MaskFailure extends Error {
  readonly details: PackedFailure

  constructor(details: PackedFailure) {
    super('a batch was not masked')
    this.details = details
  }
}

/** `jobs` worker threads; 0: the calling thread does it. `memory`: for batches and what becomes of them. */
export async function createMaskPool(
  jobs: number,
  setup: MaskSetup,
  memory: BytePool,
): Promise<MaskPool> {
  if (jobs > 0 && setup.lanes.length > 0) return new WorkerPool(jobs, setup, memory)
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

interface Waiting {
  readonly resolve: (masked: MaskedRuns) => void
  readonly reject: (failure: MaskFailure) => void
}

interface Thread {
  readonly worker: Worker
  readonly waiting: Map<number, Waiting>
  dead: boolean
}

class WorkerPool implements MaskPool {
  readonly #threads: readonly Thread[]
  readonly #memory: BytePool
  #next = 0

  constructor(jobs: number, setup: MaskSetup, memory: BytePool) {
    this.#memory = memory
    this.#threads = Array.from({ length: jobs }, () => startThread(setup, memory))
  }

  mask(bytes: Buffer<ArrayBuffer>, runs: Runs): Promise<MaskedRuns> {
    const thread = this.#threads.reduce((best, one) =>
      one.waiting.size < best.waiting.size ? one : best,
    )
    const id = this.#next++
    return new Promise((resolve, reject) => {
      if (thread.dead) return reject(crashed())
      thread.waiting.set(id, { resolve, reject })
      const room = this.#memory.take(roomFor(bytes)).buffer
      const task: WorkerTask = { id, bytes, runs, room }
      thread.worker.postMessage(task, [bytes.buffer, runs.buffer, room])
    })
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.#threads.map(({ worker }) => worker.terminate()))
  }
}

/** Rows make no garbage; what starting makes is not to be kept for the whole run. */
const maxYoungGenerationSizeMb = 4

function startThread(setup: MaskSetup, memory: BytePool): Thread {
  const worker = new Worker(siblingModule(import.meta.url, './mask-worker'), {
    workerData: setup,
    resourceLimits: { maxYoungGenerationSizeMb },
  })
  const thread: Thread = { worker, waiting: new Map(), dead: false }
  worker.on('message', (answer: WorkerAnswer) => {
    const waiting = thread.waiting.get(answer.id)
    thread.waiting.delete(answer.id)
    if ('failure' in answer) waiting?.reject(new MaskFailure(answer.failure))
    else {
      const { bytes, ends, free } = answer
      memory.give(new Uint8Array(free))
      waiting?.resolve({ bytes: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length), ends })
    }
  })
  const end = () => {
    thread.dead = true
    for (const { reject } of thread.waiting.values()) reject(crashed())
    thread.waiting.clear()
  }
  worker.on('error', end)
  worker.on('exit', end)
  return thread
}

const crashed = () => new MaskFailure({ run: 0, row: 0, at: 0, frames: '' })
