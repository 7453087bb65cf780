import { availableParallelism } from 'node:os'
import type { Readable, Writable } from 'node:stream'
import { PoligonError } from '../../core/errors.ts'
import type { MaskingKey } from '../../core/key.ts'
import { name, say, type Redacted } from '../../core/redacted.ts'
import { blockSize } from '../sources/blocks.ts'
import type { CopyFormat } from '../archives/archive-kind.ts'
import type { Preflight } from './preflight.ts'

/** What is known of a run before it writes. */
export interface ReadyFacts {
  /** Of the key that masks. */
  readonly keyId: string
  /** Hash of the policy. */
  readonly policy: string
  /** What the copies are for, in the words of the policy. */
  readonly purpose: string
  /** Until when the copy may be kept, by the policy; in ISO 8601. */
  readonly expires?: string
}

/** What masking needs to know, whatever becomes of the result. */
export interface MaskOptions {
  /** A dump file, plain or in gzip or zstd, or an archive of pg_dump; `-` for {@link stdin}. */
  readonly source: string
  /** The policy file. */
  readonly policy: string
  /** The key that was given; what masks is derived from it, see key-of-policy.ts. */
  readonly key: MaskingKey
  /** The set of copies that this one belongs to: copies of one set agree. Default: the one without a name. */
  readonly set?: string
  /**
   * Rows to keep, with all that belongs to them: `customer where created_at > '2026-01-01'`, `10% of
   * customer`. Takes the place of what the policy says. Default: that.
   */
  readonly subset?: readonly string[]
  /**
   * Worker threads at most; 0 masks in the calling thread. Default: one a core, four at most. Small
   * dumps take fewer.
   */
  readonly jobs?: number
  /** Refuse a policy that nobody approved in this state, or that leaves reasons out; see policy/review.ts. */
  readonly strict?: boolean
  /** Measure how rows of the copy can be told apart, also by columns that the policy does not declare. */
  readonly measure?: boolean
  /**
   * Called when nothing stands in the way any more and before a target comes into being. What it throws
   * ends the run.
   */
  readonly onReady?: (facts: ReadyFacts) => void
  /** Told what the run needs, when the source is open and before it is read. */
  readonly onPreflight?: (need: Preflight) => void
  /**
   * Look for every original that is masked or dropped in the whole copy, and let nothing become visible
   * when one is found (POLIGON_LEAK). Default: true.
   */
  readonly verify?: boolean
  readonly signal?: AbortSignal
  /** Whether to show no progress on stderr. Default: true. */
  readonly quiet?: boolean
  /** Default: the standard input of the process. */
  readonly stdin?: Readable
  /** What the report and errors call {@link stdin}. Default: `-`. */
  readonly stdinLabel?: string
}

export interface MaskDumpOptions extends MaskOptions {
  /** A file, packed when its name ends in `.gz` or `.zst`; `-` for {@link stdout}. */
  readonly target: string
  /** Default: what the target is named as, see archives/archive-kind.ts. */
  readonly format?: CopyFormat
  /** Default: the standard output of the process. */
  readonly stdout?: Writable
  /** Go on where the same run was broken off; at the beginning when nothing is left of it. */
  readonly resume?: boolean
  /** Told what becomes of what an earlier run left. */
  readonly onNotice?: (notice: Redacted) => void
  /** Bytes of the source, unpacked, between two places that a run can go on from. Default: 16 MB. */
  readonly checkpointEvery?: number
}

const defaultJobs = (): number => Math.min(4, availableParallelism())

/** @throws POLIGON_USAGE */
export function checkedJobs(jobs = defaultJobs()): number {
  if (Number.isInteger(jobs) && jobs >= 0 && jobs <= 64) return jobs
  throw new PoligonError('POLIGON_USAGE', {
    what: say`The number of jobs must be a whole number from 0 to 64.`,
    remedy: say`Leave ${name('--jobs')} out to have one a core.`,
  })
}

/** Less than that is masked sooner than another thread has started. */
const bytesPerThread = 2 * blockSize

/** How many threads are worth while for so many bytes. */
export const threadsFor = (bytes: number, jobs: number) =>
  Math.min(jobs, Math.floor(bytes / bytesPerThread))
