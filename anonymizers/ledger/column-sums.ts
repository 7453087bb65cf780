/** What {@link ColumnSums} are made of, in words of 32 bits. */
const [chain, sum, squares, last, varied, rows, words] = [0, 1, 2, 3, 4, 5, 6]

/**
 * What a column's values come to: equal sums mean that the same values stand there, equal chains that they
 * stand there in the same order. Values come as fingerprints.
 */
export class ColumnSums {
  /** For what adds many at once; see ../kernel/assembly/ledger/sums.ts. */
  readonly state = new Int32Array(words)

  add(print: number): void {
    const { state } = this
    const at = (word: number) => state[word] as number
    if (at(rows) > 0) state[varied] = at(varied) | (print ^ at(last))
    state[last] = print
    state[rows] = at(rows) + 1
    const mixed = Math.imul(at(chain) ^ print, 0x9e3779b1)
    state[chain] = mixed ^ (mixed >>> 15)
    state[sum] = at(sum) + print
    state[squares] = at(squares) + Math.imul(print, print | 1)
  }

  /** Rows that are counted and not looked at. */
  pass(count: number): void {
    this.state[rows] = (this.state[rows] as number) + count
  }

  get rows(): number {
    return this.state[rows] as number
  }

  /** Not all values are one. */
  get varied(): boolean {
    return this.state[varied] !== 0
  }

  sameValues(other: ColumnSums): boolean {
    return [rows, sum, squares].every((word) => this.state[word] === other.state[word])
  }

  sameOrder(other: ColumnSums): boolean {
    return [rows, chain].every((word) => this.state[word] === other.state[word])
  }
}
