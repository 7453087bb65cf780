import type { Readable } from 'node:stream'
import { TocReader } from './toc-reader.ts'

/** Reads numbers and bytes of an archive from a stream, front to back. */
export class ByteStream {
  readonly #chunks: AsyncIterator<Buffer>
  readonly #stream: Readable
  readonly #intSize: number
  readonly #ends: (position: number) => Error
  #block: Buffer = Buffer.alloc(0)
  #used = 0
  /** Of the next byte, in the archive. */
  position: number

  /** @param ends - the error for a stream that ends within what is read. */
  constructor(
    stream: Readable,
    position: number,
    intSize: number,
    ends: (position: number) => Error,
  ) {
    this.#stream = stream
    this.#chunks = (stream as AsyncIterable<Buffer>)[Symbol.asyncIterator]()
    this.position = position
    this.#intSize = intSize
    this.#ends = ends
  }

  async take(length: number): Promise<Buffer> {
    while (this.#block.length - this.#used < length) {
      const { done, value } = await this.#chunks.next()
      if (done) throw this.#ends(this.position)
      const rest = this.#block.subarray(this.#used)
      this.#block = rest.length === 0 ? value : Buffer.concat([rest, value])
      this.#used = 0
    }
    this.#used += length
    this.position += length
    return this.#block.subarray(this.#used - length, this.#used)
  }

  async byte(): Promise<number> {
    return (await this.take(1))[0] as number
  }

  async integer(): Promise<number> {
    const reader = new TocReader(await this.take(this.#intSize + 1))
    reader.intSize = this.#intSize
    return reader.integer()
  }

  /** Whether there is nothing more. */
  async atEnd(): Promise<boolean> {
    if (this.#used < this.#block.length) return false
    const { done, value } = await this.#chunks.next()
    if (done) return true
    this.#block = value
    this.#used = 0
    return false
  }

  close(): void {
    this.#stream.destroy()
  }
}
