import type { Readable } from 'node:stream'
import type { Filler } from './file-filler.ts'

/** Bytes as they are kept, perhaps compressed, that can be read several times from the start. */
export interface Stored extends AsyncDisposable {
  /** For people and reports: the path, or `-`. */
  readonly label: string
  readonly size: number
  /** Device and inode of a file, also of one that stdin comes from, to tell whether a target is the same one. */
  readonly identity: string | undefined
  /** @param from - the first byte that is wanted. Default: 0. */
  open(from?: number): Readable
  /** All bytes, each block there until the next is asked for. Absent where {@link open} is the only way. */
  readonly blocks?: () => AsyncGenerator<Buffer>
  /** All bytes once more, as long as they are those of the first time. */
  readonly filler?: () => Filler
}
