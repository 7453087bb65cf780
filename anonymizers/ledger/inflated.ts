import { constants, inflateRawSync, inflateSync, type Zlib, type ZlibOptions } from 'node:zlib'
import { codeOf } from '../../core/errors.ts'

/** What comes out of a stream of deflate. */
export interface Inflated {
  readonly inside: Buffer
  /** How many bytes the stream has; 0 where it is not known. */
  readonly used: number
  /** Nothing was left out for its length. */
  readonly isWhole: boolean
}

/** With `info` the answer has the stream too; the types of Node know nothing of that. */
type Unpack = (
  bytes: Buffer,
  options: ZlibOptions,
) => { readonly buffer: Buffer; readonly engine: Zlib }
const unpackers = {
  deflate: inflateRawSync as unknown as Unpack,
  zlib: inflateSync as unknown as Unpack,
}

/** Of what grows too much less is unpacked. */
const parts = [64 * 1024, 4096, 256]

/**
 * The first `most` bytes of what is in a stream of deflate (RFC 1951) or zlib (RFC 1950), which may have anything
 * behind it and may be cut off; undefined for what is none, or nothing.
 */
export function inflated(
  bytes: Buffer,
  format: keyof typeof unpackers,
  most: number,
): Inflated | undefined {
  for (const size of [bytes.length, ...parts.filter((part) => part < bytes.length)])
    try {
      const { buffer, engine } = unpackers[format](bytes.subarray(0, size), {
        info: true,
        finishFlush: constants.Z_SYNC_FLUSH,
        maxOutputLength: most,
      })
      const isWhole = size === bytes.length
      if (buffer.length === 0 && !isWhole) return undefined
      return { inside: buffer, used: isWhole ? engine.bytesWritten : 0, isWhole }
    } catch (failure) {
      if (codeOf(failure) !== 'ERR_BUFFER_TOO_LARGE') return undefined
    }
  return undefined
}
