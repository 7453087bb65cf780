import { scanDump, type ScanOptions, type ScanResult } from '../anonymizers/index.ts'
import type { Log } from '../core/log.ts'
import { sourceOptions } from './live-source.ts'

export interface ScanDatabaseOptions extends Omit<ScanOptions, 'stdin' | 'stdinLabel'> {
  readonly log: Log
}

/**
 * Looks for personal data in a live database, from a consistent snapshot that its own dump client takes.
 *
 * @throws what `scanDump` throws; POLIGON_UNREACHABLE and POLIGON_MISSING_PROGRAM of the dump client.
 */
export async function scanDatabase({ log, ...scan }: ScanDatabaseOptions): Promise<ScanResult> {
  const { source, signal } = scan
  return scanDump({
    ...scan,
    ...sourceOptions(source, '-', { log, ...(signal ? { signal } : {}) }),
  })
}
