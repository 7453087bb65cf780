/** A set of rows, by their number from 0. Its memory is shared: threads may read it. */
export class Bits {
  readonly bytes: Uint8Array<SharedArrayBuffer>
  readonly size: number

  constructor(size: number) {
    this.size = size
    this.bytes = new Uint8Array(new SharedArrayBuffer((size + 7) >> 3))
  }

  has(row: number): boolean {
    return ((this.bytes[row >>> 3] as number) & (1 << (row & 7))) !== 0
  }

  /** Whether it was new. */
  add(row: number): boolean {
    const at = row >>> 3
    const bit = 1 << (row & 7)
    const before = this.bytes[at] as number
    if ((before & bit) !== 0) return false
    this.bytes[at] = before | bit
    return true
  }

  /** Whether it was there. */
  remove(row: number): boolean {
    if (!this.has(row)) return false
    const at = row >>> 3
    this.bytes[at] = (this.bytes[at] as number) & ~(1 << (row & 7))
    return true
  }

  addRange(from: number, count: number): void {
    for (let row = from; row < from + count; row++) this.add(row)
  }

  addAllOf(other: Bits): void {
    for (let at = 0; at < this.bytes.length; at++)
      this.bytes[at] = (this.bytes[at] as number) | (other.bytes[at] as number)
  }

  /** How many of `count` rows are in it. */
  countIn(from: number, count: number): number {
    let sum = 0
    for (let row = from; row < from + count; row++) if (this.has(row)) sum++
    return sum
  }

  get count(): number {
    let sum = 0
    for (const byte of this.bytes) sum += ones[byte] as number
    return sum
  }
}

const ones = Uint8Array.from(
  { length: 256 },
  (_, byte) => byte.toString(2).replaceAll('0', '').length,
)
