import {
  selfTest,
  type SelfTest,
  type SelfTestOptions,
  verifyDump,
  type DumpInput,
  type Verification,
  type VerifyOptions,
} from '../anonymizers/index.ts'
import type { Log } from '../core/log.ts'
import { sourceOptions } from './live-source.ts'

export interface VerifyDatabasesOptions extends Omit<VerifyOptions, 'masked' | 'original'> {
  /** Paths of dumps or addresses of databases. */
  readonly masked: string
  readonly original: string
  readonly log: Log
}

export interface SelfTestOfOptions extends Omit<SelfTestOptions, 'original'> {
  /** Path of a dump or address of a database. */
  readonly original: string
  readonly log: Log
}

/**
 * Plants invented people into tables like those of a dump or a live database; see `selfTest`.
 *
 * @throws what `selfTest` throws; POLIGON_UNREACHABLE and POLIGON_MISSING_PROGRAM of the dump client.
 */
export async function selfTestOf({
  original,
  log,
  ...options
}: SelfTestOfOptions): Promise<SelfTest> {
  const { signal } = options
  const input: DumpInput = sourceOptions(original, '-', { log, ...(signal ? { signal } : {}) })
  try {
    return await selfTest({ ...options, original: input })
  } finally {
    input.stdin?.destroy()
  }
}

/**
 * Compares a copy with its original, either of which may be a live database; of those a consistent snapshot is
 * taken.
 *
 * @throws what `verifyDump` throws; POLIGON_UNREACHABLE and POLIGON_MISSING_PROGRAM of the dump client.
 */
export async function verifyDatabases({
  masked,
  original,
  log,
  ...options
}: VerifyDatabasesOptions): Promise<Verification> {
  const { signal, jobs } = options
  const input = (source: string): DumpInput =>
    sourceOptions(source, '-', {
      log,
      ...(signal ? { signal } : {}),
      ...(jobs === undefined ? {} : { jobs }),
    })
  const inputs = { masked: input(masked), original: input(original) }
  try {
    return await verifyDump({ ...options, ...inputs })
  } finally {
    inputs.masked.stdin?.destroy()
    inputs.original.stdin?.destroy()
  }
}
