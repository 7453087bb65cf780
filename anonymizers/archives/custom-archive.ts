import { PoligonError } from '../../core/errors.ts'
import { headSize } from '../sources/detect-source.ts'
import type { Stored } from '../sources/stored.ts'
import type { Archive, LargeObject } from './archive.ts'
import { ByteStream } from './byte-stream.ts'
import { unpackerOf } from './packing.ts'
import { CutShort, NotAnArchive } from './toc-reader.ts'
import { damaged, readToc, type Toc, type TocEntry } from './toc.ts'
import { unpacked } from './unpacked.ts'

const blockOf = { rows: 1, largeObjects: 3 } as const

/**
 * An archive of `pg_dump -Fc`. After the contents come blocks, in any order: a type byte, the id of the
 * entry, chunks with their length, a length of 0. Format: PostgreSQL, src/bin/pg_dump/pg_backup_custom.c.
 *
 * @throws POLIGON_SOURCE
 */
export async function customArchive(stored: Stored): Promise<Archive> {
  const toc = await contentsOf(stored)
  const broken = (position: number, cause?: unknown) => damaged(stored.label, position, cause)
  const streamAt = (position: number) =>
    new ByteStream(stored.open(position), position, toc.intSize, broken)
  const positions = await positionsOf(toc, streamAt, broken)

  /** At the block of an entry, behind its id. */
  const blockAt = async (entry: TocEntry, type: number): Promise<ByteStream> => {
    const position = positions.get(entry.dumpId) ?? stored.size
    if (position < toc.bytes.length || position >= stored.size) throw broken(position)
    const stream = streamAt(position)
    const fits = (await stream.byte()) === type && (await stream.integer()) === entry.dumpId
    if (fits) return stream
    stream.close()
    throw broken(position)
  }

  async function* chunks(stream: ByteStream, onRead: (bytes: number) => void) {
    for (;;) {
      const at = stream.position
      const length = await stream.integer()
      if (length === 0) return
      if (length < 0 || at + length > stored.size) throw broken(at)
      onRead(length)
      yield await stream.take(length)
    }
  }

  return {
    container: 'custom',
    label: stored.label,
    toc,
    size: stored.size,
    identities: stored.identity === undefined ? [] : [stored.identity],
    async *data(entry, onRead) {
      const stream = await located(broken, () => blockAt(entry, blockOf.rows))
      const at = stream.position
      try {
        yield* unpacked(chunks(stream, onRead), unpackerOf(toc.packing, 'custom'), (cause) =>
          broken(at, cause),
        )
      } catch (failure) {
        throw failure instanceof NotAnArchive ? broken(stream.position) : failure
      } finally {
        stream.close()
      }
    },
    async *largeObjects(entry): AsyncGenerator<LargeObject> {
      const stream = await located(broken, () => blockAt(entry, blockOf.largeObjects))
      try {
        for (let oid = await stream.integer(); oid !== 0; oid = await stream.integer())
          yield { oid, file: '', packed: chunks(stream, () => {}) }
      } catch (failure) {
        throw failure instanceof NotAnArchive ? broken(stream.position) : failure
      } finally {
        stream.close()
      }
    },
  }
}

async function located<T>(broken: (at: number) => Error, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (failure) {
    throw failure instanceof NotAnArchive ? broken(failure.at) : failure
  }
}

async function contentsOf(stored: Stored): Promise<Toc> {
  for (let length = headSize; ; length *= 4) {
    const head = await headOf(stored, length)
    try {
      return readToc(head, 'custom', stored.label)
    } catch (failure) {
      if (!(failure instanceof CutShort)) throw failure
      if (head.length < length) throw damaged(stored.label, stored.size)
    }
  }
}

async function headOf(stored: Stored, length: number): Promise<Buffer> {
  const parts: Buffer[] = []
  let read = 0
  const stream = stored.open()
  try {
    for await (const part of stream as AsyncIterable<Buffer>) {
      parts.push(part)
      if ((read += part.length) >= length) break
    }
  } catch (failure) {
    throw failure instanceof PoligonError ? failure : damaged(stored.label, read, failure)
  } finally {
    stream.destroy()
  }
  return Buffer.concat(parts).subarray(0, length)
}

/**
 * As the contents say, or, when they were written to standard output, as the blocks lie. Behind the last
 * block pg_dump 16 and later write the contents once more, when that is a file: it is open for appending
 * (PostgreSQL, src/bin/pg_dump/pg_backup_archiver.c, _allocAH), so they do not come over those in front.
 */
async function positionsOf(
  toc: Toc,
  streamAt: (position: number) => ByteStream,
  broken: (position: number) => Error,
): Promise<ReadonlyMap<number, number>> {
  const withData = toc.entries.filter(({ hasData }) => hasData)
  const positions = new Map<number, number>()
  for (const { dumpId, data } of withData)
    if (data.kind === 'offset' && data.position !== undefined) positions.set(dumpId, data.position)
  if (positions.size === withData.length) return positions
  const stream = streamAt(toc.bytes.length)
  try {
    const missing = new Set(withData.map(({ dumpId }) => dumpId))
    while (missing.size > 0 && !(await stream.atEnd())) {
      const position = stream.position
      const type = await stream.byte()
      const dumpId = await stream.integer()
      positions.set(dumpId, position)
      missing.delete(dumpId)
      if (type === blockOf.rows) await skipChunks(stream, broken)
      else if (type === blockOf.largeObjects)
        while ((await stream.integer()) !== 0) await skipChunks(stream, broken)
      else throw broken(position)
    }
  } catch (failure) {
    throw failure instanceof NotAnArchive ? broken(stream.position) : failure
  } finally {
    stream.close()
  }
  return positions
}

async function skipChunks(stream: ByteStream, broken: (position: number) => Error): Promise<void> {
  for (;;) {
    const at = stream.position
    const length = await stream.integer()
    if (length === 0) return
    if (length < 0) throw broken(at)
    await stream.take(length)
  }
}
