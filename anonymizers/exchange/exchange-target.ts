import { mkdir, open, rename, utimes, type FileHandle } from 'node:fs/promises'
import { join, relative, resolve } from 'node:path'
import { PoligonError } from '../../core/errors.ts'
import { name, say } from '../../core/redacted.ts'
import type { ArchivePlace } from '../archives/archive-target.ts'
import { notWritable } from '../archives/not-writable.ts'
import type { MaskedBatch } from '../pipeline/mask-batches.ts'
import { compressions } from '../sources/compression.ts'
import { checkNewFolder } from '../tab/tab-target.ts'
import type { ExchangeFiles } from './exchange-source.ts'
import { readFrame } from './frame.ts'

/** @throws POLIGON_TARGET when files cannot go there as files. */
export function checkFilesTarget({ root, isFolder }: ExchangeFiles, target: string): void {
  const packed = !isFolder && compressions.some(({ extension }) => target.endsWith(extension))
  const inside = isFolder && !relative(root, resolve(target)).startsWith('..')
  if (target !== '-' && !inside && !packed) return
  throw new PoligonError('POLIGON_TARGET', {
    what: inside
      ? say`${name(target)} is refused as a target: it is in the folder that is read.`
      : packed
        ? say`${name(target)} is refused as a target: files of exchange are not packed.`
        : say`Files of exchange go into a folder or file, not to stdout.`,
    remedy: say`Name another one.`,
  })
}

/**
 * Writes masked files under the names that they had, with the times that they had. The folder gets its name
 * when all are in it.
 *
 * @param batches - masked {@link exchangeBlocks}.
 * @throws POLIGON_TARGET, and what `batches` throws.
 */
export async function writeExchangeFiles(
  source: ExchangeFiles,
  batches: AsyncIterable<MaskedBatch>,
  { path, part }: Pick<ArchivePlace, 'path' | 'part'>,
  signal: AbortSignal | undefined,
): Promise<void> {
  if (source.isFolder) checkNewFolder(path)
  let file: FileHandle | undefined
  const write = async (bytes: Buffer) => file?.writeFile(bytes)
  try {
    await mkdir(part, { mode: 0o700 })
    for (const folder of source.folders) await mkdir(join(part, folder), { mode: 0o700 })
    for await (const { bytes, segments } of batches)
      for (const { kind, from, to } of segments) {
        if (kind === 'rows-begin') {
          const found = readFrame(bytes, from)
          if (!found) throw new Error('a file without a frame')
          file = await open(join(part, found.frame.path), 'wx', 0o600)
          await write(bytes.subarray(found.to, to))
        } else if (kind === 'rows') await write(bytes.subarray(from, to))
        else if (kind === 'rows-end') {
          const done = file
          file = undefined
          await done?.sync()
          await done?.close()
        }
      }
    for (const { path: one, stats } of source.files)
      await utimes(join(part, one), stats.atime, stats.mtime)
    signal?.throwIfAborted()
    const [only] = source.files
    if (source.isFolder || !only) await rename(part, path)
    else await rename(join(part, only.path), path)
  } catch (failure) {
    await file?.close().catch(() => {})
    throw signal?.aborted ? failure : notWritable(path, failure)
  }
}
