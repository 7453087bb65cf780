import type { Archive } from './archives/archive.ts'
import { openArchiveTarget } from './archives/archive-target.ts'
import { writeArchive } from './archives/write-archive.ts'
import type { MaskDumpOptions } from './pipeline/mask-options.ts'
import type { MaskReport } from './pipeline/mask-report.ts'
import { openMasking, type Masking } from './pipeline/masking.ts'
import { checkRoom, preflight, type Preflight } from './pipeline/preflight.ts'
import { createOpenBulk } from './targets/open-bulk.ts'
import { checkFilesTarget, writeExchangeFiles } from './exchange/exchange-target.ts'
import { checkNewFolder, writeTabFolder } from './tab/tab-target.ts'
import { planTarget, type PlannedTarget } from './targets/target.ts'

/**
 * Masks a dump into a file or a stream. The target comes into being only when the whole source was
 * read and every column of it is covered, and a file gets its name only when it is complete.
 *
 * An archive of pg_dump becomes an archive of the same kind, and plain SQL when the target is a stream
 * or its name ends in `.sql`, `.sql.gz` or `.sql.zst`; so does a folder of `mysqldump --tab`.
 *
 * @throws POLIGON_SOURCE, POLIGON_TARGET, POLIGON_CONFIG, POLIGON_POLICY_*, POLIGON_DUMP_SYNTAX,
 *   POLIGON_VALUE (the last two with table, row and byte offset), and the signal's reason.
 */
export async function maskDump(options: MaskDumpOptions): Promise<MaskReport> {
  const plan = planTarget(options.target, options.stdout ?? process.stdout)
  const asSql = options.target === '-' || /\.sql(?:\.gz|\.zst)?$/.test(options.target)
  let need: Preflight | undefined
  const masking = await openMasking(
    options,
    async (inputs, source) => {
      if (source.exchange) checkFilesTarget(source.exchange, options.target)
      if ((source.tab && !asSql) || source.exchange?.isFolder) checkNewFolder(options.target)
      else await plan.check(inputs)
      const file = options.target === '-' ? undefined : options.target
      need = await preflight(source, options, file, options.signal ?? never)
      options.onPreflight?.(need)
      if (file !== undefined) checkRoom(need, file)
    },
    asSql ? 'restore' : 'look',
  )
  try {
    const { archive, tab, exchange } = masking.source
    if (archive && !asSql) await intoArchive(masking, archive, options)
    else if (exchange)
      await writeExchangeFiles(exchange, masking.batches(), options.target, options.signal)
    else if (tab && !asSql)
      await writeTabFolder(tab, masking.batches(), options.target, options.signal)
    else await intoText(masking, plan, options)
    return { ...masking.report(options.target), ...(need ? { preflight: need } : {}) }
  } finally {
    await masking[Symbol.asyncDispose]()
  }
}

async function intoText(
  masking: Masking,
  plan: PlannedTarget,
  { signal }: MaskDumpOptions,
): Promise<void> {
  const target = await plan.open()
  const open = createOpenBulk()
  try {
    for await (const batch of masking.batches()) {
      await target.write(batch.bytes, () => masking.memory.give(batch.bytes))
      open.follow(batch.segments)
    }
    signal?.throwIfAborted()
    await target.commit()
  } catch (failure) {
    await target.abort(Buffer.from(masking.dialect.breakOff(brokenOff, open.current())))
    throw failure
  }
}

async function intoArchive(
  masking: Masking,
  archive: Archive,
  { target: path, signal }: MaskDumpOptions,
): Promise<void> {
  const target = await openArchiveTarget(archive, path)
  try {
    await writeArchive(archive, masking.batches(), masking.plan, target)
    signal?.throwIfAborted()
    await target.commit()
  } catch (failure) {
    await target.abort()
    throw failure
  }
}

const never = new AbortController().signal

/** Last words of a stream that could not be completed: a syntax error to psql and mysql. */
const brokenOff = '<<<poligon: masking stopped, this output is incomplete>>>'
