import { fileKindOf, placeholders } from '../kernel/placeholders.ts'
import type { Archive, LargeObject } from './archive.ts'
import { createPacker } from './packer.ts'
import { packerOf, unpackerOf } from './packing.ts'
import { damaged, type TocEntry } from './toc.ts'
import { unpacked } from './unpacked.ts'

/**
 * A small valid file in the place of each large object of an entry, of the kind that its first bytes say; empty
 * ones stay so.
 *
 * @throws POLIGON_SOURCE
 */
export async function* placeholderObjects(
  archive: Archive,
  entry: TocEntry,
): AsyncGenerator<LargeObject> {
  const { container, label, toc } = archive
  for await (const object of archive.largeObjects(entry)) {
    const unpacker = unpackerOf(toc.packing, container)
    let start: Buffer = Buffer.alloc(0)
    for await (const part of unpacked(object.packed, unpacker, (cause) => damaged(label, 0, cause)))
      if (start.length < startBytes)
        start = Buffer.concat([start, part.subarray(0, startBytes - start.length)])
    const packed: Buffer[] = []
    const packer = createPacker(packerOf(toc.packing, container), async (chunk) => {
      packed.push(Buffer.from(chunk))
    })
    if (start.length > 0) await packer.write(placeholders[fileKindOf(start)])
    await packer.end()
    yield { ...object, packed: inOrder(packed) }
  }
}

const startBytes = 256

async function* inOrder(chunks: readonly Buffer[]) {
  yield* chunks
}
