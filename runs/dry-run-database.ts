import { dryRun, type DryRun, type DryRunOptions } from '../anonymizers/index.ts'
import type { Log } from '../core/log.ts'
import { sourceOptions } from './live-source.ts'

export interface DryRunDatabaseOptions extends Omit<DryRunOptions, 'stdin' | 'stdinLabel'> {
  readonly log: Log
}

/** What masking a live database would do, from a consistent snapshot; see `dryRun`. */
export async function dryRunDatabase({ log, ...mask }: DryRunDatabaseOptions): Promise<DryRun> {
  const { source, target = '-', signal, jobs } = mask
  return dryRun({
    ...mask,
    ...sourceOptions(source, target, {
      log,
      ...(signal ? { signal } : {}),
      ...(jobs === undefined ? {} : { jobs }),
    }),
  })
}
