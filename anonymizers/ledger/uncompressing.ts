import { uncompressed } from '../scan/unwrap.ts'

/** Compressed inside of compressed inside of compressed, and no deeper. */
const deepest = 3
/** Of all that is compressed in one text, in bytes of what comes out. */
const mostBytes = 8 * 1024 * 1024

/** What an attempt that fails counts for, in bytes. */
const attempt = 64 * 1024

/** By the first bytes: gzip (RFC 1952), zlib (RFC 1950), zstd (RFC 8878) or MySQL's COMPRESS, which writes the length before zlib. */
export function mayBeCompressed(bytes: Uint8Array): boolean {
  if (bytes.length < 10) return false
  const [a, b, c, d] = bytes
  if (a === 0x1f && b === 0x8b && c === 0x08) return true
  if (a === 0x28 && b === 0xb5 && c === 0x2f && d === 0xfd) return true
  return isZlib(bytes, 0) || (isZlib(bytes, 4) && mayBeLength(bytes))
}

/** Deflate packs no better (RFC 1951): so bytes that mean nothing are seldom taken for what COMPRESS writes. */
const bestRatio = 1032

function mayBeLength(bytes: Uint8Array): boolean {
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true)
  return length > 0 && length <= bytes.length * bestRatio
}

const isZlib = (bytes: Uint8Array, at: number) =>
  bytes[at] === 0x78 && [0x01, 0x5e, 0x9c, 0xda].includes(bytes[at + 1] ?? 0)

/** What is taken out of one text, however many times over it is compressed: so no text takes long. */
export class Uncompressing {
  readonly #tell: () => void
  #isTold = false
  #depth = 0
  #left = mostBytes

  /** @param tell - called once when something in the text is compressed and not looked into to its end. */
  constructor(tell: () => void) {
    this.#tell = tell
  }

  /** The text that is compressed in it. What is found inside while it is looked at is deeper by one. */
  *inside(bytes: Uint8Array): Generator<Uint8Array> {
    if (!mayBeCompressed(bytes)) return
    if (this.#depth === deepest || this.#left <= 0) return this.#leave()
    const packed = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
    const found = uncompressed(packed, this.#left)
    if (!found) {
      // It took time all the same: a text full of what cannot be unpacked must come to an end too.
      this.#left -= attempt
      return this.#leave()
    }
    if (!found.isWhole) this.#leave()
    this.#left -= found.inside.length
    this.#depth++
    try {
      yield found.inside
    } finally {
      this.#depth--
    }
  }

  #leave(): void {
    if (!this.#isTold) this.#tell()
    this.#isTold = true
  }
}
