import { fstatSync, type BigIntStats } from 'node:fs'
import { open, type FileHandle } from 'node:fs/promises'

/** A source that is read front to back into memory of the reader's. */
export interface Filler extends AsyncDisposable {
  /** Fills `bytes`; false when there is less, or the source is another one than was opened first. */
  fill(bytes: Uint8Array): Promise<boolean>
}

/** Equal as long as nobody has written to a file, or put another one in its place. */
export const versionOf = ({ dev, ino, size, mtimeNs }: BigIntStats): string =>
  `${dev}:${ino}:${size}:${mtimeNs}`

/** Reads the file at `path` as long as it has this {@link versionOf}. */
export function fileFiller(path: string, version: string): Filler {
  let opened: Promise<FileHandle> | undefined
  return {
    async fill(bytes) {
      const file = await (opened ??= open(path))
      for (let done = 0; done < bytes.length;) {
        const { bytesRead } = await file.read(bytes, done, bytes.length - done)
        if (bytesRead === 0) return false
        done += bytesRead
      }
      return versionOf(fstatSync(file.fd, { bigint: true })) === version
    },
    async [Symbol.asyncDispose]() {
      const file = await opened?.catch(() => undefined)
      await file?.close()
    },
  }
}
