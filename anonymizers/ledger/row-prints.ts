import type { Scratch, ScratchBlock, ScratchList } from '../subset/scratch.ts'

/** One fingerprint for each row of a table, in its order; most of them on disk. */
export class RowPrints {
  readonly #list: ScratchList
  #blocks: Generator<ScratchBlock> | undefined
  #first = 0
  #words: Int32Array = new Int32Array(0)

  constructor(scratch: Scratch) {
    this.#list = scratch.list(1)
  }

  /** Of the rows that come next. */
  push(prints: Int32Array): void {
    this.#list.pushAll(prints)
  }

  /** Those of the rows from `row` on, from 0, which were not read yet; 0 behind the last one. */
  read(row: number, into: Int32Array): void {
    let done = 0
    while (done < into.length) {
      const at = row + done - this.#first
      if (at >= this.#words.length) {
        this.#blocks ??= this.#list.blocks()
        const { value, done: isEnd } = this.#blocks.next()
        if (isEnd) return
        this.#first = value.first
        this.#words = value.words
        continue
      }
      const some = this.#words.subarray(at, at + into.length - done)
      into.set(some, done)
      done += some.length
    }
  }
}
