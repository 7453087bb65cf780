import type { Scratch } from '../subset/scratch.ts'

/** Of a fingerprint, its leaf and its digits: as ../kernel/assembly/ledger/originals.ts writes them. */
export const entryWords = 3

/** Entries are kept by the first bits of their fingerprints, in the order of the table that they go into. */
const partBits = 6

/** Fingerprints of originals on their way into the table, with repetitions; most of them on disk. */
export class PendingOriginals {
  count = 0
  readonly #parts

  constructor(scratch: Scratch) {
    this.#parts = Array.from({ length: 1 << partBits }, () => scratch.list(entryWords))
  }

  take(entries: Int32Array): void {
    for (let at = 0; at < entries.length; at += entryWords) {
      const high = entries[at + 1] as number
      this.#parts[high >>> (32 - partBits)]?.push(entries[at] as number, high, entries[at + 2])
    }
    this.count += entries.length / entryWords
  }

  /** Part after part, its entries in blocks that are valid until the next. */
  *parts(): Generator<Iterable<{ readonly words: Int32Array }>> {
    for (const part of this.#parts) yield { [Symbol.iterator]: () => part.blocks() }
  }
}
