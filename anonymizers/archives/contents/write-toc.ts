import type { Archive } from '../archive.ts'
import { integerBytes } from '../toc-reader.ts'
import { archiveMagic, readToc, type Toc } from '../toc.ts'
import { dependenciesOf } from './dependencies.ts'
import { largeObjectsPlace, type NewEntry } from './entry.ts'
import type { NewContents } from './read-contents.ts'

/**
 * Contents as `pg_dump` 12 to 15 write them, which every pg_restore since then reads (version 1.14). Format:
 * PostgreSQL, src/bin/pg_dump/pg_backup_archiver.c (WriteHead, WriteToc). Offsets are not known yet.
 */
export function writtenToc(
  { entries, database, serverVersion, dumpVersion }: NewContents,
  container: Archive['container'],
  label: string,
): Toc {
  const needed = dependenciesOf(entries)
  const place = container === 'custom' ? offsetOf : fileOf
  const bytes = Buffer.concat([
    archiveMagic,
    Buffer.of(1, 14, 0, intSize, offsetSize, container === 'custom' ? 1 : 3),
    integer(container === 'tar' ? 0 : usualLevel),
    ...madeAt.map(integer),
    text(database),
    text(serverVersion),
    text(dumpVersion),
    integer(entries.length),
    ...entries.flatMap((entry, at) => [
      ...fieldsOf(entry, at),
      ...(needed[at] ?? []).map((one) => text(`${idOf(one)}`)),
      text(undefined),
      place(entry, at),
    ]),
  ])
  return readToc(bytes, container === 'custom' ? 'custom' : 'directory', label)
}

const intSize = 4
const offsetSize = 8
/** Of zlib, as pg_dump has it. */
const usualLevel = -1
/**
 * Seconds, minutes, hours, day, month, years since 1900, no daylight saving: the same copy has the same
 * bytes whenever it is made, so it says PostgreSQL's own first day.
 */
const madeAt = [0, 0, 0, 1, 0, 100, 0]
const sections = { none: 1, 'pre-data': 2, data: 3, 'post-data': 4 } as const

const idOf = (at: number): number => at + 1
const integer = (value: number) => integerBytes(value, intSize)

/** Undefined and none differ for pg_restore in names only: there nothing is not written. */
function text(written: string | undefined): Buffer {
  if (written === undefined) return integer(-1)
  const raw = Buffer.from(written, 'latin1')
  return Buffer.concat([integer(raw.length), raw])
}

const fieldsOf = (entry: NewEntry, at: number): readonly Buffer[] => [
  integer(idOf(at)),
  integer(entry.data === undefined ? 0 : 1),
  // How `pg_restore --clean` finds a large object: the catalog of large objects, and its number.
  ...(entry.kind === 'BLOB' ? ['2613', entry.tag] : ['0', '0']).map(text),
  text(entry.tag),
  text(entry.kind),
  integer(sections[entry.section]),
  text(entry.definition === '' ? '' : `${entry.definition}\n`),
  text(entry.drop),
  text(entry.copy),
  text(entry.namespace === '' ? undefined : entry.namespace),
  text(entry.tablespace),
  text(entry.accessMethod),
  text(entry.owner),
  text('false'),
]

function offsetOf({ data }: NewEntry): Buffer {
  const written = Buffer.alloc(1 + offsetSize)
  written[0] = data === undefined ? 3 : 1
  return written
}

const fileOf = ({ data }: NewEntry, at: number): Buffer =>
  text(data === undefined ? '' : data === largeObjectsPlace ? 'blobs.toc' : `${idOf(at)}.dat`)
