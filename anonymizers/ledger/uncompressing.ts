import { uncompressed } from '../scan/unwrap.ts'
import { inflated } from './inflated.ts'
import { pdfParts } from './pdf-parts.ts'
import { isPdf, isZip, mayBeCompressed } from './packings.ts'
import { zipParts, type Inflate } from './zip-parts.ts'

/** Compressed inside of compressed inside of compressed, and no deeper. */
const deepest = 3
/** Of all that is compressed in one text, in bytes of what comes out. */
const mostBytes = 8 * 1024 * 1024

/** What an attempt that fails counts for, in bytes, and what each one counts for at least. */
const attempt = 64 * 1024
const least = 256

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

  /** The texts that are compressed in it. What is found inside while it is looked at is deeper by one. */
  *inside(bytes: Uint8Array): Generator<Uint8Array> {
    if (!mayBeCompressed(bytes)) return
    if (this.#depth === deepest || this.#left <= 0) return this.#leave()
    const packed = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
    this.#depth++
    try {
      if (isZip(bytes)) yield* zipParts(packed, this.#inflate, () => this.#leave())
      else if (isPdf(bytes)) yield* pdfParts(packed, this.#inflate, () => this.#leave())
      else yield* this.#textOf(packed)
    } finally {
      this.#depth--
    }
  }

  *#textOf(packed: Buffer): Generator<Uint8Array> {
    const found = uncompressed(packed, this.#left)
    if (!found) {
      // It took time all the same: a text full of what cannot be unpacked must come to an end too.
      this.#left -= attempt
      return this.#leave()
    }
    if (!found.isWhole) this.#leave()
    this.#left -= found.inside.length
    yield found.inside
  }

  readonly #inflate: Inflate = (packed, format) => {
    const found = this.#left > 0 ? inflated(packed, format, this.#left) : undefined
    this.#left -= Math.max(found?.inside.length ?? 0, found?.isWhole ? least : attempt)
    if (!found?.isWhole) this.#leave()
    return found
  }

  #leave(): void {
    if (!this.#isTold) this.#tell()
    this.#isTold = true
  }
}
