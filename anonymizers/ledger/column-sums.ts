/**
 * What a column's values come to: equal sums mean that the same values stand there, equal chains that they
 * stand there in the same order. Values come as fingerprints.
 */
export class ColumnSums {
  rows = 0
  #chain = 0
  #sum = 0
  #squares = 0
  #last = 0
  /** Not all values are one. */
  varied = false

  add(print: number): void {
    if (this.rows > 0 && print !== this.#last) this.varied = true
    this.#last = print
    this.rows++
    this.#chain = Math.imul(this.#chain ^ print, 0x9e3779b1)
    this.#chain ^= this.#chain >>> 15
    this.#sum = (this.#sum + print) | 0
    this.#squares = (this.#squares + Math.imul(print, print | 1)) | 0
  }

  sameValues(other: ColumnSums): boolean {
    return this.rows === other.rows && this.#sum === other.#sum && this.#squares === other.#squares
  }

  sameOrder(other: ColumnSums): boolean {
    return this.rows === other.rows && this.#chain === other.#chain
  }
}
