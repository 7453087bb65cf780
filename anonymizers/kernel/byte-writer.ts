/** A buffer that grows, is reused from value to value and never shrinks. */
export class ByteWriter {
  bytes: Uint8Array
  length = 0

  constructor(capacity = 256) {
    this.bytes = new Uint8Array(capacity)
  }

  /** Room for `more` bytes behind {@link length}. */
  ensure(more: number): void {
    const needed = this.length + more
    if (needed <= this.bytes.length) return
    const larger = new Uint8Array(Math.max(needed, this.bytes.length * 2))
    larger.set(this.bytes.subarray(0, this.length))
    this.bytes = larger
  }

  byte(value: number): void {
    if (this.length === this.bytes.length) this.ensure(1)
    this.bytes[this.length++] = value
  }

  /** `from` to `to` (excluded) of `source`. */
  copy(source: Uint8Array, from = 0, to: number = source.length): void {
    this.ensure(to - from)
    const { bytes } = this
    let at = this.length
    for (let i = from; i < to; i++) bytes[at++] = source[i] as number
    this.length = at
  }

  /** A whole number without sign, at least `width` digits. */
  decimal(value: number, width = 1): void {
    let places = 1
    for (let limit = 10; limit <= value; limit *= 10) places++
    if (places < width) places = width
    this.ensure(places)
    let rest = value
    for (let i = this.length + places - 1; i >= this.length; i--) {
      const next = Math.floor(rest / 10)
      this.bytes[i] = 48 + (rest - next * 10)
      rest = next
    }
    this.length += places
  }

  view(from = 0): Uint8Array {
    return this.bytes.subarray(from, this.length)
  }

  equals(other: Uint8Array, from = 0): boolean {
    if (this.length - from !== other.length) return false
    for (let i = 0; i < other.length; i++) if (this.bytes[from + i] !== other[i]) return false
    return true
  }
}
