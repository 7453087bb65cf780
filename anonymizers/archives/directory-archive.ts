import { createReadStream } from 'node:fs'
import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { blockSize } from '../sources/blocks.ts'
import { fileIdentity } from '../sources/file-identity.ts'
import type { Archive, LargeObject } from './archive.ts'
import { fileEnding, unpackerOf } from './packing.ts'
import { CutShort } from './toc-reader.ts'
import { archiveMagic, damaged, readToc, type Toc, type TocEntry } from './toc.ts'
import { unpacked } from './unpacked.ts'

/** The contents of a directory. */
export const tocFile = 'toc.dat'

/**
 * An archive of `pg_dump -Fd`: a folder with toc.dat and a file for the rows of each table, packed as a
 * whole. Format: PostgreSQL, src/bin/pg_dump/pg_backup_directory.c.
 *
 * @throws POLIGON_SOURCE
 */
export async function directoryArchive(folder: string): Promise<Archive> {
  const toc = contentsOf(folder, await readFile(join(folder, tocFile)).catch(unreadable(folder)))
  const files = new Map(
    await Promise.all(
      (await readdir(folder)).map(async (file) => {
        const found = await stat(join(folder, file))
        return [file, found] as const
      }),
    ),
  )
  const ending = fileEnding(toc.packing)

  /** pg_dump notes the name without the ending. */
  const fileOf = (file: string): string => {
    const found = [file, `${file}${ending}`].find((one) => files.get(one)?.isFile())
    if (found === undefined) throw damaged(join(folder, file), 0)
    return found
  }

  async function* packedBytes(file: string, onRead: (bytes: number) => void) {
    const stream = createReadStream(join(folder, file), { highWaterMark: blockSize })
    try {
      for await (const chunk of stream as AsyncIterable<Buffer>) {
        onRead(chunk.length)
        yield chunk
      }
    } catch (failure) {
      throw damaged(join(folder, file), 0, failure)
    } finally {
      stream.destroy()
    }
  }

  return {
    container: 'directory',
    label: folder,
    toc,
    size: [...files.values()].reduce((sum, { size }) => sum + size, 0),
    identities: [...files.values()].map(fileIdentity),
    async *data(entry, onRead) {
      const file = fileOf(namedFile(folder, entry))
      const packed = file.endsWith(ending) && ending !== ''
      const unpacker = packed ? unpackerOf(toc.packing, 'directory') : undefined
      let read = 0
      const counted = (bytes: number) => {
        read += bytes
        onRead(bytes)
      }
      yield* unpacked(packedBytes(file, counted), unpacker, (cause) =>
        damaged(join(folder, file), read, cause),
      )
    },
    async *largeObjects(entry): AsyncGenerator<LargeObject> {
      const list = namedFile(folder, entry)
      const lines = (await readFile(join(folder, list), 'latin1').catch(unreadable(folder)))
        .split('\n')
        .filter((line) => line !== '')
      for (const line of lines) {
        const [, oid, file] = /^(\d+) (blob_\d+\.dat)$/.exec(line) ?? []
        if (oid === undefined || file === undefined) throw damaged(join(folder, list), 0)
        const found = fileOf(file)
        yield { oid: Number(oid), file: found, packed: packedBytes(found, () => {}) }
      }
    },
  }
}

function contentsOf(folder: string, bytes: Buffer): Toc {
  const label = join(folder, tocFile)
  if (!bytes.subarray(0, archiveMagic.length).equals(archiveMagic)) throw damaged(label, 0)
  try {
    return readToc(bytes, 'directory', label)
  } catch (failure) {
    throw failure instanceof CutShort ? damaged(label, bytes.length) : failure
  }
}

function namedFile(folder: string, { data }: TocEntry): string {
  if (data.kind === 'file') return data.file
  throw damaged(join(folder, tocFile), 0)
}

const unreadable = (folder: string) => (cause: unknown) => {
  throw damaged(folder, 0, cause)
}
