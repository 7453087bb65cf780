import type { Room } from '../kernel/room.ts'
import { kernelInJavaScript } from '../pipeline/codecs.ts'
import { JavaScriptLedger } from './javascript-ledger.ts'
import type { Leaf } from './leaves.ts'
import type { SealedOriginals, SharedOriginals } from './originals.ts'
import type { LedgerBlocks } from './wasm-blocks.ts'
import { WasmLedger } from './wasm-ledger.ts'

/** Told of every original that is found, by the number of its leaf. */
export type Found = (leaf: number) => void

/**
 * Keyed fingerprints of original values, and the search for them in any text. Holds no value and no key
 * that outlives the run.
 */
export interface Ledger {
  /** Different values; known when it is sealed. */
  readonly count: number
  /** Grows with every number that is looked at: how many originals would be found if all meant nothing. */
  readonly chance: number
  /** Grows with every text in which something is compressed that was not looked into to its end. */
  readonly unread: number
  /** A fingerprint of the bytes as they are, of 32 bits; 0 only of none. */
  exact(value: Uint8Array): number
  /** Remembers an original of a leaf. */
  add(number: number, leaf: Leaf, value: Uint8Array): void
  /** What was added since the last call and is for {@link Originals}; nothing of a ledger that keeps it itself. */
  takeAdded(room: Room): Int32Array<ArrayBuffer>
  /** Nothing is added any more; from now on it can be searched. */
  seal(originals: SealedOriginals): void
  /** Looks for originals in a text, in its parts, and in what is packed or escaped in it. */
  search(text: Uint8Array, found: Found): void
  /** Goes over whole blocks of rows; not in JavaScript. */
  readonly blocks?: LedgerBlocks
}

/** Their numbers have 16 bits in WebAssembly. */
const mostLeaves = 65_535

/** Whether threads can have ledgers that know the same originals; `leaves`: with the one that is none. */
export const canShareOriginals = (leaves: number): boolean =>
  !kernelInJavaScript() && leaves <= mostLeaves

/** @param shared - undefined: it knows its own originals, and no other may have a part in them. */
export const createLedger = (shared: SharedOriginals | undefined): Ledger =>
  shared ? new WasmLedger(shared) : new JavaScriptLedger()
