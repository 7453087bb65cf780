/** From the hashes of keys to the rows that have them; of several rows with one key to the first. */
export class KeyTable {
  readonly #slots: Int32Array
  readonly #mask: number

  /** @param rows - that will be added at most. */
  constructor(rows: number) {
    let capacity = 1024
    while (capacity * 2 < rows * 3) capacity *= 2
    this.#slots = new Int32Array(capacity * 4)
    this.#mask = capacity - 1
  }

  clear(): void {
    this.#slots.fill(0)
  }

  /** The row that has this key already, or -1 when it was added for `row`. The first word is not 0. */
  add(w0: number, w1: number, w2: number, row: number): number {
    const at = this.#find(w0, w1, w2)
    const slots = this.#slots
    if (slots[at] !== 0) return slots[at + 3] as number
    slots[at] = w0
    slots[at + 1] = w1
    slots[at + 2] = w2
    slots[at + 3] = row
    return -1
  }

  /** -1 when no row has this key. */
  row(w0: number, w1: number, w2: number): number {
    const at = this.#find(w0, w1, w2)
    return this.#slots[at] === 0 ? -1 : (this.#slots[at + 3] as number)
  }

  #find(w0: number, w1: number, w2: number): number {
    const slots = this.#slots
    for (let slot = w1 & this.#mask; ; slot = (slot + 1) & this.#mask) {
      const at = slot * 4
      if (slots[at] === 0) return at
      if (slots[at] === w0 && slots[at + 1] === w1 && slots[at + 2] === w2) return at
    }
  }
}
