import { openPart } from '../targets/part-file.ts'
import type { ArchiveShape } from './archive.ts'
import type { ArchivePlace, ArchiveTarget } from './archive-target.ts'
import { tocFile } from './directory-archive.ts'
import { tarBlock, tarHeader, tarPadding } from './tar-header.ts'
import { notWritable } from './not-writable.ts'
import type { TocEntry } from './toc.ts'

/**
 * Writes an archive as `pg_dump -Ft` does, without its restore.sql, which pg_restore does not read. The
 * size of a file is filled in when it is known.
 */
export async function tarTarget(
  { toc }: ArchiveShape,
  { path, part, from }: ArchivePlace,
): Promise<ArchiveTarget> {
  const noted = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work()
    } catch (failure) {
      throw notWritable(path, failure)
    }
  }
  const out = await noted(() => openPart(part, from))
  /** Where the entries begin that have come so far. */
  const begins = [...(from?.entries ?? [])]
  let member: { readonly name: string; readonly at: number } | undefined

  const begin = async (name: string) => {
    member = { name, at: out.position }
    await out.put(Buffer.alloc(tarBlock))
  }
  const end = async () => {
    if (!member) throw new Error('no file of the archive is open')
    const size = out.position - member.at - tarBlock
    await out.put(Buffer.alloc(tarPadding(size)))
    await out.putAt(tarHeader({ name: member.name, size }), member.at)
    member = undefined
  }
  const whole = async (name: string, parts: Iterable<Uint8Array> | AsyncIterable<Uint8Array>) => {
    await begin(name)
    for await (const one of parts) await out.put(one)
    await end()
  }

  if (!from) {
    try {
      await noted(() => whole(tocFile, [toc.bytes]))
    } catch (failure) {
      await out.close()
      throw failure
    }
  }
  return {
    begin: (entry) =>
      noted(async () => {
        begins.push(out.position)
        await begin(fileOf(entry))
      }),
    write: (bytes) => noted(() => out.put(bytes)),
    end: () => noted(end),
    largeObjects: (entry, objects) =>
      noted(async () => {
        begins.push(out.position)
        let list = ''
        for await (const { oid, file, packed } of objects) {
          await whole(file, packed)
          list += `${oid} ${file}\n`
        }
        await whole(isOne(toc.entries) ? 'blobs.toc' : `blobs_${entry.dumpId}.toc`, [
          Buffer.from(list),
        ])
      }),
    cut: () => ({ ...out.cut(), entries: [...begins] }),
    commit: () =>
      noted(async () => {
        await out.put(Buffer.alloc(2 * tarBlock))
        await out.complete(path)
      }),
    abort: () => out.close(),
  }
}

const isOne = (entries: readonly TocEntry[]): boolean =>
  entries.filter(({ kind }) => kind === 'BLOBS').length === 1

function fileOf({ data, tag }: TocEntry): string {
  if (data.kind !== 'file') throw new Error(`no file for ${tag.length} letters`)
  return data.file
}
