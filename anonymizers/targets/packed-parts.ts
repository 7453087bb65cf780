import type { Duplex } from 'node:stream'
import { createPacker, type Packer } from '../archives/packer.ts'

/**
 * Packs bytes in parts that follow each other, each of which can be unpacked by itself: members of gzip
 * (RFC 1952, 2.2), frames of zstd (RFC 8878, 3.1) and lz4.
 */
export interface PackedParts {
  write(bytes: Uint8Array, free?: () => void): Promise<void>
  /** Ends the part: what comes is in another one. */
  cut(): Promise<void>
  destroy(): Promise<void>
}

/** @param take - must be done with a chunk when its promise is. */
export function createPackedParts(
  pack: () => Duplex,
  take: (chunk: Uint8Array) => Promise<void>,
): PackedParts {
  let part: Packer | undefined
  return {
    async write(bytes, free) {
      part ??= createPacker(pack(), take)
      await part.write(bytes, free)
    },
    async cut() {
      await part?.end()
      part = undefined
    },
    async destroy() {
      await part?.destroy()
    },
  }
}
