import { PoligonError } from '../../core/errors.ts'
import { name, say, type Redacted } from '../../core/redacted.ts'
import { createCutter, type NumberedSegment } from '../dialects/cutter.ts'
import pgCopy from '../dialects/pg-copy.ts'
import { largeObjectData, tableData, type Archive } from './archive.ts'
import { isLargeObject } from './plain-text.ts'
import type { TocEntry } from './toc.ts'

/**
 * Whether rows stand only where an archive keeps rows, so that whoever masks those has masked all: a
 * definition is whole in itself and copies nothing, a COPY statement is that and no more.
 *
 * @throws POLIGON_DUMP_SYNTAX for what is not so.
 */
export function checkArchive(archive: Archive): void {
  for (const entry of archive.toc.entries) {
    checkKind(archive, entry)
    if (isLargeObject(entry)) checkLargeObject(archive, entry)
    else if (segmentsOf(archive, entry, entry.definition).some(holdsRows))
      throw refused(archive, entry, say`its definition holds rows.`)
    if (segmentsOf(archive, entry, dropOf(entry)).some(({ kind }) => kind !== 'statement'))
      throw refused(archive, entry, say`what drops it does more than that.`)
    if (entry.copy === '') continue
    const copied = segmentsOf(archive, entry, `${entry.copy}\\.\n`).map(({ kind }) => kind)
    if (copied.join(' ') !== 'rows-begin rows-end')
      throw refused(archive, entry, say`its rows do not begin with COPY alone.`)
  }
}

function checkKind(archive: Archive, entry: TocEntry): void {
  const { kind, hasData } = entry
  if (hasData && kind !== tableData && kind !== largeObjectData)
    throw refused(archive, entry, say`it has data of a kind that is not known.`)
}

/** It must be empty when it was made: only its number is in the definition. */
function checkLargeObject(archive: Archive, entry: TocEntry): void {
  const expected =
    entry.kind === 'BLOB'
      ? /^SELECT pg_catalog\.lo_create\('\d+'\);\s*$/
      : entry.kind === 'BLOB METADATA'
        ? /^[\d\s]*$/
        : /^\s*$/
  if (!expected.test(entry.definition))
    throw refused(archive, entry, say`its definition is not understood.`)
}

const dropOf = ({ kind, drop }: TocEntry): string =>
  kind === 'BLOB' && /^SELECT pg_catalog\.lo_unlink\('\d+'\);\s*$/.test(drop) ? '' : drop

const holdsRows = ({ kind }: NumberedSegment) => kind.startsWith('rows')

function segmentsOf(archive: Archive, entry: TocEntry, text: string): readonly NumberedSegment[] {
  if (text === '') return []
  const cutter = createCutter(pgCopy)
  try {
    return [...cutter.push(Buffer.from(text)).segments, ...cutter.finish().segments]
  } catch (failure) {
    if (!(failure instanceof PoligonError)) throw failure
    throw refused(archive, entry, failure.what, failure.remedy)
  }
}

const refused = (
  { label }: Archive,
  { kind, tag }: TocEntry,
  why: Redacted,
  remedy = say`Take the dump again with pg_dump; take out what was written into it by hand.`,
) =>
  new PoligonError('POLIGON_DUMP_SYNTAX', {
    what: say`${name(kind)} ${name(tag)} in ${name(label)} is refused: ${why}`,
    remedy,
  })
