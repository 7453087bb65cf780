import type { Toc, TocEntry } from './toc.ts'

/** A dump as pg_dump writes it for pg_restore: contents, and data for some of the entries. */
export interface Archive {
  readonly container: 'custom' | 'directory' | 'tar'
  readonly label: string
  /** The file or folder. */
  readonly toc: Toc
  /** Bytes as stored. */
  readonly size: number
  /** Device and inode of every file of it. */
  readonly identities: readonly string[]
  /**
   * The data of an entry, unpacked. `onRead` is told the bytes as stored, as they are taken.
   *
   * @throws POLIGON_SOURCE when it is damaged or cut off.
   */
  data(entry: TocEntry, onRead: (bytes: number) => void): AsyncGenerator<Buffer>
  /** The large objects of an entry, each as it is stored, packed. */
  largeObjects(entry: TocEntry): AsyncGenerator<LargeObject>
}

/** What decides how an archive is written. */
export type ArchiveShape = Pick<Archive, 'container' | 'toc'>

export interface LargeObject {
  readonly oid: number
  /** Its file in a directory or tar; empty in a custom archive. */
  readonly file: string
  readonly packed: AsyncIterable<Buffer>
}

/** What carries rows. */
export const tableData = 'TABLE DATA'
/** What carries large objects. */
export const largeObjectData = 'BLOBS'
