import type {
  CollectedPart,
  LedgerSetup,
  LedgerWork,
  Looked,
  LookSetup,
} from '../ledger/ledger-work.ts'
import type { Kept } from '../ledger/collect.ts'
import type { KeysSetup, KeyWork } from '../subset/key-work.ts'
import { movedRuns, type RowRuns } from '../ledger/row-runs.ts'
import { Room } from '../kernel/room.ts'
import { createCodecs, type MaskSetup } from './codecs.ts'
import { maskRuns, type MaskedRuns, type Runs } from './mask-rows.ts'
import { packFailure, type PackedFailure } from './worker-message.ts'

/** Parts of a copy that originals are looked for in. */
export interface LookTask extends RowRuns {
  /** Of the rows of the original that are compared; see Collecting.collect. */
  readonly prints: Int32Array<ArrayBuffer>
}

export interface CollectTask extends RowRuns {
  readonly bytes: Uint8Array<ArrayBuffer>
  /** For what is collected, or made of keys. */
  readonly room: ArrayBuffer
}

export interface MaskTask {
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly runs: Runs
  /** For the masked batch. */
  readonly room: ArrayBuffer
  /** To look at what comes out; its spans are those before masking. */
  readonly look: LookTask | undefined
}

/** A batch that was looked at; what went wrong meanwhile is told in its turn. */
export interface LookedBatch {
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly failure: PackedFailure | undefined
  /** The memory of {@link LookTask.prints}. */
  readonly read: ArrayBuffer | undefined
}

/** The memory that a task came in. */
export interface Freed {
  readonly free: ArrayBuffer
}

/** What was made of rows, see KeyWork.read. */
export interface KeyWords {
  readonly words: Int32Array<ArrayBuffer>
}

/** All that a thread does with batches, be it the one that reads them or another one. */
export interface BatchWork {
  maskWith(setup: MaskSetup): void
  mask(task: MaskTask): Promise<MaskedRuns & Omit<LookedBatch, 'bytes'> & Freed>
  collectWith(setup: LedgerSetup): void
  collect(task: CollectTask): Promise<CollectedPart & Freed & Pick<CollectTask, 'room'>>
  kept(): Promise<Kept>
  readKeysWith(setup: KeysSetup): void
  readKeys(task: CollectTask): Promise<KeyWords & Freed & Pick<CollectTask, 'room'>>
  lookWith(setup: LookSetup): void
  look(task: LookTask & { readonly bytes: Uint8Array<ArrayBuffer> }): Promise<LookedBatch>
  looked(): Promise<Looked>
}

/** Loads what it takes to collect and to look. */
export const loadLedger = () => import('../ledger/ledger-work.ts')

export function createBatchWork(): BatchWork {
  let codecs: ReturnType<typeof createCodecs> | undefined
  let ledger: Promise<LedgerWork> | undefined
  let keys: Promise<KeyWork> | undefined
  const whenTold = async <T>(told: Promise<T> | undefined): Promise<T> => {
    if (!told) throw new Error('nobody has said how')
    return told
  }
  const lookAt = async (
    bytes: Uint8Array<ArrayBuffer>,
    runs: RowRuns,
    prints: LookTask['prints'],
  ) => {
    const work = await whenTold(ledger)
    try {
      work.look(asBuffer(bytes), runs, prints)
      return undefined
    } catch (failure) {
      return packFailure(failure)
    }
  }
  return {
    maskWith(setup) {
      codecs = createCodecs(setup)
      // Looked at with the first batch; until then a failure must not count as unhandled.
      codecs.catch(() => {})
    },
    async mask({ bytes, runs, room, look }) {
      const codecOf = await whenTold(codecs)
      const masked = maskRuns(asBuffer(bytes), runs, codecOf, Buffer.from(room))
      const failure =
        look && (await lookAt(masked.bytes, movedRuns(look, runs, masked.ends), look.prints))
      return { ...masked, failure, read: look?.prints.buffer, free: bytes.buffer }
    },
    collectWith(setup) {
      ledger = loadLedger().then(({ createLedgerWork }) => createLedgerWork(setup))
      ledger.catch(() => {})
    },
    async collect({ bytes, room, ...runs }) {
      const work = await whenTold(ledger)
      return { ...work.collect(asBuffer(bytes), runs, new Room(room)), room, free: bytes.buffer }
    },
    readKeysWith(setup) {
      keys = import('../subset/key-work.ts').then(({ createKeyWork }) => createKeyWork(setup))
      keys.catch(() => {})
    },
    async readKeys({ bytes, room, ...runs }) {
      const work = await whenTold(keys)
      const words = work.read(asBuffer(bytes), runs, new Room(room))
      return { words, room, free: bytes.buffer }
    },
    kept: async () => (await whenTold(ledger)).kept(),
    lookWith(setup) {
      ledger = whenTold(ledger).then(async (work) => {
        await work.lookWith(setup)
        return work
      })
      ledger.catch(() => {})
    },
    async look({ bytes, prints, ...runs }) {
      return { bytes, failure: await lookAt(bytes, runs, prints), read: prints.buffer }
    },
    looked: async () => (await whenTold(ledger)).looked(),
  }
}

const asBuffer = ({ buffer, byteOffset, length }: Uint8Array<ArrayBuffer>) =>
  Buffer.from(buffer, byteOffset, length)
