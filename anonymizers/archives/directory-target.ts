import { existsSync } from 'node:fs'
import { mkdir, open, rename, rm, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import { PoligonError } from '../../core/errors.ts'
import { name, say } from '../../core/redacted.ts'
import type { Archive } from './archive.ts'
import type { ArchiveTarget } from './archive-target.ts'
import { tocFile } from './directory-archive.ts'
import { createPacker, type Packer } from './packer.ts'
import { fileEnding, packerOf } from './packing.ts'
import { createTemporary, notWritable } from './temporary.ts'
import type { TocEntry } from './toc.ts'

/**
 * Writes an archive as `pg_dump -Fd` does: the contents of the source as they are, and a file for the
 * rows of each table. The folder gets its name when all is in it.
 */
export async function directoryTarget({ toc }: Archive, path: string): Promise<ArchiveTarget> {
  if (existsSync(path))
    throw new PoligonError('POLIGON_TARGET', {
      what: say`${name(path)} is refused as a target: it is there, and a folder is not written over.`,
      remedy: say`Name another folder.`,
    })
  const temporary = createTemporary(path)
  let file: FileHandle | undefined
  let packer: Packer | undefined

  const create = async (named: string) => {
    file = await open(join(temporary.path, named), 'wx', 0o600)
    return file
  }
  const finish = async () => {
    const done = file
    file = undefined
    await done?.sync()
    await done?.close()
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
    for await (const part of parts) await made.writeFile(part)
    await finish()
  }

  try {
    await noted(async () => {
      await mkdir(temporary.path, { mode: 0o700 })
      await whole(tocFile, [toc.bytes])
    })
  } catch (failure) {
    temporary.release()
    throw failure
  }
  return {
    begin: (entry) =>
      noted(async () => {
        const made = await create(`${fileOf(entry)}${fileEnding(toc.packing)}`)
        packer = createPacker(packerOf(toc.packing, 'directory'), (bytes) => made.writeFile(bytes))
      }),
    write: (bytes) => noted(async () => packer?.write(bytes)),
    end: () =>
      noted(async () => {
        await packer?.end()
        packer = undefined
        await finish()
      }),
    largeObjects: (entry, objects) =>
      noted(async () => {
        let list = ''
        for await (const { oid, file: stored, packed } of objects) {
          await whole(stored, packed)
          list += `${oid} blob_${oid}.dat\n`
        }
        await whole(fileOf(entry), [Buffer.from(list)])
      }),
    commit: () =>
      noted(async () => {
        await rename(temporary.path, path)
        temporary.release()
      }),
    async abort() {
      await packer?.destroy()
      await file?.close().catch(() => {})
      await rm(temporary.path, { recursive: true, force: true }).catch(() => {})
      temporary.release()
    },
  }
}

function fileOf({ data, tag }: TocEntry): string {
  if (data.kind !== 'file') throw new Error(`no file for ${tag.length} letters`)
  return data.file
}
