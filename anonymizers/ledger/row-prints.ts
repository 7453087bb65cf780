import type { Scratch, ScratchBlock, ScratchList } from '../subset/scratch.ts'

/** One fingerprint for each row of a table, in its order; most of them on disk. */
export class RowPrints {
  readonly #list: ScratchList
  #blocks: Generator<ScratchBlock> | undefined
  #first = 0
  #words: Int32Array = new Int32Array(0)
  readonly #has: ((row: number) => boolean) | undefined
  #row = 0

  /** @param has - which of the rows, from 0, there are; default: all. */
  constructor(scratch: Scratch, has?: (row: number) => boolean) {
    this.#list = scratch.list(1)
    this.#has = has
  }

  /** Of the rows that come next; forgotten of those that there are not. */
  push(prints: Int32Array): void {
    const first = this.#row
    this.#row += prints.length
    const has = this.#has
    this.#list.pushAll(has ? prints.filter((_, i) => has(first + i)) : prints)
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
