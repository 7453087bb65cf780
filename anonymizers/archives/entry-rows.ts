import { PoligonError } from '../../core/errors.ts'
import { name, say } from '../../core/redacted.ts'
import type { Archive } from './archive.ts'
import type { TocEntry } from './toc.ts'

/** How pg_dump ends the rows of a table that it copies: COPY's own end, and two empty lines. */
export const rowsEnd = Buffer.from('\\.\n\n\n')
const lastBytes = Buffer.concat([Buffer.from('\n'), rowsEnd])
const firstEnd = Buffer.from('\n\\.\n')

/**
 * The data of a table's entry. Of rows that COPY reads, nothing may follow the end: it would never be
 * looked at as rows.
 *
 * @throws POLIGON_SOURCE, POLIGON_DUMP_SYNTAX
 */
export async function* rowsOf(
  archive: Archive,
  entry: TocEntry,
  onRead: (bytes: number) => void,
): AsyncGenerator<Buffer> {
  // As if a line had just ended: the end may come first.
  let tail: Buffer = Buffer.from('\n')
  let length = tail.length
  let endsAt = -1
  for await (const block of archive.data(entry, onRead)) {
    if (endsAt < 0) {
      const edge = Buffer.concat([tail, block.subarray(0, firstEnd.length - 1)]).indexOf(firstEnd)
      const within = edge < 0 ? block.indexOf(firstEnd) : -1
      if (edge >= 0) endsAt = length - tail.length + edge
      else if (within >= 0) endsAt = length + within
    }
    length += block.length
    tail = Buffer.concat([tail, block.subarray(-lastBytes.length)]).subarray(-lastBytes.length)
    yield block
  }
  if (entry.copy === '') return
  if (endsAt < 0 || endsAt + lastBytes.length !== length || !tail.equals(lastBytes))
    throw new PoligonError('POLIGON_DUMP_SYNTAX', {
      what: say`The rows of ${name(entry.tag)} in ${name(archive.label)} do not end as pg_dump ends them.`,
      remedy: say`Take the dump again; it is damaged or cut off.`,
      place: { table: `${entry.namespace}.${entry.tag}` },
    })
}
