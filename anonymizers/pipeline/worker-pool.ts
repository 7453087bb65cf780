import type { CollectedPart, LedgerSetup, Looked, LookSetup } from '../ledger/ledger-work.ts'
import type { Kept } from '../ledger/collect.ts'
import { movedRuns, type RowRuns } from '../ledger/row-runs.ts'
import type { BytePool } from '../kernel/byte-pool.ts'
import type { KeysSetup } from '../subset/key-work.ts'
import {
  createBatchWork,
  type BatchWork,
  type CollectTask,
  type KeyWords,
  type LookedBatch,
  type LookTask,
} from './batch-work.ts'
import type { MaskSetup } from './codecs.ts'
import { roomFor, type MaskedRuns, type Runs } from './mask-rows.ts'
import { BatchFailure, startThread, type BatchThread } from './mask-threads.ts'
import { packFailure, type BatchCall, type ThreadData } from './worker-message.ts'

/**
 * Works on batches, each as soon as it can. The order of the answers is the caller's business. Takes the bytes
 * over that it is given; those it gives have an ArrayBuffer of their own. Rejects with a {@link BatchFailure}.
 */
export interface BatchPool {
  /** How many batches should be under way at once, so that nobody waits: bounds the memory. */
  readonly underWay: number
  maskWith(setup: MaskSetup): void
  /** @param look - to look at what comes out as well. */
  mask(
    bytes: Buffer<ArrayBuffer>,
    runs: Runs,
    look: LookTask | undefined,
  ): Promise<MaskedRuns & Pick<LookedBatch, 'failure'>>
  collectWith(setup: LedgerSetup): void
  /** Its `room` may be given back when the rest has been read. */
  collect(
    bytes: Buffer<ArrayBuffer>,
    runs: RowRuns,
  ): Promise<CollectedPart & Pick<CollectTask, 'room'>>
  readKeysWith(setup: KeysSetup): void
  /** Its `room` may be given back when the rest has been read. */
  readKeys(bytes: Buffer<ArrayBuffer>, runs: RowRuns): Promise<KeyWords & Pick<CollectTask, 'room'>>
  /** Of each thread. */
  kept(): Promise<readonly Kept[]>
  lookWith(setup: LookSetup): void
  look(
    bytes: Buffer<ArrayBuffer>,
    task: LookTask,
  ): Promise<Pick<LookedBatch, 'failure'> & { readonly bytes: Buffer<ArrayBuffer> }>
  /** By each thread. */
  looked(): Promise<readonly Looked[]>
}

/** Threads that start while the dump is looked through, before it is known what they will do. */
export interface StartingPool extends AsyncDisposable {
  /** With so many threads, be it more or fewer than were started; 0: the calling thread does it. */
  of(jobs: number): Promise<BatchPool>
}

/** @param memory - for batches and what becomes of them. */
export function startPool(jobs: number, memory: BytePool, data: ThreadData): StartingPool {
  const threads = Array.from({ length: jobs }, () => startThread(data))
  const end = async (ending: readonly BatchThread[]) => {
    await Promise.all(ending.map((thread) => thread[Symbol.asyncDispose]()))
  }
  return {
    async of(wanted) {
      await end(threads.splice(wanted))
      while (threads.length < wanted) threads.push(startThread(data))
      return threads.length === 0
        ? createPool([inThisThread()], 1, memory)
        : createPool(threads, threads.length * 2 + 1, memory)
    },
    [Symbol.asyncDispose]: () => end(threads.splice(0)),
  }
}

type Worker = Pick<BatchThread, 'waiting' | 'ask'>

const leastBusy = (workers: readonly Worker[]): Worker =>
  workers.reduce((best, one) => (one.waiting < best.waiting ? one : best))

function inThisThread(): Worker {
  const work = createBatchWork()
  return {
    waiting: 0,
    async ask<C extends BatchCall>(
      call: C,
      argument: Parameters<BatchWork[C]>[0],
    ): Promise<Awaited<ReturnType<BatchWork[C]>>> {
      try {
        const asked = work[call] as (argument: unknown) => ReturnType<BatchWork[C]>
        return await asked(argument)
      } catch (failure) {
        throw new BatchFailure(packFailure(failure))
      }
    },
  }
}

function createPool(workers: readonly Worker[], underWay: number, memory: BytePool): BatchPool {
  /** Who collects and looks: all, or one of this thread where originals cannot be shared. */
  let ledgers = workers
  const tell = <C extends BatchCall>(
    all: readonly Worker[],
    call: C,
    argument: Parameters<BatchWork[C]>[0],
  ) => {
    // What goes wrong with it is told again with every batch.
    for (const one of all) one.ask(call, argument).catch(() => {})
  }
  return {
    underWay,
    maskWith: (setup) => tell(workers, 'maskWith', setup),
    async mask(bytes, runs, look) {
      const isShared = ledgers === workers
      const spans = look && !isShared ? runs.slice() : runs
      const room = memory.take(roomFor(bytes)).buffer
      const task = { bytes, runs, room, look: isShared ? look : undefined }
      const { free, read, ...masked } = await leastBusy(workers).ask('mask', task, [
        bytes.buffer,
        runs.buffer,
        room,
        ...(task.look ? memoryOfLook(task.look) : []),
      ])
      memory.give(new Uint8Array(free))
      if (read) memory.give(new Uint8Array(read))
      const made = { ...masked, bytes: asBuffer(masked.bytes) }
      if (!look || isShared) return made
      const after = { ...movedRuns(look, spans, masked.ends), prints: look.prints }
      const { failure } = await leastBusy(ledgers).ask('look', { ...after, bytes: made.bytes })
      memory.give(new Uint8Array(look.prints.buffer))
      return { ...made, failure }
    },
    collectWith(setup) {
      if (!setup.shared) ledgers = [inThisThread()]
      tell(ledgers, 'collectWith', setup)
    },
    async collect(bytes, runs) {
      const room = memory.take(bytes.length).buffer
      const task = { ...runs, bytes, room }
      const memoryOfTask = [bytes.buffer, runs.spans.buffer, room]
      const { free, ...part } = await leastBusy(ledgers).ask('collect', task, memoryOfTask)
      memory.give(new Uint8Array(free))
      return part
    },
    readKeysWith: (setup) => tell(workers, 'readKeysWith', setup),
    async readKeys(bytes, runs) {
      const room = memory.take(bytes.length).buffer
      const memoryOfTask = [bytes.buffer, runs.spans.buffer, room]
      const { free, ...read } = await leastBusy(workers).ask(
        'readKeys',
        { ...runs, bytes, room },
        memoryOfTask,
      )
      memory.give(new Uint8Array(free))
      return read
    },
    kept: () => Promise.all(ledgers.map((one) => one.ask('kept', undefined))),
    lookWith: (setup) => tell(ledgers, 'lookWith', setup),
    async look(bytes, task) {
      const memoryOfTask = [bytes.buffer, ...memoryOfLook(task)]
      const looked = await leastBusy(ledgers).ask('look', { ...task, bytes }, memoryOfTask)
      if (looked.read) memory.give(new Uint8Array(looked.read))
      return { failure: looked.failure, bytes: asBuffer(looked.bytes) }
    },
    looked: () => Promise.all(ledgers.map((one) => one.ask('looked', undefined))),
  }
}

const memoryOfLook = ({ spans, prints }: LookTask) => [spans.buffer, prints.buffer]

const asBuffer = ({ buffer, byteOffset, length }: Uint8Array<ArrayBuffer>) =>
  Buffer.from(buffer, byteOffset, length)
