import { open, rename, rm } from 'node:fs/promises'
import type { Archive } from './archive.ts'
import type { ArchiveTarget } from './archive-target.ts'
import { tocFile } from './directory-archive.ts'
import { tarBlock, tarHeader, tarPadding } from './tar-header.ts'
import { createTemporary, notWritable } from './temporary.ts'
import type { TocEntry } from './toc.ts'

/**
 * Writes an archive as `pg_dump -Ft` does, without its restore.sql, which pg_restore does not read. The
 * size of a file is filled in when it is known.
 */
export async function tarTarget({ toc }: Archive, path: string): Promise<ArchiveTarget> {
  const temporary = createTemporary(path)
  const noted = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work()
    } catch (failure) {
      throw notWritable(path, failure)
    }
  }
  const handle = await noted(() => open(temporary.path, 'wx', 0o600)).catch((failure: unknown) => {
    temporary.release()
    throw failure
  })
  let position = 0
  let member: { readonly name: string; readonly at: number } | undefined

  const put = async (bytes: Uint8Array) => {
    for (let done = 0; done < bytes.length;) {
      const rest = bytes.length - done
      const { bytesWritten } = await handle.write(bytes, done, rest, position)
      done += bytesWritten
      position += bytesWritten
    }
  }
  const begin = async (name: string) => {
    member = { name, at: position }
    await put(Buffer.alloc(tarBlock))
  }
  const end = async () => {
    if (!member) throw new Error('no file of the archive is open')
    const size = position - member.at - tarBlock
    await put(Buffer.alloc(tarPadding(size)))
    await handle.write(tarHeader({ name: member.name, size }), 0, tarBlock, member.at)
    member = undefined
  }
  const whole = async (name: string, parts: Iterable<Uint8Array> | AsyncIterable<Uint8Array>) => {
    await begin(name)
    for await (const part of parts) await put(part)
    await end()
  }
  const abort = async () => {
    await handle.close().catch(() => {})
    await rm(temporary.path, { force: true }).catch(() => {})
    temporary.release()
  }

  try {
    await noted(() => whole(tocFile, [toc.bytes]))
  } catch (failure) {
    await abort()
    throw failure
  }
  return {
    begin: (entry) => noted(() => begin(fileOf(entry))),
    write: (bytes) => noted(() => put(bytes)),
    end: () => noted(end),
    largeObjects: (entry, objects) =>
      noted(async () => {
        let list = ''
        for await (const { oid, file, packed } of objects) {
          await whole(file, packed)
          list += `${oid} ${file}\n`
        }
        await whole(isOne(toc.entries) ? 'blobs.toc' : `blobs_${entry.dumpId}.toc`, [
          Buffer.from(list),
        ])
      }),
    commit: () =>
      noted(async () => {
        await put(Buffer.alloc(2 * tarBlock))
        await handle.sync()
        await handle.close()
        await rename(temporary.path, path)
        temporary.release()
      }),
    abort,
  }
}

const isOne = (entries: readonly TocEntry[]): boolean =>
  entries.filter(({ kind }) => kind === 'BLOBS').length === 1

function fileOf({ data, tag }: TocEntry): string {
  if (data.kind !== 'file') throw new Error(`no file for ${tag.length} letters`)
  return data.file
}
