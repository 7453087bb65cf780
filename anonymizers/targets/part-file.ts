import { open, rename, stat, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import { PoligonError } from '../../core/errors.ts'
import { name, say } from '../../core/redacted.ts'
import type { TargetPlace } from '../resume/checkpoint.ts'
import type { Cut } from './cut.ts'

/** The file that a target is written in until it is complete. */
export interface PartFile {
  /** Bytes up to where the next ones go. */
  readonly position: number
  put(bytes: Uint8Array): Promise<void>
  /** Writes over what is there; `position` stays. */
  putAt(bytes: Uint8Array, position: number): Promise<void>
  cut(): Cut
  /** On the disk, and under its own name. */
  complete(path: string): Promise<void>
  /** Does not throw. */
  close(): Promise<void>
}

/**
 * A new file, or what a run left, up to where it is gone on from.
 *
 * @throws POLIGON_RESUME when that is no longer there.
 */
export async function openPart(part: string, from: TargetPlace | undefined): Promise<PartFile> {
  const handle = from ? await reopened(part, from) : await open(part, 'wx', 0o600)
  let position = from?.position ?? 0
  const putAt = async (bytes: Uint8Array, at: number) => {
    for (let done = 0; done < bytes.length;)
      done += (await handle.write(bytes, done, bytes.length - done, at + done)).bytesWritten
  }
  return {
    get position() {
      return position
    },
    async put(bytes) {
      await putAt(bytes, position)
      position += bytes.length
    },
    putAt,
    cut: () => ({ position, flushed: () => handle.datasync() }),
    async complete(path) {
      await handle.sync()
      await handle.close()
      await rename(part, path)
    },
    close: () => handle.close().catch(() => {}),
  }
}

async function reopened(part: string, { position }: TargetPlace): Promise<FileHandle> {
  const handle = await open(part, 'r+').catch((cause: NodeJS.ErrnoException) => {
    throw cause.code === 'ENOENT' ? gone(part) : cause
  })
  try {
    if ((await handle.stat()).size < position) throw gone(part)
    await handle.truncate(position)
    return handle
  } catch (failure) {
    await handle.close()
    throw failure
  }
}

/** Of a folder that is gone on with. @throws POLIGON_RESUME when a file is not there, or shorter. */
export async function checkLength(part: string, file: string, length: number): Promise<void> {
  const found = await stat(join(part, file)).catch(() => undefined)
  if (!found || found.size < length) throw gone(part)
}

const gone = (part: string) =>
  new PoligonError('POLIGON_RESUME', {
    what: say`What the run that was broken off had written is not there any more, or not all of it: ${name(part)}.`,
    remedy: say`Run it without --resume to begin at the beginning.`,
  })
