/**
 * Memory of blocks that is used again: having it made and cleared, and counted by the garbage collector,
 * costs more than most of what is done with it. What is not given back goes the usual way.
 */
export class BytePool {
  readonly #free: Buffer<ArrayBuffer>[] = []

  /** At least `size` bytes with an ArrayBuffer of their own, whose contents are whatever was there. */
  take(size: number): Buffer<ArrayBuffer> {
    const found = this.#free.findLastIndex(({ length }) => length >= size)
    const [bytes] = found < 0 ? [] : this.#free.splice(found, 1)
    return bytes ?? Buffer.allocUnsafeSlow(size < smallestSize ? size : Math.max(size, usualSize))
  }

  /** Takes back the whole ArrayBuffer of `bytes`, which nobody may use from now on. */
  give({ buffer }: Uint8Array<ArrayBuffer>): void {
    const { byteLength } = buffer
    if (byteLength >= smallestSize && byteLength <= largestSize && this.#free.length < mostKept)
      this.#free.push(Buffer.from(buffer))
  }
}

/** A block with what was left of the one before, or what became of it. */
const usualSize = 1.5 * 1024 * 1024
/** Less is sooner made than looked for. */
const smallestSize = 64 * 1024
const largestSize = 4 * usualSize
const mostKept = 16
