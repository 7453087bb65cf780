import type { MaskedBatch } from '../pipeline/mask-batches.ts'
import type { MaskPlan } from '../plan.ts'
import { placeholderObjects } from './placeholder-objects.ts'
import { createCutter } from '../dialects/cutter.ts'
import type { Bulk } from '../dialects/dialect.ts'
import pgCopy from '../dialects/pg-copy.ts'
import { largeObjectData, type Archive, type LargeObject } from './archive.ts'
import type { ArchiveTarget } from './archive-target.ts'
import { rowsEnd } from './entry-rows.ts'
import type { Progress } from '../resume/progress.ts'
import type { TocEntry } from './toc.ts'

/**
 * Puts masked rows back into the entries they came from, and the end behind them. What is no rows was
 * looked at, and stands in the contents as it was.
 *
 * @param batches - the masked text of {@link plainText}, made to `look`.
 */
export async function writeArchive(
  archive: Archive,
  batches: AsyncIterable<MaskedBatch>,
  plan: MaskPlan,
  target: ArchiveTarget,
  progress: Progress,
): Promise<void> {
  const waiting = archive.toc.entries.filter(({ hasData }) => hasData)
  const objectsOf = (entry: TocEntry): AsyncIterable<LargeObject> => {
    if (plan.largeObjects === 'placeholder') return placeholderObjects(archive, entry)
    return plan.largeObjects === 'keep' ? archive.largeObjects(entry) : nothing()
  }
  const toWrite = waiting.length - (progress.from?.entries?.length ?? 0)
  /** Entries that an earlier run has written are passed over. */
  const to = () => (waiting.length < toWrite ? target : nowhere)
  let isDue = false

  /** Writes the entries that no rows came for, up to the one of `bulk`. */
  const passTo = async (bulk?: string): Promise<TocEntry | undefined> => {
    for (let entry = waiting.shift(); entry; entry = waiting.shift()) {
      if (entry.kind === largeObjectData) {
        await to().largeObjects(entry, objectsOf(entry))
        continue
      }
      await to().begin(entry)
      if (bulkOf(entry) === bulk) return entry
      await to().write(rowsEnd)
      await to().end()
    }
    return undefined
  }

  for await (const { bytes, segments, end, passed } of batches) {
    for (const segment of segments) {
      if (segment.kind === 'rows-begin') {
        if (!(await passTo(placeOf(segment.bulk))))
          throw new Error('rows without an entry of the archive')
      } else if (segment.kind === 'rows') await to().write(bytes.subarray(segment.from, segment.to))
      else if (segment.kind === 'rows-end') {
        await to().write(rowsEnd)
        await to().end()
        // A run that goes on from here masks this batch again, for what comes behind the entry.
        if (isDue) progress.reached(target.cut())
        isDue = false
      }
    }
    if (!passed && progress.passes(end, bytes.length)) isDue = true
  }
  await passTo()
}

function bulkOf({ copy }: TocEntry): string | undefined {
  const cutter = createCutter(pgCopy)
  const segments = [...cutter.push(Buffer.from(`${copy}\\.\n`)).segments]
  const bulk = segments.flatMap((segment): Bulk[] =>
    segment.kind === 'rows-begin' ? [segment.bulk] : [],
  )[0]
  return bulk && placeOf(bulk)
}

const placeOf = ({ table, columns }: Bulk): string => JSON.stringify([table, columns])

const nowhere: Pick<ArchiveTarget, 'begin' | 'write' | 'end' | 'largeObjects'> = {
  begin: async () => {},
  write: async () => {},
  end: async () => {},
  largeObjects: async () => {},
}

async function* nothing() {}
