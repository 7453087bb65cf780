import { PoligonError } from '../../core/errors.ts'
import { name, say } from '../../core/redacted.ts'
import { textReader } from '../charsets/charset-on-wire.ts'
import { postgresCharset } from '../charsets/postgres-charsets.ts'
import { NotAnArchive, TocReader } from './toc-reader.ts'

/** How the data of an archive is packed. */
export type ArchivePacking =
  | { readonly method: 'none' }
  | { readonly method: 'zstd' }
  | { readonly method: 'lz4' }
  | {
      readonly method: 'gzip'
      /** From 1 to 9, or -1 for the usual one. */
      readonly level: number
    }

/** One thing that an archive restores. Texts are as written, names without quotes. */
export interface TocEntry {
  readonly dumpId: number
  /** Whether it has data beside its definition. */
  readonly hasData: boolean
  readonly tag: string
  /** What it is, in capitals: `TABLE`, `TABLE DATA`, `ACL`. */
  readonly kind: string
  readonly definition: string
  /** Where it stands in {@link Toc.bytes}, behind its length. */
  readonly writtenDefinition: { readonly from: number; readonly to: number }
  readonly drop: string
  /** Empty when its rows are INSERT statements. */
  readonly copy: string
  readonly namespace: string
  readonly tablespace: string | undefined
  readonly accessMethod: string | undefined
  readonly partitioned: boolean
  readonly owner: string
  readonly data: DataPlace
}

/** Where the data of an entry is: a place in a custom archive, or a file of a directory. */
export type DataPlace =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'offset'
      /** Undefined when it was not known as the archive was written. */
      readonly position: number | undefined
      /** Where in the contents the offset itself is written, behind its state byte. */
      readonly writtenAt: number
    }
  | { readonly kind: 'file'; readonly file: string }

/** The contents of an archive, which come before its data. */
export interface Toc {
  readonly intSize: number
  readonly offsetSize: number
  readonly packing: ArchivePacking
  readonly serverVersion: string | undefined
  readonly dumpVersion: string | undefined
  /** Of texts and rows, when it is not UTF-8: PostgreSQL's name of it. */
  readonly encoding: string | undefined
  readonly entries: readonly TocEntry[]
  /** Header and contents as they are. Data follows directly in a custom archive. */
  readonly bytes: Buffer
}

export const archiveMagic = Buffer.from('PGDMP')

/**
 * Reads header and contents, versions 1.13 to 1.16 (pg_dump 10.3 to 18). Format: PostgreSQL,
 * src/bin/pg_dump/pg_backup_archiver.c (ReadHead, ReadToc), pg_backup_custom.c and
 * pg_backup_directory.c (_ReadExtraToc). A directory's toc.dat says that it is of the tar kind.
 *
 * @throws CutShort when `bytes` are too few; POLIGON_SOURCE when they are not understood.
 */
export function readToc(bytes: Buffer, container: 'custom' | 'directory', label: string): Toc {
  const reader = new TocReader(bytes, archiveMagic.length)
  const version = reader.take(3).readUIntBE(0, 3)
  if (version < 0x01_0d_00 || version >= 0x01_11_00)
    throw new PoligonError('POLIGON_SOURCE', {
      what: say`${name(label)} is an archive of version ${version >> 16}.${(version >> 8) & 255}; versions 1.13 to 1.16 are read.`,
      remedy: say`Take it with a pg_dump from 10 to 18.`,
      place: { byteOffset: archiveMagic.length },
    })
  try {
    return readContents(reader, version, container, label)
  } catch (failure) {
    if (failure instanceof NotAnArchive) throw damaged(label, failure.at)
    throw failure
  }
}

function readContents(
  reader: TocReader,
  version: number,
  container: 'custom' | 'directory',
  label: string,
): Toc {
  const sizesAt = reader.at
  const intSize = (reader.intSize = reader.byte())
  const offsetSize = reader.byte()
  const format = reader.byte()
  const expected = container === 'custom' ? format === 1 : format === 3 || format === 5
  if (
    intSize !== 4 ||
    offsetSize < 4 ||
    offsetSize > 8 ||
    (!expected && ![1, 3, 5].includes(format))
  )
    throw new NotAnArchive(sizesAt)
  if (!expected)
    throw new PoligonError('POLIGON_SOURCE', {
      what: say`${name(label)} is not a whole archive: the data is in other files.`,
      remedy: say`Name the folder that pg_dump wrote.`,
    })
  const packing = readPacking(reader, version)
  for (let field = 0; field < 7; field++) reader.integer()
  reader.text()
  const serverVersion = reader.text()
  const dumpVersion = reader.text()
  const countAt = reader.at
  const count = reader.integer()
  if (count < 0) throw new NotAnArchive(countAt)
  const written: TocEntry[] = []
  for (let i = 0; i < count; i++) written.push(readEntry(reader, version, container, offsetSize))
  const encoding = encodingOf(written)
  const entries = written.map((entry) => decoded(entry, textReader('postgres', encoding)))
  const bytes = reader.bytes.subarray(0, reader.at)
  return { intSize, offsetSize, packing, serverVersion, dumpVersion, encoding, entries, bytes }
}

