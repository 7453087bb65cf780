import type { Archive, LargeObject } from './archive.ts'
import { customTarget } from './custom-target.ts'
import { directoryTarget } from './directory-target.ts'
import { tarTarget } from './tar-target.ts'
import type { TocEntry } from './toc.ts'

/** Where a masked archive goes: of the same kind as its source. Ends with either `commit` or `abort`. */
export interface ArchiveTarget {
  /** Begins the rows of an entry; the one before it was ended. */
  begin(entry: TocEntry): Promise<void>
  write(bytes: Uint8Array): Promise<void>
  end(): Promise<void>
  /** Copies large objects, packed as they are. */
  largeObjects(entry: TocEntry, objects: AsyncIterable<LargeObject>): Promise<void>
  /** Makes the result visible as a whole. */
  commit(): Promise<void>
  /** Leaves nothing behind. Does not throw. */
  abort(): Promise<void>
}

/** The target's place was checked before. @throws POLIGON_TARGET */
export const openArchiveTarget = (archive: Archive, path: string): Promise<ArchiveTarget> =>
  targets[archive.container](archive, path)

const targets = {
  custom: ({ toc }: Archive, path: string) => customTarget(toc, path),
  directory: directoryTarget,
  tar: tarTarget,
}
