import { maskDump, type MaskDumpOptions, type MaskReport } from '../anonymizers/index.ts'
import type { Log } from '../core/log.ts'
import { sourceOptions } from './live-source.ts'

export interface MaskDatabaseOptions extends Omit<MaskDumpOptions, 'stdin' | 'stdinLabel'> {
  readonly log: Log
}

/**
 * Masks a live database into a dump file or a stream, from a consistent snapshot; see
 * `streamDump`.
 *
 * @throws what `maskDump` throws; POLIGON_UNREACHABLE and POLIGON_MISSING_PROGRAM of the dump client.
 */
export async function maskDatabase({ log, ...mask }: MaskDatabaseOptions): Promise<MaskReport> {
  const { source, target, signal, jobs } = mask
  return maskDump({
    ...mask,
    ...sourceOptions(source, target, {
      log,
      ...(signal ? { signal } : {}),
      ...(jobs === undefined ? {} : { jobs }),
    }),
  })
}
