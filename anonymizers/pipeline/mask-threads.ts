import { Worker } from 'node:worker_threads'
import { siblingModule } from '../../core/asset.ts'
import type { BytePool } from '../kernel/byte-pool.ts'
import type { MaskSetup } from './codecs.ts'
import { roomFor, type MaskedRuns, type Runs } from './mask-rows.ts'
import type { PackedFailure, WorkerAnswer, WorkerTask } from './worker-message.ts'

/** What went wrong in a batch; the caller knows where that lies in the dump. */
export class MaskFailure extends Error {
  readonly details: PackedFailure

  constructor(details: PackedFailure) {
    super('a batch was not masked')
    this.details = details
  }
}

interface Waiting {
  readonly resolve: (masked: MaskedRuns) => void
  readonly reject: (failure: MaskFailure) => void
}

/** A worker thread that masks batches, one after the other, from when it was told how. */
export interface MaskThread extends AsyncDisposable {
  /** How many batches it has not answered. */
  readonly waiting: number
  setUp(setup: MaskSetup): void
  /** Takes `bytes` over; the masked ones have an ArrayBuffer of their own. Rejects with a {@link MaskFailure}. */
  mask(bytes: Buffer<ArrayBuffer>, runs: Runs): Promise<MaskedRuns>
}

/** Rows make no garbage; what starting makes is not to be kept for the whole run. */
const maxYoungGenerationSizeMb = 4

/** Starts a thread, which loads what it needs at once. `memory`: for batches and what becomes of them. */
export function startThread(memory: BytePool): MaskThread {
  const worker = new Worker(siblingModule(import.meta.url, './mask-worker'), {
    resourceLimits: { maxYoungGenerationSizeMb },
  })
  const waiting = new Map<number, Waiting>()
  let dead = false
  let next = 0
  worker.on('message', (answer: WorkerAnswer) => {
    const asked = waiting.get(answer.id)
    waiting.delete(answer.id)
    if ('failure' in answer) asked?.reject(new MaskFailure(answer.failure))
    else {
      const { bytes, ends, free } = answer
      memory.give(new Uint8Array(free))
      asked?.resolve({ bytes: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length), ends })
    }
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
    setUp: (setup) => worker.postMessage(setup, []),
    mask: (bytes, runs) =>
      new Promise((resolve, reject) => {
        if (dead) return reject(crashed())
        const id = next++
        waiting.set(id, { resolve, reject })
        const room = memory.take(roomFor(bytes)).buffer
        const task: WorkerTask = { id, bytes, runs, room }
        worker.postMessage(task, [bytes.buffer, runs.buffer, room])
      }),
    async [Symbol.asyncDispose]() {
      await worker.terminate()
    },
  }
}

const crashed = () => new MaskFailure({ run: 0, row: 0, at: 0, frames: '' })
