import { statfs } from 'node:fs/promises'
import { dirname } from 'node:path'
import { PoligonError } from '../../core/errors.ts'
import { name, say, type Redacted } from '../../core/redacted.ts'
import { blockSize } from '../sources/blocks.ts'
import { compressions } from '../sources/compression.ts'
import type { DumpSource } from '../sources/dump-source.ts'
import { checkedJobs, type MaskOptions } from './mask-options.ts'
import type { MaskReport } from '../../core/contracts/mask-report.ts'

export type Preflight = NonNullable<MaskReport['preflight']>

/** What the room on disk is asked of. For tests another one than the file system's. */
export type FreeBytes = (folder: string) => Promise<number>

/**
 * What a run needs, judged by the size of its source and the first megabytes of it.
 *
 * @param address - as given: `-` is what had to be spooled.
 * @param target - the file that it writes; undefined for a stream or a database.
 */
export async function preflight(
  source: DumpSource,
  { source: address, jobs, verify = true }: Pick<MaskOptions, 'source' | 'jobs' | 'verify'>,
  target: string | undefined,
  signal: AbortSignal,
  freeBytes: FreeBytes = freeOnDisk,
): Promise<Preflight> {
  const unpacked = await unpackedBytes(source, signal)
  const threads = Math.min(checkedJobs(jobs), Math.floor(unpacked / (2 * blockSize)))
  const packed =
    target !== undefined &&
    (source.archive !== undefined || compressions.some((one) => target.endsWith(one.extension)))
  const content = packed ? (source.size < unpacked ? source.size : unpacked / 3) : unpacked
  return {
    sourceBytes: source.size,
    unpackedBytes: unpacked,
    ...(address === '-' ? { spoolBytes: source.size } : {}),
    memoryBytes: Math.round(base + threads * thread + (verify ? unpacked * originals : 0)),
    ...(target === undefined
      ? {}
      : {
          targetBytes: Math.round(content * growth),
          freeBytes: await freeBytes(dirname(target)),
        }),
  }
}

/** Masks may be longer than what they stand for. */
const growth = 1.15
/**
 * Measured on dumps of 60 and 240 MB of which two fifths are masked (peaks of 158, 187 and, with two threads, 263 MB; 147 MB
 * without looking): the process with its word lists, what each worker thread adds with its blocks, and what is
 * remembered of the originals for each byte of the dump.
 */
const base = 150e6
const thread = 38e6
const originals = 0.18

/**
 * @param left - bytes that an earlier run left there, to be gone on with or to be removed.
 * @throws POLIGON_TARGET when the disk cannot hold the copy.
 */
export function checkRoom({ targetBytes, freeBytes }: Preflight, target: string, left = 0): void {
  if (targetBytes === undefined || freeBytes === undefined) return
  if (targetBytes <= freeBytes + left) return
  throw new PoligonError('POLIGON_TARGET', {
    what: say`The copy needs about ${size(targetBytes)}, and ${name(dirname(target))} has ${size(freeBytes)} left.`,
    remedy: say`Make room, or name a target on another disk; one that ends in .zst needs less.`,
  })
}

/** The need of a run in one sentence. */
export function preflightText(need: Preflight): Redacted {
  const { sourceBytes, unpackedBytes, spoolBytes, targetBytes, freeBytes, memoryBytes } = need
  const unpacked =
    unpackedBytes === sourceBytes ? say`` : say` (about ${size(unpackedBytes)} unpacked)`
  const spooled =
    spoolBytes === undefined ? say`` : say`, keeps them encrypted on disk until it ends`
  const written =
    targetBytes === undefined || freeBytes === undefined
      ? say``
      : say`, writes about ${size(targetBytes)} where ${size(freeBytes)} are free`
  return say`Reads ${size(sourceBytes)}${unpacked}${spooled}${written}, and takes about ${size(memoryBytes)} of memory.`
}

function size(bytes: number): Redacted {
  return bytes >= 1e9
    ? say`${Number((bytes / 1e9).toFixed(1))} GB`
    : say`${Math.ceil(bytes / 1e6)} MB`
}

/** As the source is, or judged by how far its first megabytes go. */
async function unpackedBytes(source: DumpSource, signal: AbortSignal): Promise<number> {
  let taken = 0
  let unpacked = 0
  let ended = true
  for await (const block of source.read(signal, (bytes) => (taken = bytes))) {
    unpacked += block.length
    ended = !((taken >= looked && taken < source.size) || unpacked >= most)
    if (!ended) break
  }
  if (ended) return unpacked
  const ratio = unpacked / taken
  // What is not packed is read a few blocks ahead.
  return ratio <= 1 ? source.size : Math.round(source.size * ratio)
}

/** Stored bytes by which a dump is judged: many enough that blocks read ahead do not matter. */
const looked = 8 * blockSize
/** A small file can hold very much of the same. */
const most = 16 * looked

async function freeOnDisk(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder)
  return bavail * bsize
}
