import { existsSync } from 'node:fs'
import { mkdir, open, rename, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import { PoligonError } from '../../core/errors.ts'
import { name, say } from '../../core/redacted.ts'
import { largeObjectData, type ArchiveShape } from './archive.ts'
import type { ArchivePlace, ArchiveTarget } from './archive-target.ts'
import { tocFile } from './directory-archive.ts'
import { createPacker, type Packer } from './packer.ts'
import { fileEnding, packerOf } from './packing.ts'
import { notWritable } from './not-writable.ts'
import type { Toc, TocEntry } from './toc.ts'
import { checkLength } from '../targets/part-file.ts'

/**
 * Writes an archive as `pg_dump -Fd` does: the contents of the source as they are, and a file for the
 * rows of each table. The folder gets its name when all is in it.
 */
export async function directoryTarget(
  { toc }: ArchiveShape,
  { path, part, from }: ArchivePlace,
): Promise<ArchiveTarget> {
  if (existsSync(path))
    throw new PoligonError('POLIGON_TARGET', {
      what: say`${name(path)} is refused as a target: it is there, and a folder is not written over.`,
      remedy: say`Name another folder.`,
    })
  /** Of the files of the entries that are complete. */
  const lengths = [...(from?.entries ?? [])]
  let file: FileHandle | undefined
  let packer: Packer | undefined

  const create = async (named: string) => {
    file = await open(join(part, named), 'w', 0o600)
    return file
  }
  const finish = async () => {
    const done = file
    file = undefined
    await done?.sync()
    const length = (await done?.stat())?.size ?? 0
    await done?.close()
    return length
  }
  const noted = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work()
    } catch (failure) {
      throw notWritable(path, failure)
    }
  }
  const whole = async (named: string, parts: Iterable<Uint8Array> | AsyncIterable<Uint8Array>) => {
    const made = await create(named)
    for await (const one of parts) await made.writeFile(one)
    return finish()
  }

  await noted(async () => {
    if (!from) await mkdir(part, { mode: 0o700 })
    const filled = toc.entries.filter(({ hasData }) => hasData)
    for (const [at, length] of lengths.entries())
      await checkLength(part, dataFileOf(filled[at] as TocEntry, toc), length)
    await whole(tocFile, [toc.bytes])
  })
  return {
    begin: (entry) =>
      noted(async () => {
        const made = await create(dataFileOf(entry, toc))
        packer = createPacker(packerOf(toc.packing, 'directory'), (bytes) => made.writeFile(bytes))
      }),
    write: (bytes) => noted(async () => packer?.write(bytes)),
    end: () =>
      noted(async () => {
        await packer?.end()
        packer = undefined
        lengths.push(await finish())
      }),
    largeObjects: (entry, objects) =>
      noted(async () => {
        let list = ''
        for await (const { oid, file: stored, packed } of objects) {
          await whole(stored, packed)
          list += `${oid} blob_${oid}.dat\n`
        }
        lengths.push(await whole(fileOf(entry), [Buffer.from(list)]))
      }),
    // Every file is on the disk when it is complete.
    cut: () => ({ position: 0, entries: [...lengths], flushed: async () => {} }),
    commit: () =>
      noted(async () => {
        await rename(part, path)
      }),
    async abort() {
      await packer?.destroy()
      await file?.close().catch(() => {})
    },
  }
}

const dataFileOf = (entry: TocEntry, { packing }: Toc): string =>
  entry.kind === largeObjectData ? fileOf(entry) : `${fileOf(entry)}${fileEnding(packing)}`

function fileOf({ data, tag }: TocEntry): string {
  if (data.kind !== 'file') throw new Error(`no file for ${tag.length} letters`)
  return data.file
}
