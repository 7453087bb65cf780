import type { Archive } from './archives/archive.ts'
import { archiveKindOf, isText, keepsContents, type Original } from './archives/archive-kind.ts'
import { createContentsReader, type NewContents } from './archives/contents/read-contents.ts'
import { writeTextArchive } from './archives/contents/write-text-archive.ts'
import { writtenToc } from './archives/contents/write-toc.ts'
import { customStream } from './archives/custom-target.ts'
import { openArchiveTarget, type ArchiveTarget } from './archives/archive-target.ts'
import { maskedToc } from './archives/masked-toc.ts'
import { writeArchive } from './archives/write-archive.ts'
import type { MaskDumpOptions } from './pipeline/mask-options.ts'
import type { MaskReport } from '../core/contracts/mask-report.ts'
import { openMasking, type Masking } from './pipeline/masking.ts'
import { checkRoom, preflight, type Preflight } from './pipeline/preflight.ts'
import { claimTarget, type Claim } from './resume/claim.ts'
import { openProgress, type Progress } from './resume/progress.ts'
import { checkResumable, whereToBegin } from './resume/where-to-begin.ts'
import { canGoOn, goOnLater } from './resume/write-failure.ts'
import type { DumpSource } from './sources/dump-source.ts'
import { storedBytes } from './sources/stored-bytes.ts'
import { createOpenBulk } from './targets/open-bulk.ts'
import type { ExchangeFiles } from './exchange/exchange-source.ts'
import { checkFilesTarget, writeExchangeFiles } from './exchange/exchange-target.ts'
import { checkNewFolder, writeTabFolder } from './tab/tab-target.ts'
import type { TabFolder } from './tab/tab-folder.ts'
import { planTarget, type PlannedTarget } from './targets/target.ts'

/**
 * Masks a dump into a file or a stream. The target comes into being only when the whole source was
 * read and every column of it is covered, and a file gets its name only when it is complete.
 *
 * An archive of pg_dump becomes an archive of the same kind, and plain SQL when the target is a stream
 * or its name ends in `.sql`, `.sql.gz` or `.sql.zst`; so does a folder of `mysqldump --tab`.
 *
 * A run that was killed, or for which the disk was full, leaves what it has beside the target; the same
 * run with `resume` goes on with that and ends with the same bytes.
 *
 * @throws POLIGON_SOURCE, POLIGON_TARGET, POLIGON_CONFIG, POLIGON_POLICY_*, POLIGON_DUMP_SYNTAX,
 *   POLIGON_VALUE (the last two with table, row and byte offset), POLIGON_RESUME, and the signal's reason.
 */
export async function maskDump(options: MaskDumpOptions): Promise<MaskReport> {
  checkResumable(options)
  const { target, format } = options
  const plan = planTarget(withoutSlash(target), options.stdout ?? process.stdout)
  const contents = createContentsReader()
  let container: Archive['container'] | undefined
  /** The archive is made of what the source says, not of the contents of another one. */
  let isNew = false
  let need: Preflight | undefined
  let claim: Claim | undefined
  let progress: Progress | undefined
  try {
    await using masking = await openMasking(
      options,
      async (inputs, source) => {
        container = archiveKindOf(originalOf(source), target, format)
        isNew =
          container !== undefined &&
          !(source.archive && keepsContents(source.archive, container, target))
        if (source.exchange) checkFilesTarget(source.exchange, options.target)
        if ((source.tab && !isText(target)) || source.exchange?.isFolder)
          checkNewFolder(options.target)
        else await plan.check(inputs)
        if (plan.file !== undefined) claim = await claimTarget(plan.file)
        need = await preflight(source, options, plan.file, options.signal ?? never)
        options.onPreflight?.(need)
        if (claim && plan.file !== undefined)
          checkRoom(need, plan.file, await storedBytes(claim.part))
      },
      (archive) =>
        keepsContents(
          archive,
          archiveKindOf({ archive, family: 'postgres' }, target, format),
          target,
        )
          ? 'look'
          : 'restore',
      (segment, batch) => {
        if (isNew) contents.see(segment, batch)
      },
    )
    const facts = masking.facts && { ...masking.facts, format: container ?? 'as it is' }
    const from = await whereToBegin(claim, { facts, survey: masking.survey }, options)
    progress = openProgress(claim, facts, from, options.checkpointEvery)
    const { archive, tab, exchange } = masking.source
    if (container && isNew)
      await intoNewArchive(masking, container, contents.finish(), progress, options)
    else if (archive && container) await intoArchive(masking, archive, progress, options)
    else if (exchange) await intoFiles(masking, exchange, claim, options)
    else if (tab && !isText(target)) await intoTabFolder(masking, tab, progress, options)
    else await intoText(masking, plan, progress, options)
    await claim?.remove()
    return { ...masking.report(options.target), ...(need ? { preflight: need } : {}) }
  } catch (failure) {
    if (!claim) throw failure
    const stays = progress ? progress.saved && canGoOn(failure) : claim.left !== undefined
    await (stays ? claim.leave() : claim.remove())
    throw progress && stays ? goOnLater(failure, claim.part) : failure
  }
}

