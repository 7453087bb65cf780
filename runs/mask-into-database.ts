import { maskToPieces, type MaskReport, type MaskToPiecesOptions } from '../anonymizers/index.ts'
import type { EngineFamily } from '../core/contracts/dump.ts'
import { PoligonError } from '../core/errors.ts'
import type { Log } from '../core/log.ts'
import { name, say } from '../core/redacted.ts'
import { openDatabaseTarget, parseServerUrl, serverUrl } from '../environments/index.ts'
import { sourceOptions } from './live-source.ts'

export interface MaskIntoDatabaseOptions extends Omit<MaskToPiecesOptions, 'onReport' | 'target'> {
  /** `postgres://…`, `mysql://…` or `mariadb://…`. */
  readonly target: string
  readonly log: Log
  /** Hosts other than this machine that may be written to. */
  readonly allowHosts?: readonly string[]
}

/**
 * Masks a dump or another live database into a live database, as a whole or not at all. The database is not touched before the
 * whole source was read and every column of it is covered.
 *
 * @throws what `maskDump` throws; POLIGON_TARGET, POLIGON_LOAD and POLIGON_UNREACHABLE of the database.
 */
export async function maskIntoDatabase(options: MaskIntoDatabaseOptions): Promise<MaskReport> {
  const { target: url, log, allowHosts, ...mask } = options
  const { address, database } = parseServerUrl(url)
  let report: MaskReport | undefined
  await using pieces = maskToPieces({
    ...mask,
    ...sourceOptions(mask.source, url, { log, ...(mask.signal ? { signal: mask.signal } : {}) }),
    target: serverUrl({ ...address, database }, 'without password'),
    onReport: (made) => {
      report = made
    },
  })
  checkFamily(await pieces.prepare(), address.family)
  const notes: string[] = []
  const target = await openDatabaseTarget(url, {
    log,
    onNote: (note) => void notes.push(String(note)),
    ...(allowHosts ? { allowHosts } : {}),
    ...(mask.jobs === undefined ? {} : { jobs: mask.jobs }),
  })
  try {
    await target.loader.load(pieces, options.signal)
    options.signal?.throwIfAborted()
  } catch (failure) {
    await target.abort()
    throw failure
  }
  await target.commit()
  if (!report) throw new Error('the loader did not read the dump to its end')
  return notes.length === 0 ? report : { ...report, notes }
}

/** MySQL and MariaDB read each other's dumps. */
function checkFamily(dump: EngineFamily, server: EngineFamily): void {
  if ((dump === 'postgres') === (server === 'postgres')) return
  throw new PoligonError('POLIGON_TARGET', {
    what: say`A dump of ${name(dump)} cannot go into a database of ${name(server)}.`,
    remedy: say`Name a target of the same kind.`,
  })
}
