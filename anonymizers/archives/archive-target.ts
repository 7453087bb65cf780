import type { ArchiveShape, LargeObject } from './archive.ts'
import { customTarget } from './custom-target.ts'
import { directoryTarget } from './directory-target.ts'
import { tarTarget } from './tar-target.ts'
import type { Checkpoint } from '../resume/checkpoint.ts'
import type { Claim } from '../resume/claim.ts'
import type { Cut } from '../targets/cut.ts'
import type { TocEntry } from './toc.ts'

/** Where a masked archive goes. Ends with either `commit` or `abort`. */
export interface ArchiveTarget {
  /** Begins the rows of an entry; the one before it was ended. */
  begin(entry: TocEntry): Promise<void>
  write(bytes: Uint8Array): Promise<void>
  end(): Promise<void>
  /** Copies large objects, packed as they are. */
  largeObjects(entry: TocEntry, objects: AsyncIterable<LargeObject>): Promise<void>
  /** Between two entries: where a later run can go on from. */
  cut(): Cut
  /** Makes the result visible as a whole. */
  commit(): Promise<void>
  /** Closes what is open. Does not throw. */
  abort(): Promise<void>
}

/** Where an archive is written. */
export interface ArchivePlace {
  readonly path: string
  /** Beside it, until it is complete. */
  readonly part: Claim['part']
  /** Of a run that is gone on with: what is complete in `part`. */
  readonly from: Checkpoint | undefined
}

/** The target's place was checked before. @throws POLIGON_TARGET, POLIGON_RESUME */
export const openArchiveTarget = (
  archive: ArchiveShape,
  place: ArchivePlace,
): Promise<ArchiveTarget> => targets[archive.container](archive, place)

const targets = {
  custom: customTarget,
  directory: directoryTarget,
  tar: tarTarget,
}
