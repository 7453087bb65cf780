import { Worker } from 'node:worker_threads'
import { siblingModule } from '../../core/asset.ts'
import { createCodecs, type MaskSetup } from './codecs.ts'
import { maskRuns, type MaskedRuns, type Runs } from './mask-rows.ts'
import { packFailure, type PackedFailure, type WorkerAnswer } from './worker-message.ts'

/** Masks batches, each as soon as it can. The order of the answers is the caller's business. */
export interface MaskPool extends AsyncDisposable {
  /** Takes `bytes` over. Rejects with a {@link MaskFailure}. */
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

/** `jobs` worker threads; 0: the calling thread does it. */
export async function createMaskPool(jobs: number, setup: MaskSetup): Promise<MaskPool> {
  if (jobs > 0 && setup.lanes.length > 0) return new WorkerPool(jobs, setup)
  const codecOf = await createCodecs(setup)
  return {
    mask: async (bytes, runs) => {
      try {
        return maskRuns(bytes, runs, codecOf)
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
  #next = 0

  constructor(jobs: number, setup: MaskSetup) {
    this.#threads = Array.from({ length: jobs }, () => startThread(setup))
  }

  mask(bytes: Buffer<ArrayBuffer>, runs: Runs): Promise<MaskedRuns> {
    const thread = this.#threads.reduce((best, one) =>
      one.waiting.size < best.waiting.size ? one : best,
    )
    const id = this.#next++
    return new Promise((resolve, reject) => {
      if (thread.dead) return reject(crashed())
      thread.waiting.set(id, { resolve, reject })
      thread.worker.postMessage({ id, bytes, runs }, [bytes.buffer, runs.buffer])
    })
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.#threads.map(({ worker }) => worker.terminate()))
  }
}

function startThread(setup: MaskSetup): Thread {
  const worker = new Worker(siblingModule(import.meta.url, './mask-worker'), { workerData: setup })
  const thread: Thread = { worker, waiting: new Map(), dead: false }
  worker.on('message', (answer: WorkerAnswer) => {
    const waiting = thread.waiting.get(answer.id)
    thread.waiting.delete(answer.id)
    if ('failure' in answer) waiting?.reject(new MaskFailure(answer.failure))
    else {
      const { bytes, ends } = answer
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