function encodingOf(entries: readonly TocEntry[]): string | undefined {
  const definition = entries.find(({ kind }) => kind === 'ENCODING')?.definition ?? ''
  const encoding = /client_encoding = '([\w-]+)'/.exec(definition)?.[1]
  return encoding !== undefined && postgresCharset(encoding) ? encoding : undefined
}

/** The texts of an entry were read as latin1. */
function decoded(entry: TocEntry, read: (bytes: Uint8Array) => string): TocEntry {
  const text = (written: string) => read(Buffer.from(written, 'latin1'))
  const { tablespace, accessMethod } = entry
  return {
    ...entry,
    tag: text(entry.tag),
    definition: text(entry.definition),
    drop: text(entry.drop),
    copy: text(entry.copy),
    namespace: text(entry.namespace),
    tablespace: tablespace === undefined ? undefined : text(tablespace),
    accessMethod: accessMethod === undefined ? undefined : text(accessMethod),
    owner: text(entry.owner),
  }
}

function readPacking(reader: TocReader, version: number): ArchivePacking {
  const at = reader.at
  if (version < 0x01_0f_00) {
    const level = reader.integer()
    if (level < -1 || level > 9) throw new NotAnArchive(at)
    return level === 0 ? { method: 'none' } : { method: 'gzip', level }
  }
  const method = reader.byte()
  if (method === 0) return { method: 'none' }
  if (method === 1) return { method: 'gzip', level: -1 }
  if (method === 3) return { method: 'zstd' }
  if (method === 2) return { method: 'lz4' }
  throw new NotAnArchive(at)
}

function readEntry(
  reader: TocReader,
  version: number,
  container: 'custom' | 'directory',
  offsetSize: number,
): TocEntry {
  const start = reader.at
  const dumpId = reader.integer()
  const hasData = reader.integer() !== 0
  reader.text()
  reader.text()
  const tag = reader.text() ?? ''
  const kind = reader.text() ?? ''
  reader.integer()
  const definition = reader.text() ?? ''
  const writtenDefinition = { from: reader.at - definition.length, to: reader.at }
  const drop = reader.text() ?? ''
  const copy = reader.text() ?? ''
  const namespace = reader.text() ?? ''
  const tablespace = reader.text()
  const accessMethod = version >= 0x01_0e_00 ? reader.text() : undefined
  const partitioned = version >= 0x01_10_00 && reader.integer() === 'p'.charCodeAt(0)
  const owner = reader.text() ?? ''
  reader.text()
  while (reader.text() !== undefined);
  if (dumpId <= 0 || !/^[A-Z][A-Z ]*$/.test(kind)) throw new NotAnArchive(start)
  const data = container === 'custom' ? offsetOf(reader, offsetSize) : fileOf(reader)
  return {
    dumpId,
    hasData,
    tag,
    kind,
    definition,
    writtenDefinition,
    drop,
    copy,
    namespace,
    tablespace,
    accessMethod,
    partitioned,
    owner,
    data,
  }
}

const offsetStates = { unknown: 1, known: 2, none: 3 } as const
/** The state byte before an offset that is known. */
export const knownOffset = offsetStates.known

function offsetOf(reader: TocReader, offsetSize: number): DataPlace {
  const at = reader.at
  const state = reader.byte()
  const writtenAt = reader.at
  const written = reader.take(offsetSize)
  if (state === offsetStates.none) return { kind: 'none' }
  if (state !== offsetStates.known && state !== offsetStates.unknown) throw new NotAnArchive(at)
  const known = state === offsetStates.known
  const low = written.readUIntLE(0, Math.min(6, offsetSize))
  return { kind: 'offset', position: known ? low : undefined, writtenAt }
}

function fileOf(reader: TocReader): DataPlace {
  const at = reader.at
  const file = reader.text()
  if (!file) return { kind: 'none' }
  // It is read and written beside toc.dat, nowhere else.
  if (!/^[\w-]+\.(?:dat|toc)$/.test(file)) throw new NotAnArchive(at)
  return { kind: 'file', file }
}

export const damaged = (label: string, byteOffset: number, cause?: unknown) =>
  new PoligonError('POLIGON_SOURCE', {
    what: say`The archive ${name(label)} is damaged or cut off.`,
    remedy: say`Copy or take the dump again.`,
    place: { byteOffset },
    cause,
  })
