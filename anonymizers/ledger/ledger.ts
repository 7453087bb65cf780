import { kernelInJavaScript } from '../pipeline/codecs.ts'
import { JavaScriptLedger } from './javascript-ledger.ts'
import type { Leaf } from './leaves.ts'
import { WasmLedger } from './wasm-ledger.ts'
import type { Scratch } from '../subset/scratch.ts'
import type { LedgerBlocks } from './wasm-blocks.ts'

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
  /** A fingerprint of the bytes as they are, of 32 bits; 0 only of none. */
  exact(value: Uint8Array): number
  /** Remembers an original of a leaf. */
  add(number: number, leaf: Leaf, value: Uint8Array): void
  /** Nothing is added any more; from now on it can be searched. */
  seal(): void
  /** Looks for originals in a text, in its parts, and in what is packed or escaped in it. */
  search(text: Uint8Array, found: Found): void
  /** Goes over whole blocks of rows; not in JavaScript. */
  readonly blocks?: LedgerBlocks
}

export interface LedgerSize {
  /** How many leaves there are, with the one that is none. */
  readonly leaves: number
  /** No more values will be added than about so many. */
  readonly most: number
  /** For what outgrows memory. */
  readonly scratch: Scratch
}

/** Their numbers have 16 bits in WebAssembly. */
const mostLeaves = 65_535

export const createLedger = (size: LedgerSize): Ledger =>
  kernelInJavaScript() || size.leaves > mostLeaves ? new JavaScriptLedger() : new WasmLedger(size)
