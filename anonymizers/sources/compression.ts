import { createLz4Pack, createLz4Unpack, lz4Magic } from '../lz4/frame.ts'
import type { Duplex, Readable } from 'node:stream'
import { pipeline } from 'node:stream'
import { constants, createGunzip, createGzip, createZstdCompress } from 'node:zlib'
import { blockSize } from './blocks.ts'
import { unpackZstd } from './zstd-frames.ts'

/** A way to pack a dump, told by the first bytes when it is read and by the name when it is written. */
export interface Compression {
  readonly magic: Buffer
  readonly extension: string
  unpack(packed: AsyncIterable<Buffer>): AsyncIterable<Buffer>
  pack(): Duplex
}

export const compressions: readonly Compression[] = [
  {
    magic: Buffer.from('1f8b', 'hex'),
    extension: '.gz',
    unpack: (packed): Readable =>
      pipeline(packed, createGunzip({ chunkSize: blockSize }), () => {}),
    // The fastest level: it packs as fast as masking goes, and most of the gain is there already.
    pack: () => createGzip({ level: constants.Z_BEST_SPEED, chunkSize: blockSize }),
  },
  {
    magic: Buffer.from('28b52ffd', 'hex'),
    extension: '.zst',
    unpack: unpackZstd,
    pack: () => createZstdCompress({ chunkSize: blockSize }),
  },
  {
    magic: lz4Magic,
    extension: '.lz4',
    unpack: (packed): Readable => pipeline(packed, createLz4Unpack(), () => {}),
    pack: createLz4Pack,
  },
]
