import { existsSync } from 'node:fs'
import { copyFile, mkdir, open, rename, rm, type FileHandle } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { PoligonError } from '../../core/errors.ts'
import { name, say } from '../../core/redacted.ts'
import { createTemporary, notWritable } from '../archives/temporary.ts'
import { ByteWriter } from '../dialects/byte-writer.ts'
import type { MaskedBatch } from '../pipeline/mask-batches.ts'
import type { TabFolder } from './tab-folder.ts'
import { createTabRowWriter } from './tab-tuples.ts'

/** @throws POLIGON_TARGET when `path` cannot become a folder. */
export function checkNewFolder(path: string): void {
  if (existsSync(path))
    throw new PoligonError('POLIGON_TARGET', {
      what: say`${name(path)} is refused as a target: it is there, and a folder is not written over.`,
      remedy: say`Name another folder.`,
    })
  if (!existsSync(dirname(path)))
    throw new PoligonError('POLIGON_TARGET', {
      what: say`${name(path)} is refused as a target: its folder does not exist.`,
      remedy: say`Name another folder.`,
    })
}

/**
 * Writes masked rows as `mysqldump --tab` does, in the format of the source, beside the definitions as
 * they are. The folder gets its name when all is in it.
 *
 * @param batches - the masked text of {@link tabText}.
 * @throws POLIGON_TARGET, and what `batches` throws.
 */
export async function writeTabFolder(
  source: TabFolder,
  batches: AsyncIterable<MaskedBatch>,
  path: string,
  signal: AbortSignal | undefined,
): Promise<void> {
  checkNewFolder(path)
  const temporary = createTemporary(path)
  const writeRows = createTabRowWriter(source.format, source.charset)
  const rowsFileOf = new Map(source.tables.map((table) => [table.table, table.rowsFile]))
  let file: FileHandle | undefined
  let current: string | undefined
  const finish = async () => {
    const done = file
    file = undefined
    await done?.sync()
    await done?.close()
  }
  try {
    await mkdir(temporary.path, { mode: 0o700 })
    for (const { sqlFile, rowsFile } of source.tables) {
      await copyFile(join(source.path, sqlFile), join(temporary.path, sqlFile))
      await (await open(join(temporary.path, rowsFile), 'wx', 0o600)).close()
    }
    for (const other of source.others)
      await copyFile(join(source.path, other.file), join(temporary.path, other.file))
    for await (const { bytes, segments } of batches)
      for (const segment of segments) {
        if (segment.kind !== 'rows') continue
        const rowsFile = rowsFileOf.get(segment.bulk.table)
        if (rowsFile === undefined) throw new Error('rows of a table without a file')
        if (rowsFile !== current) {
          await finish()
          current = rowsFile
          file = await open(join(temporary.path, rowsFile), 'a', 0o600)
        }
        const out = new ByteWriter(segment.to - segment.from)
        writeRows(bytes.subarray(segment.from, segment.to), out)
        await file?.writeFile(out.view())
      }
    await finish()
    signal?.throwIfAborted()
    await rename(temporary.path, path)
  } catch (failure) {
    await file?.close().catch(() => {})
    await rm(temporary.path, { recursive: true, force: true }).catch(() => {})
    throw signal?.aborted ? failure : notWritable(path, failure)
  } finally {
    temporary.release()
  }
}