async function intoText(
  masking: Masking,
  plan: PlannedTarget,
  progress: Progress,
  { signal }: MaskDumpOptions,
): Promise<void> {
  const target = await plan.open(progress.claim, progress.from)
  const open = createOpenBulk()
  try {
    for await (const batch of masking.batches(progress.from)) {
      open.follow(batch.segments)
      if (batch.passed) continue
      const { length } = batch.bytes
      await target.write(batch.bytes, () => masking.memory.give(batch.bytes))
      if (progress.passes(batch.end, length)) progress.reached(await target.cut())
    }
    signal?.throwIfAborted()
    await progress.settled()
    await target.commit()
  } catch (failure) {
    await progress.settled()
    await target.abort(Buffer.from(masking.dialect.breakOff(brokenOff, open.current())))
    throw failure
  }
}

async function intoFiles(
  masking: Masking,
  files: ExchangeFiles,
  claim: Claim | undefined,
  { target: path, signal }: MaskDumpOptions,
): Promise<void> {
  if (!claim) throw new Error('files that nobody claimed')
  await writeExchangeFiles(files, masking.batches(), { path, part: claim.part }, signal)
}

async function intoTabFolder(
  masking: Masking,
  tab: TabFolder,
  progress: Progress,
  { target: path, signal }: MaskDumpOptions,
): Promise<void> {
  const { claim, from } = progress
  if (!claim) throw new Error('a folder that nobody claimed')
  const place = { path, part: claim.part, from }
  try {
    await writeTabFolder(tab, masking.batches(from), masking.definitions, place, progress, signal)
  } finally {
    await progress.settled()
  }
}

async function intoArchive(
  masking: Masking,
  source: Archive,
  progress: Progress,
  { target: path, signal }: MaskDumpOptions,
): Promise<void> {
  const { claim, from } = progress
  if (!claim) throw new Error('an archive that nobody claimed')
  const { definitions } = masking
  const archive = definitions ? { ...source, toc: maskedToc(source.toc, definitions) } : source
  const target = await openArchiveTarget(archive, {
    path: withoutSlash(path),
    part: claim.part,
    from,
  })
  const batches = masking.batches(from)
  await wholeOrNothing(target, progress, signal, () =>
    writeArchive(archive, batches, masking.plan, target, progress),
  )
}

async function intoNewArchive(
  masking: Masking,
  container: Archive['container'],
  contents: NewContents,
  progress: Progress,
  { target: path, stdout = process.stdout, signal }: MaskDumpOptions,
): Promise<void> {
  const { claim, from } = progress
  const { definitions } = masking
  const made = writtenToc(contents, container, masking.source.label)
  const archive = { container, toc: definitions ? maskedToc(made, definitions) : made }
  const target = claim
    ? await openArchiveTarget(archive, { path: withoutSlash(path), part: claim.part, from })
    : await customStream(archive, stdout)
  const places = contents.entries.flatMap(({ data }) => (data === undefined ? [] : [data]))
  const batches = masking.batches(from)
  await wholeOrNothing(target, progress, signal, () =>
    writeTextArchive(archive, places, batches, target, progress),
  )
}

/** The target becomes visible when all of it is written, or is taken away. */
async function wholeOrNothing(
  target: ArchiveTarget,
  progress: Progress,
  signal: AbortSignal | undefined,
  write: () => Promise<void>,
): Promise<void> {
  try {
    await write()
    signal?.throwIfAborted()
    await progress.settled()
    await target.commit()
  } catch (failure) {
    await progress.settled()
    await target.abort()
    throw failure
  }
}

const originalOf = ({ archive, tab, exchange, dialect }: DumpSource): Original => ({
  archive,
  family: tab || exchange ? undefined : dialect.family,
})

const withoutSlash = (path: string): string => path.replace(/(?<=.)\/+$/, '')

const never = new AbortController().signal

/** Last words of a stream that could not be completed: a syntax error to psql and mysql. */
const brokenOff = '<<<poligon: masking stopped, this output is incomplete>>>'
