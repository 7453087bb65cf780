import type { Duplex } from 'node:stream'
import {
  createDeflate,
  createGunzip,
  createGzip,
  createInflate,
  createZstdCompress,
  createZstdDecompress,
} from 'node:zlib'
import { createLz4Pack, createLz4Unpack } from '../lz4/frame.ts'
import { blockSize } from '../sources/blocks.ts'
import type { Archive } from './archive.ts'
import type { ArchivePacking } from './toc.ts'

/** A custom archive has zlib's stream where a directory has a gzip file. */
type Container = Archive['container']

/** Undefined when the data is not packed. */
export function unpackerOf({ method }: ArchivePacking, container: Container): Duplex | undefined {
  const options = { chunkSize: blockSize }
  if (method === 'none') return undefined
  if (method === 'zstd') return createZstdDecompress(options)
  if (method === 'lz4') return createLz4Unpack()
  return container === 'custom' ? createInflate(options) : createGunzip(options)
}

/** The same method and level that the archive was written with. */
export function packerOf(packing: ArchivePacking, container: Container): Duplex | undefined {
  const chunkSize = 64 * 1024
  if (packing.method === 'none') return undefined
  if (packing.method === 'zstd') return createZstdCompress({ chunkSize })
  if (packing.method === 'lz4') return createLz4Pack()
  const options = { level: packing.level, chunkSize }
  return container === 'custom' ? createDeflate(options) : createGzip(options)
}

/** What pg_dump adds to the names of a directory's files. */
export const fileEnding = ({ method }: ArchivePacking): string => endings[method]

const endings = { none: '', gzip: '.gz', zstd: '.zst', lz4: '.lz4' }
