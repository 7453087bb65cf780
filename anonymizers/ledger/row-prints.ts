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

  push(print: number): void {
    this.#list.push(print)
  }

  /** Of a row, from 0, that is not before the one that was asked for last; 0 behind the last one. */
  at(row: number): number {
    while (row >= this.#first + this.#words.length) {
      this.#blocks ??= this.#list.blocks()
      const { value, done } = this.#blocks.next()
      if (done) return 0
      this.#first = value.first
      this.#words = value.words
    }
    return this.#words[row - this.#first] ?? 0
  }
}
