import { mixed } from './word-scan.ts'

/** What {@link ColumnSums} are made of, in words of 32 bits. */
const [order, sum, squares, any, varied, rows, words] = [0, 1, 2, 3, 4, 5, 6]

/**
 * What a column's values come to: equal sums mean that the same values stand there, equal orders that they
 * stand in the same rows. Values come as fingerprints, in any order, and sums of parts can be added.
 */
export class ColumnSums {
  /** For what adds many at once; see ../kernel/assembly/ledger/sums.ts. */
  readonly state = new Int32Array(words)

  /** @param row - its number in the table, from 0. */
  add(print: number, row: number): void {
    const { state } = this
    const at = (word: number) => state[word] as number
    if (at(rows) === 0) state[any] = print
    else if (print !== at(any)) state[varied] = 1
    state[rows] = at(rows) + 1
    state[order] = at(order) + mixed(print ^ Math.imul(row, 0x9e3779b1))
    state[sum] = at(sum) + print
    state[squares] = at(squares) + Math.imul(print, print | 1)
  }

  /** Rows that are counted and not looked at. */
  pass(count: number): void {
    this.state[rows] = (this.state[rows] as number) + count
  }

  /** Adds what was seen in another part. */
  take(other: Pick<ColumnSums, 'state'>): void {
    const [own, more] = [this.state, other.state]
    if (more[rows] === 0) return
    if (own[rows] === 0) own[any] = more[any] as number
    own[varied] = own[varied] || more[varied] || own[any] !== more[any] ? 1 : 0
    for (const word of [order, sum, squares, rows])
      own[word] = (own[word] as number) + (more[word] as number)
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
    return [rows, order].every((word) => this.state[word] === other.state[word])
  }
}
