import { PoligonError } from '../../core/errors.ts'
import type { Stored } from '../sources/stored.ts'
import type { Archive, LargeObject } from './archive.ts'
import { tocFile } from './directory-archive.ts'
import { readTarHeader, tarBlock, tarPadding } from './tar-header.ts'
import { CutShort } from './toc-reader.ts'
import { damaged, readToc, type Toc, type TocEntry } from './toc.ts'

/** Whether a dump that starts with `head` is a tar archive of pg_dump. */
export const isTarArchive = (head: Buffer): boolean =>
  head.toString('latin1', 257, 262) === 'ustar' &&
  head.toString('latin1', 0, tocFile.length) === tocFile

interface Place {
  readonly from: number
  readonly size: number
}

/**
 * An archive of `pg_dump -Ft`: the files of a directory, none of them packed. Its restore.sql, which says
 * the contents once more, is not looked at. Format: PostgreSQL, src/bin/pg_dump/pg_backup_tar.c.
 *
 * @throws POLIGON_SOURCE
 */
export async function tarArchive(stored: Stored): Promise<Archive> {
  const files = await placesOf(stored)
  const toc = contentsOf(stored, await whole(stored, placeOf(stored, files, tocFile)))

  async function* largeObjects(entry: TocEntry): AsyncGenerator<LargeObject> {
    // One list until PostgreSQL 16, one for each entry since.
    const list = [`blobs_${entry.dumpId}.toc`, 'blobs.toc'].find((one) => files.has(one))
    const place = placeOf(stored, files, list ?? '')
    const lines = (await whole(stored, place)).toString('latin1').split('\n')
    for (const line of lines.filter((one) => one !== '')) {
      const [, oid, file] = /^(\d+) (blob_\d+\.dat)$/.exec(line) ?? []
      if (oid === undefined || file === undefined) throw damaged(stored.label, place.from)
      const packed = bytesOf(stored, placeOf(stored, files, file), () => {})
      yield { oid: Number(oid), file, packed }
    }
  }

  return {
    container: 'tar',
    label: stored.label,
    toc,
    size: stored.size,
    identities: stored.identity === undefined ? [] : [stored.identity],
    data: ({ data }, onRead) =>
      bytesOf(stored, placeOf(stored, files, data.kind === 'file' ? data.file : ''), onRead),
    largeObjects,
  }
}

async function placesOf(stored: Stored): Promise<ReadonlyMap<string, Place>> {
  const files = new Map<string, Place>()
  for (let at = 0; at < stored.size;) {
    const header = await whole(stored, { from: at, size: tarBlock })
    if (header.every((code) => code === 0)) return files
    const member = readTarHeader(header)
    if (!member || files.has(member.name)) throw damaged(stored.label, at)
    const from = at + tarBlock
    files.set(member.name, { from, size: member.size })
    at = from + member.size + tarPadding(member.size)
  }
  throw damaged(stored.label, stored.size)
}

function placeOf(stored: Stored, files: ReadonlyMap<string, Place>, file: string): Place {
  const place = files.get(file)
  if (!place) throw damaged(stored.label, 0)
  return place
}

async function whole(stored: Stored, place: Place): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of bytesOf(stored, place, () => {})) parts.push(part)
  return Buffer.concat(parts)
}

async function* bytesOf(
  stored: Stored,
  { from, size }: Place,
  onRead: (bytes: number) => void,
): AsyncGenerator<Buffer> {
  if (from + size > stored.size) throw damaged(stored.label, stored.size)
  if (size === 0) return
  const stream = stored.open(from)
  let left = size
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      const part = chunk.subarray(0, left)
      left -= part.length
      onRead(part.length)
      yield part
      if (left === 0) return
    }
  } catch (failure) {
    throw failure instanceof PoligonError ? failure : damaged(stored.label, from, failure)
  } finally {
    stream.destroy()
  }
  throw damaged(stored.label, stored.size)
}

function contentsOf(stored: Stored, bytes: Buffer): Toc {
  try {
    return readToc(bytes, 'directory', stored.label)
  } catch (failure) {
    throw failure instanceof CutShort ? damaged(stored.label, tarBlock + bytes.length) : failure
  }
}
