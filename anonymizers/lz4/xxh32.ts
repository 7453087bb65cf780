const prime1 = 0x9e3779b1
const prime2 = 0x85ebca77
const prime3 = 0xc2b2ae3d
const prime4 = 0x27d4eb2f
const prime5 = 0x165667b1

const rotated = (value: number, bits: number) => (value << bits) | (value >>> (32 - bits))
const round = (lane: number, word: number) =>
  Math.imul(rotated((lane + Math.imul(word, prime2)) | 0, 13), prime1)

/** The checksum of LZ4 frames, XXH32 with seed 0 (xxHash specification 0.2), of bytes that come in parts. */
export class Xxh32 {
  readonly #lanes = Int32Array.of(prime1 + prime2, prime2, 0, -prime1)
  readonly #rest = Buffer.alloc(16)
  #waiting = 0
  #length = 0

  add(bytes: Uint8Array): this {
    this.#length += bytes.length
    let at = 0
    if (this.#waiting > 0) {
      at = Math.min(16 - this.#waiting, bytes.length)
      this.#rest.set(bytes.subarray(0, at), this.#waiting)
      this.#waiting += at
      if (this.#waiting < 16) return this
      this.#stripe(this.#rest, 0)
      this.#waiting = 0
    }
    const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
    for (; at + 16 <= bytes.length; at += 16) this.#stripe(view, at)
    this.#rest.set(bytes.subarray(at))
    this.#waiting = bytes.length - at
    return this
  }

  /** As an unsigned number. */
  digest(): number {
    const [a = 0, b = 0, c = 0, d = 0] = this.#lanes
    let hash =
      this.#length < 16 ? prime5 : rotated(a, 1) + rotated(b, 7) + rotated(c, 12) + rotated(d, 18)
    hash = (hash + this.#length) | 0
    let at = 0
    for (; at + 4 <= this.#waiting; at += 4)
      hash = Math.imul(
        rotated((hash + Math.imul(this.#rest.readInt32LE(at), prime3)) | 0, 17),
        prime4,
      )
    for (; at < this.#waiting; at++)
      hash = Math.imul(
        rotated((hash + Math.imul(this.#rest[at] as number, prime5)) | 0, 11),
        prime1,
      )
    hash = Math.imul(hash ^ (hash >>> 15), prime2)
    hash = Math.imul(hash ^ (hash >>> 13), prime3)
    return (hash ^ (hash >>> 16)) >>> 0
  }

  #stripe(bytes: Buffer, at: number): void {
    for (let lane = 0; lane < 4; lane++)
      this.#lanes[lane] = round(this.#lanes[lane] as number, bytes.readInt32LE(at + lane * 4))
  }
}
