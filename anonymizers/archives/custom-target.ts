import type { Writable } from 'node:stream'
import type { Checkpoint } from '../resume/checkpoint.ts'
import { openPart, type PartFile } from '../targets/part-file.ts'
import { streamPart } from '../targets/stream-part.ts'
import type { ArchiveShape } from './archive.ts'
import type { ArchivePlace, ArchiveTarget } from './archive-target.ts'
import { notWritable } from './not-writable.ts'
import { createFrames } from './frames.ts'
import { createPacker, type Packer } from './packer.ts'
import { packerOf } from './packing.ts'
import { integerBytes } from './toc-reader.ts'
import { knownOffset, type TocEntry } from './toc.ts'

/**
 * Writes an archive as `pg_dump -Fc` does: the contents of the source with the offsets of the new blocks,
 * so that `pg_restore -j` can go to each of them.
 */
export async function customTarget(
  archive: ArchiveShape,
  { path, part, from }: ArchivePlace,
): Promise<ArchiveTarget> {
  const file = await openPart(part, from).catch((cause: unknown) => {
    throw notWritable(path, cause)
  })
  return customTargetIn(archive, path, file, from)
}

/** The same into a stream: readers find the blocks as they lie. */
export const customStream = (archive: ArchiveShape, stream: Writable): Promise<ArchiveTarget> =>
  customTargetIn(archive, '-', streamPart(stream), undefined)

async function customTargetIn(
  { toc }: ArchiveShape,
  path: string,
  file: PartFile,
  from: Checkpoint | undefined,
): Promise<ArchiveTarget> {
  const contents = Buffer.from(toc.bytes)
  /** Where the data of the entries begins that have come so far. */
  const begins: number[] = []
  let packer: Packer | undefined

  const put = async (...parts: readonly Uint8Array[]) => {
    for (const one of parts) await file.put(one)
  }
  const number = (value: number) => integerBytes(value, toc.intSize)
  const chunk = (bytes: Uint8Array) =>
    bytes.length === 0 ? Promise.resolve() : put(number(bytes.length), bytes)
  const frames = createFrames(chunk)
  const note = ({ data }: TocEntry, position: number) => {
    begins.push(position)
    if (data.kind !== 'offset') return
    contents[data.writtenAt - 1] = knownOffset
    contents.fill(0, data.writtenAt, data.writtenAt + toc.offsetSize)
    contents.writeUIntLE(position, data.writtenAt, Math.min(6, toc.offsetSize))
  }
  const beginBlock = async (type: number, entry: TocEntry) => {
    note(entry, file.position)
    await put(Uint8Array.of(type), number(entry.dumpId))
  }
  const noted = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work()
    } catch (failure) {
      throw notWritable(path, failure)
    }
  }

  const filled = toc.entries.filter(({ hasData }) => hasData)
  for (const [at, position] of (from?.entries ?? []).entries()) {
    const entry = filled[at]
    if (entry) note(entry, position)
  }
  if (!from) await noted(() => put(contents))
  return {
    begin: (entry) =>
      noted(async () => {
        await beginBlock(1, entry)
        packer = createPacker(packerOf(toc.packing, 'custom'), (bytes) => frames.add(bytes))
      }),
    write: (bytes) => noted(async () => packer?.write(bytes)),
    end: () =>
      noted(async () => {
        await packer?.end()
        packer = undefined
        await frames.end()
        await put(number(0))
      }),
    largeObjects: (entry, objects) =>
      noted(async () => {
        await beginBlock(3, entry)
        for await (const { oid, packed } of objects) {
          await put(number(oid))
          for await (const one of packed) await chunk(one)
          await put(number(0))
        }
        await put(number(0))
      }),
    cut: () => ({ ...file.cut(), entries: [...begins] }),
    commit: () =>
      noted(async () => {
        await file.putAt(contents, 0)
        await file.complete(path)
      }),
    async abort() {
      await packer?.destroy()
      await file.close()
    },
  }
}
