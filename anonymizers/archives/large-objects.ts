import type { Archive } from './archive.ts'
import { unpackerOf } from './packing.ts'
import { damaged, type TocEntry } from './toc.ts'
import { unpacked } from './unpacked.ts'

/** What stands for the large objects of an archive where it is only looked at. */
export const placeOfLargeObjects = "SELECT pg_catalog.lowrite(0, '\\x');\n\n"

/** Bytes in one statement: LOBBUFSIZE of src/bin/pg_dump/pg_backup_archiver.h. */
const atOnce = 16_384

/**
 * The large objects of an entry as `pg_restore -f -` writes them. Source: PostgreSQL,
 * src/bin/pg_dump/pg_backup_archiver.c (StartRestoreLO, dump_lo_buf, EndRestoreLO).
 *
 * @throws POLIGON_SOURCE
 */
export async function* largeObjectsAsSql(
  archive: Archive,
  entry: TocEntry,
): AsyncGenerator<Buffer> {
  const doubled = !archive.toc.entries.some(
    ({ kind, definition }) => kind === 'STDSTRINGS' && /'on'/.test(definition),
  )
  const written = (bytes: Buffer) =>
    Buffer.from(
      `SELECT pg_catalog.lowrite(0, '${doubled ? '\\\\' : '\\'}x${bytes.toString('hex')}');\n`,
    )
  yield Buffer.from('BEGIN;\n\n')
  for await (const { oid, packed } of archive.largeObjects(entry)) {
    yield Buffer.from(`SELECT pg_catalog.lo_open('${oid}', 131072);\n`)
    let waiting: Buffer = Buffer.alloc(0)
    const unpacker = unpackerOf(archive.toc.packing, archive.container)
    for await (const part of unpacked(packed, unpacker, (cause) =>
      damaged(archive.label, 0, cause),
    )) {
      waiting = Buffer.concat([waiting, part])
      let from = 0
      for (; waiting.length - from >= atOnce; from += atOnce)
        yield written(waiting.subarray(from, from + atOnce))
      waiting = waiting.subarray(from)
    }
    if (waiting.length > 0) yield written(waiting)
    yield Buffer.from('SELECT pg_catalog.lo_close(0);\n\n')
  }
  yield Buffer.from('COMMIT;\n\n')
}

/** Since PostgreSQL 17 one entry makes many large objects, and lists their numbers. */
export const definitionOf = ({ kind, definition }: TocEntry): string =>
  kind === 'BLOB METADATA'
    ? definition
        .trim()
        .split(/\s+/)
        .filter((oid) => oid !== '')
        .map((oid) => `SELECT pg_catalog.lo_create('${oid}');`)
        .join('\n')
    : definition
