import {
  findDrift,
  scanDump,
  writePolicy,
  type Drift,
  type ScanOptions,
  type ScanResult,
  type WrittenPolicyFile,
} from '../anonymizers/index.ts'
import type { ServerSettings } from '../core/contracts/server-settings.ts'
import type { Log } from '../core/log.ts'
import { parseServerUrl, readServerSettings } from '../environments/index.ts'
import { sampledSource, sourceOptions } from './live-source.ts'

export interface ScanDatabaseOptions extends Omit<ScanOptions, 'stdin' | 'stdinLabel'> {
  readonly log: Log
  /** With `everyRow`: over how many connections rows are read; see `streamDump`. */
  readonly jobs?: number
}

/**
 * Looks for personal data in a live database: in its definitions and some rows of each table, of one consistent
 * snapshot in which nothing is written.
 *
 * @throws what `scanDump` throws; POLIGON_UNREACHABLE and POLIGON_MISSING_PROGRAM of the dump client.
 */
export async function scanDatabase(options: ScanDatabaseOptions): Promise<ScanResult> {
  return scanDump(await optionsOf(options))
}

/**
 * Scans a live database and writes a policy for it; see `writePolicy`.
 *
 * @throws what `writePolicy` throws; POLIGON_UNREACHABLE and POLIGON_MISSING_PROGRAM of the dump client.
 */
export async function writePolicyOfDatabase(
  options: ScanDatabaseOptions & { readonly policy: string },
): Promise<WrittenPolicyFile> {
  return writePolicy({ ...(await optionsOf(options)), policy: options.policy })
}

/**
 * Compares a live database with its policy; see `findDrift`.
 *
 * @throws what `findDrift` throws; POLIGON_UNREACHABLE and POLIGON_MISSING_PROGRAM of the dump client.
 */
export async function findDriftOfDatabase(
  options: ScanDatabaseOptions & { readonly policy: string },
): Promise<Drift> {
  return findDrift({ ...(await optionsOf(options)), policy: options.policy })
}

/** Some rows of each table; with `everyRow` the database's own dump. */
async function optionsOf({ log, jobs, ...scan }: ScanDatabaseOptions): Promise<ScanOptions> {
  const { source, signal, everyRow } = scan
  const live = { log, ...(signal ? { signal } : {}) }
  return everyRow
    ? {
        ...scan,
        ...sourceOptions(source, '-', { ...live, ...(jobs === undefined ? {} : { jobs }) }),
      }
    : { ...scan, ...(await sampledSource(source, live)) }
}

/**
 * Asks a live database for the settings of its server.
 *
 * @throws POLIGON_USAGE, POLIGON_UNREACHABLE
 */
export async function settingsOfDatabase(url: string): Promise<ServerSettings> {
  const { address, database } = parseServerUrl(url)
  return readServerSettings({ ...address, ...(database === '' ? {} : { database }) })
}
