import type { Memory } from './wasm-api.ts'

/** Lays things out in the memory of a WASM instance, one behind the other; nothing is given back. */
export class WasmMemory {
  readonly #memory: Memory
  #next: number
  #all = new Uint8Array(0)
  /** What stands below was written to. */
  #used = 0

  constructor(memory: Memory, from: number) {
    this.#memory = memory
    this.#next = from
  }

  /** All of it; valid until the next call of another method. */
  get all(): Uint8Array<ArrayBuffer> {
    const { buffer } = this.#memory
    if (this.#all.buffer !== buffer) this.#all = new Uint8Array(buffer)
    return this.#all
  }

  /** Room for `size` bytes; the address is a multiple of 16. */
  reserve(size: number): number {
    const at = this.#next
    this.#next = (at + size + 15) & ~15
    this.#have(this.#next)
    return at
  }

  /** The first address behind everything. */
  get end(): number {
    return this.#next
  }

  /** Room for `size` bytes that are zero; pages that nobody wrote to stay untouched. */
  zeros(size: number): number {
    const at = this.reserve(size)
    this.all.fill(0, at, Math.min(at + size, Math.max(at, this.#used)))
    return at
  }

  /** Room up to `size`, for what is there for a while only. */
  growTo(size: number): void {
    this.#used = Math.max(this.#used, size)
    this.#have(size)
  }

  #have(size: number): void {
    const missing = size - this.#memory.buffer.byteLength
    if (missing > 0) this.#memory.grow(Math.ceil(missing / 65_536))
  }

  bytes(content: Uint8Array): number {
    const at = this.reserve(content.length)
    this.all.set(content, at)
    return at
  }

  words(content: readonly number[] | Uint32Array<ArrayBuffer>): number {
    const { buffer, byteOffset, byteLength } =
      content instanceof Uint32Array ? content : Int32Array.from(content)
    return this.bytes(new Uint8Array(buffer, byteOffset, byteLength))
  }

  /** Puts words to where room was reserved. */
  put(at: number, words: readonly number[]): void {
    new Int32Array(this.all.buffer, at, words.length).set(words)
  }

  /** Bytes of a text, and how many. */
  text(content: string): readonly [at: number, length: number] {
    const bytes = Buffer.from(content)
    return [this.bytes(bytes), bytes.length]
  }
}
