import { PoligonError } from '../../../core/errors.ts'
import { name, say } from '../../../core/redacted.ts'
import { blankEnd } from '../../dialects/pg/scanner.ts'
import type { MaskedBatch } from '../../pipeline/mask-batches.ts'
import type { Progress } from '../../resume/progress.ts'
import type { ArchiveShape, LargeObject } from '../archive.ts'
import type { ArchiveTarget } from '../archive-target.ts'
import { rowsEnd } from '../entry-rows.ts'
import type { TocEntry } from '../toc.ts'
import { largeObjectsPlace } from './entry.ts'
import { placeOf } from './place.ts'
import { createSegmentQueue, type MaskedSegment } from './segment-queue.ts'
import { createStatementCount, type StatementCount } from './statement-count.ts'
import { openedObject, writtenObjects } from './written-objects.ts'

/**
 * Puts the rows of a masked plain dump into the entries that were made for them. COPY and INSERT stay what
 * they are: pg_restore takes both, and neither has to be written anew.
 *
 * @param places - of the entries with data, in their order.
 * @throws POLIGON_DUMP_SYNTAX for INSERT statements that pg_restore would not tell apart.
 */
export async function writeTextArchive(
  archive: ArchiveShape,
  places: readonly string[],
  batches: AsyncIterable<MaskedBatch>,
  target: ArchiveTarget,
  progress: Progress,
): Promise<void> {
  const filled = archive.toc.entries.filter(({ hasData }) => hasData)
  const queue = createSegmentQueue(batches, progress)
  const backslashes = archive.toc.entries.some(
    ({ kind, definition }) => kind === 'STDSTRINGS' && /'off'/.test(definition),
  )
  /** How many entries an earlier run has written. */
  const written = progress.from?.entries?.length ?? 0
  let at = -1
  const to = () => (at < written ? nowhere : target)
  /** INSERT statements whose entry is not ended. */
  let open:
    | { readonly place: string; readonly count: StatementCount; statements: number }
    | undefined

  const ended = async () => {
    await to().end()
    if (queue.isDue()) progress.reached(target.cut())
  }
  const close = async () => {
    if (!open) return
    open = undefined
    await to().write(emptyLines)
    await ended()
  }
  /** Writes the entries that nothing came for, up to that of `place`. */
  const passTo = async (place: string | undefined): Promise<TocEntry | undefined> => {
    for (at++; at < filled.length; at++) {
      const entry = filled[at] as TocEntry
      if (places[at] === place) return entry
      if (places[at] === largeObjectsPlace) await to().largeObjects(entry, noObjects())
      else {
        await to().begin(entry)
        if (entry.copy !== '') await to().write(rowsEnd)
        await to().end()
      }
    }
    return undefined
  }
  const enter = async (place: string): Promise<TocEntry> => {
    const entry = await passTo(place)
    if (!entry) throw new Error('rows without an entry of the archive')
    return entry
  }
  const insert = async ({ segment, bytes }: MaskedSegment): Promise<void> => {
    if (!open || bytes.length === 0) return
    const text = segment.kind === 'rows-begin' ? bytes.subarray(blankEnd(bytes, 0)) : bytes
    await to().write(text)
    open.count.add(text)
    if (segment.kind !== 'rows-end') return
    await to().write(lineEnd)
    open.statements++
    if (open.count.whole() !== open.statements) throw notToldApart(filled[at] as TocEntry)
  }

  for (let next = await queue.peek(); next; next = await queue.peek()) {
    const { segment, bytes } = next
    if (openedObject(next) !== undefined && places.indexOf(largeObjectsPlace) > at) {
      await close()
      const entry = await enter(largeObjectsPlace)
      const objects = writtenObjects(queue, archive)
      await to().largeObjects(entry, objects)
      for await (const { packed } of objects) for await (const _ of packed);
      continue
    }
    await queue.next()
    if (segment.kind === 'statement' || segment.kind === 'data') continue
    const isInsert = segment.bulk.syntax === 'pg-values'
    if (segment.kind === 'rows-begin') {
      const place = placeOf(segment.bulk)
      if (open?.place !== place) {
        await close()
        const entry = await enter(place)
        await to().begin(entry)
        if (isInsert) open = { place, count: createStatementCount(backslashes), statements: 0 }
      }
    }
    if (isInsert) await insert(next)
    else if (segment.kind === 'rows') await to().write(bytes)
    else if (segment.kind === 'rows-end') {
      await to().write(rowsEnd)
      await ended()
    }
  }
  await close()
  await passTo(undefined)
}

const lineEnd = Buffer.from('\n')
const emptyLines = Buffer.from('\n\n')

const nowhere: Pick<ArchiveTarget, 'begin' | 'write' | 'end' | 'largeObjects'> = {
  begin: async () => {},
  write: async () => {},
  end: async () => {},
  largeObjects: async () => {},
}

async function* noObjects(): AsyncGenerator<LargeObject> {}

const notToldApart = ({ namespace, tag }: TocEntry) =>
  new PoligonError('POLIGON_DUMP_SYNTAX', {
    what: say`pg_restore would not tell the INSERT statements of ${name(tag)} apart: they hold comments, or quotes of another kind than pg_dump writes.`,
    remedy: say`Take the dump with pg_dump, or write plain SQL: name a target that ends in ${name('.sql')}.`,
    place: { table: `${namespace}.${tag}` },
  })
