import { availableParallelism } from 'node:os'
import type { Readable, Writable } from 'node:stream'
import type { MaskingKey } from '../../core/key.ts'

/** What masking needs to know, whatever becomes of the result. */
export interface MaskOptions {
  /** A dump file, plain or in gzip or zstd, or an archive of pg_dump; `-` for {@link stdin}. */
  readonly source: string
  /** The policy file. */
  readonly policy: string
  readonly key: MaskingKey
  /**
   * Worker threads at most; 0 masks in the calling thread. Default: one a core, four at most. Small
   * dumps take fewer.
   */
  readonly jobs?: number
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
  /** Default: the standard output of the process. */
  readonly stdout?: Writable
}

export const defaultJobs = (): number => Math.min(4, availableParallelism())
