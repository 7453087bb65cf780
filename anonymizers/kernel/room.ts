/** Memory that results are put into, one behind the other; what does not fit has memory of its own. */
export class Room {
  readonly memory: ArrayBuffer
  #used = 0

  constructor(memory: ArrayBuffer) {
    this.memory = memory
  }

  /** So many words of 0. */
  words(count: number): Int32Array<ArrayBuffer> {
    const from = this.#used
    if (from + count * 4 > this.memory.byteLength) return new Int32Array(count)
    this.#used += count * 4
    return new Int32Array(this.memory, from, count).fill(0)
  }
}
