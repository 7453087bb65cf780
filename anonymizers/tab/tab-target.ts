import { existsSync } from 'node:fs'
import { mkdir, open, rename, writeFile, type FileHandle } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { PoligonError } from '../../core/errors.ts'
import { name, say } from '../../core/redacted.ts'
import type { ArchivePlace } from '../archives/archive-target.ts'
import { notWritable } from '../archives/not-writable.ts'
import type { DefinitionMasker } from '../definitions/definition-masker.ts'
import { ByteWriter } from '../dialects/byte-writer.ts'
import type { MaskedBatch } from '../pipeline/mask-batches.ts'
import type { Progress } from '../resume/progress.ts'
import { checkLength } from '../targets/part-file.ts'
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
 * Writes masked rows as `mysqldump --tab` does, in the format of the source, beside the definitions. The folder gets its name when all is in it. How far that has come is told by the lengths of the
 * files of rows.
 *
 * @param batches - the masked text of {@link tabText}.
 * @throws POLIGON_TARGET, and what `batches` throws.
 */
export async function writeTabFolder(
  source: TabFolder,
  batches: AsyncIterable<MaskedBatch>,
  definitions: DefinitionMasker | undefined,
  { path, part, from }: ArchivePlace,
  progress: Progress,
  signal: AbortSignal | undefined,
): Promise<void> {
  checkNewFolder(path)
  const lengths = new Map(
    source.tables.map(({ rowsFile }, table) => [rowsFile, from?.entries?.[table] ?? 0]),
  )
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
    if (!from) await mkdir(part, { mode: 0o700 })
    else for (const [file, length] of lengths) await checkLength(part, file, length)
    const define = (file: string, sql: Buffer) =>
      writeFile(join(part, file), definitions?.mask(sql, source.charset) ?? sql, { mode: 0o600 })
    for (const { sqlFile, sql, rowsFile } of source.tables) {
      await define(sqlFile, sql)
      const rows = await open(join(part, rowsFile), 'a', 0o600)
      await rows.truncate(lengths.get(rowsFile))
      await rows.close()
    }
    for (const other of source.others) await define(other.file, other.sql)
    for await (const { bytes, segments, end, passed } of batches) {
      if (passed) continue
      for (const segment of segments) {
        if (segment.kind !== 'rows') continue
        const rowsFile = rowsFileOf.get(segment.bulk.table)
        if (rowsFile === undefined) throw new Error('rows of a table without a file')
        if (rowsFile !== current) {
          await finish()
          current = rowsFile
          file = await open(join(part, rowsFile), 'a', 0o600)
        }
        const out = new ByteWriter(segment.to - segment.from)
        writeRows(bytes.subarray(segment.from, segment.to), out)
        await file?.writeFile(out.view())
        lengths.set(rowsFile, (lengths.get(rowsFile) ?? 0) + out.length)
      }
      if (!progress.passes(end, bytes.length)) continue
      await file?.datasync()
      progress.reached({ position: 0, entries: [...lengths.values()], flushed: async () => {} })
    }
    await finish()
    signal?.throwIfAborted()
    await progress.settled()
    await rename(part, path)
  } catch (failure) {
    await file?.close().catch(() => {})
    throw signal?.aborted ? failure : notWritable(path, failure)
  }
}
