import { blankEnd } from '../../dialects/pg/scanner.ts'
import { largeObjectTable } from '../../dialects/pg/large-objects.ts'
import type { ArchiveShape, LargeObject } from '../archive.ts'
import { fileEnding, packerOf } from '../packing.ts'
import { unpacked } from '../unpacked.ts'
import type { MaskedSegment, SegmentQueue } from './segment-queue.ts'

/** The number of the large object that a statement opens. */
export function openedObject({ segment, bytes }: MaskedSegment): number | undefined {
  if (segment.kind !== 'statement') return undefined
  const oid = /^select\s+pg_catalog\s*\.\s*lo_open\s*\(\s*'?(\d+)/i.exec(textOf(bytes))?.[1]
  return oid === undefined ? undefined : Number(oid)
}

/** The large objects that statements write, from the next one on, packed as the archive has them. */
export async function* writtenObjects(
  queue: SegmentQueue,
  { container, toc }: ArchiveShape,
): AsyncGenerator<LargeObject> {
  for (let next = await queue.peek(); next; next = await queue.peek()) {
    const oid = openedObject(next)
    if (oid === undefined && !isPart(next)) return
    await queue.next()
    if (oid === undefined) continue
    const packer = packerOf(toc.packing, container)
    yield {
      oid,
      file: `blob_${oid}.dat${fileEnding(toc.packing)}`,
      packed: unpacked(contentOf(queue), packer, (cause) =>
        cause instanceof Error ? cause : new Error('a large object that cannot be packed'),
      ),
    }
  }
}

async function* contentOf(queue: SegmentQueue): AsyncGenerator<Buffer> {
  for (let next = await queue.peek(); next && isContent(next); next = await queue.peek()) {
    await queue.next()
    const digits = /'\\{1,2}x([\da-f]*)'/i.exec(next.bytes.toString('latin1'))?.[1] ?? ''
    if (digits !== '') yield Buffer.from(digits, 'hex')
  }
}

const isContent = ({ segment }: MaskedSegment): boolean =>
  segment.kind === 'data' && segment.table === largeObjectTable

const isPart = (one: MaskedSegment): boolean =>
  isContent(one) ||
  (one.segment.kind === 'statement' &&
    /^(?:begin\s*;|commit\s*;|select\s+pg_catalog\s*\.\s*lo_close\b|$)/i.test(textOf(one.bytes)))

const textOf = (bytes: Buffer): string => bytes.toString('latin1', blankEnd(bytes, 0)).slice(0, 200)
