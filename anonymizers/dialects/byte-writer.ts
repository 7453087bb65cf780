/** A growing run of bytes. Its memory may be handed to another thread when it is full. */
export class ByteWriter {
  bytes: Buffer<ArrayBuffer>
  length = 0

  constructor(capacity: number, bytes = Buffer.allocUnsafeSlow(capacity)) {
    this.bytes = bytes
  }

  /** Makes room for `more` bytes after the ones that are there. */
  reserve(more: number): void {
    const wanted = this.length + more
    if (wanted <= this.bytes.length) return
    const grown = Buffer.allocUnsafeSlow(Math.max(wanted, this.bytes.length * 2))
    this.bytes.copy(grown, 0, 0, this.length)
    this.bytes = grown
  }

  append(source: Uint8Array, from = 0, to = source.length): void {
    const count = to - from
    if (count <= 0) return
    this.reserve(count)
    if (count < 24) {
      const { bytes, length } = this
      for (let i = 0; i < count; i++) bytes[length + i] = source[from + i] as number
    } else this.bytes.set(source.subarray(from, to), this.length)
    this.length += count
  }

  view(): Buffer<ArrayBuffer> {
    return this.bytes.subarray(0, this.length)
  }
}
