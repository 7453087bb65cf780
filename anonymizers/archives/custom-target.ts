import { open, rename, rm } from 'node:fs/promises'
import type { ArchiveTarget } from './archive-target.ts'
import { createPacker, type Packer } from './packer.ts'
import { packerOf } from './packing.ts'
import { createTemporary, notWritable } from './temporary.ts'
import { integerBytes } from './toc-reader.ts'
import { knownOffset, type Toc, type TocEntry } from './toc.ts'

/**
 * Writes an archive as `pg_dump -Fc` does: the contents of the source with the offsets of the new blocks,
 * so that `pg_restore -j` can go to each of them.
 */
export async function customTarget(toc: Toc, path: string): Promise<ArchiveTarget> {
  const temporary = createTemporary(path)
  const handle = await open(temporary.path, 'wx', 0o600).catch((cause: unknown) => {
    temporary.release()
    throw notWritable(path, cause)
  })
  const contents = Buffer.from(toc.bytes)
  let position = 0
  let packer: Packer | undefined
  let closed = false
  const close = async () => {
    if (!closed) await handle.close()
    closed = true
  }

  const put = async (...parts: readonly Uint8Array[]) => {
    for (const part of parts) {
      await handle.writeFile(part)
      position += part.length
    }
  }
  const number = (value: number) => integerBytes(value, toc.intSize)
  const chunk = (bytes: Uint8Array) =>
    bytes.length === 0 ? Promise.resolve() : put(number(bytes.length), bytes)
  const beginBlock = async (type: number, { dumpId, data }: TocEntry) => {
    if (data.kind === 'offset') {
      contents[data.writtenAt - 1] = knownOffset
      contents.fill(0, data.writtenAt, data.writtenAt + toc.offsetSize)
      contents.writeUIntLE(position, data.writtenAt, Math.min(6, toc.offsetSize))
    }
    await put(Uint8Array.of(type), number(dumpId))
  }
  const noted = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work()
    } catch (failure) {
      throw notWritable(path, failure)
    }
  }

  await noted(() => put(contents))
  return {
    begin: (entry) =>
      noted(async () => {
        await beginBlock(1, entry)
        packer = createPacker(packerOf(toc.packing, 'custom'), chunk)
      }),
    write: (bytes) => noted(async () => packer?.write(bytes)),
    end: () =>
      noted(async () => {
        await packer?.end()
        packer = undefined
        await put(number(0))
      }),
    largeObjects: (entry, objects) =>
      noted(async () => {
        await beginBlock(3, entry)
        for await (const { oid, packed } of objects) {
          await put(number(oid))
          for await (const part of packed) await chunk(part)
          await put(number(0))
        }
        await put(number(0))
      }),
    commit: () =>
      noted(async () => {
        await handle.write(contents, 0, contents.length, 0)
        await handle.sync()
        await close()
        await rename(temporary.path, path)
        temporary.release()
      }),
    async abort() {
      await packer?.destroy()
      await close().catch(() => {})
      await rm(temporary.path, { force: true }).catch(() => {})
      temporary.release()
    },
  }
}
