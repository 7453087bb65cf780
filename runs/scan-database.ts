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
import { sourceOptions } from './live-source.ts'

export interface ScanDatabaseOptions extends Omit<ScanOptions, 'stdin' | 'stdinLabel'> {
  readonly log: Log
}

/**
 * Looks for personal data in a live database, from a consistent snapshot that its own dump client takes.
 *
 * @throws what `scanDump` throws; POLIGON_UNREACHABLE and POLIGON_MISSING_PROGRAM of the dump client.
 */
export async function scanDatabase(options: ScanDatabaseOptions): Promise<ScanResult> {
  return scanDump(optionsOf(options))
}

/**
 * Scans a live database and writes a policy for it; see `writePolicy`.
 *
 * @throws what `writePolicy` throws; POLIGON_UNREACHABLE and POLIGON_MISSING_PROGRAM of the dump client.
 */
export async function writePolicyOfDatabase(
  options: ScanDatabaseOptions & { readonly policy: string },
): Promise<WrittenPolicyFile> {
  return writePolicy({ ...optionsOf(options), policy: options.policy })
}

/**
 * Compares a live database with its policy; see `findDrift`.
 *
 * @throws what `findDrift` throws; POLIGON_UNREACHABLE and POLIGON_MISSING_PROGRAM of the dump client.
 */
export async function findDriftOfDatabase(
  options: ScanDatabaseOptions & { readonly policy: string },
): Promise<Drift> {
  return findDrift({ ...optionsOf(options), policy: options.policy })
}

function optionsOf({ log, ...scan }: ScanDatabaseOptions): ScanOptions {
  const { source, signal } = scan
  return { ...scan, ...sourceOptions(source, '-', { log, ...(signal ? { signal } : {}) }) }
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
