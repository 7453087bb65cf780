import { Worker } from 'node:worker_threads'
import { siblingModule } from '../../core/asset.ts'
import type { BatchWork } from './batch-work.ts'
import type {
  BatchCall,
  PackedFailure,
  ThreadData,
  WorkerAnswer,
  WorkerTask,
} from './worker-message.ts'

/** What went wrong in a batch; the caller knows where that lies in the dump. */
export class BatchFailure extends Error {
  readonly details: PackedFailure

  constructor(details: PackedFailure) {
    super('a batch was not worked on')
    this.details = details
  }
}

/** A worker thread that works on batches, one after the other. */
export interface BatchThread extends AsyncDisposable {
  /** How many calls it has not answered. */
  readonly waiting: number
  /** @param memory - of the argument, that the thread takes over. Rejects with a {@link BatchFailure}. */
  ask<C extends BatchCall>(
    call: C,
    argument: Parameters<BatchWork[C]>[0],
    memory?: readonly ArrayBuffer[],
  ): Promise<Awaited<ReturnType<BatchWork[C]>>>
}

interface Waiting {
  readonly resolve: (result: unknown) => void
  readonly reject: (failure: BatchFailure) => void
}

/** Rows make no garbage; what starting makes is not to be kept for the whole run. */
const maxYoungGenerationSizeMb = 4

/** Starts a thread, which loads what it needs at once. */
export function startThread(data: ThreadData): BatchThread {
  const worker = new Worker(siblingModule(import.meta.url, './mask-worker'), {
    resourceLimits: { maxYoungGenerationSizeMb },
    workerData: data,
  })
  const waiting = new Map<number, Waiting>()
  let dead = false
  let next = 0
  worker.on('message', (answer: WorkerAnswer) => {
    const asked = waiting.get(answer.id)
    waiting.delete(answer.id)
    if ('failure' in answer) asked?.reject(new BatchFailure(answer.failure))
    else asked?.resolve(answer.result)
  })
  const end = () => {
    dead = true
    for (const { reject } of waiting.values()) reject(crashed())
    waiting.clear()
  }
  worker.on('error', end)
  worker.on('exit', end)
  return {
    get waiting() {
      return waiting.size
    },
    ask: (call, argument, memory = []) =>
      new Promise((resolve, reject) => {
        if (dead) return reject(crashed())
        const id = next++
        waiting.set(id, { resolve: resolve as (result: unknown) => void, reject })
        const task: WorkerTask = { id, call, argument }
        worker.postMessage(task, memory)
      }),
    async [Symbol.asyncDispose]() {
      await worker.terminate()
    },
  }
}

const crashed = () => new BatchFailure({ run: 0, row: 0, at: 0, frames: '' })
