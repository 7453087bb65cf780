import type { Loader } from '../core/contracts/dump.ts'
import { PoligonError } from '../core/errors.ts'
import type { Log } from '../core/log.ts'
import { name, say, type Redacted } from '../core/redacted.ts'
import { parseServerUrl, refuseForeignHost } from './server-url.ts'

/**
 * A live database that is filled as a whole or not at all. Exactly one of `commit` and `abort` is
 * called; the connection is closed by both.
 */
export interface DatabaseTarget {
  readonly loader: Loader
  /** Puts what was loaded in the place of what the target held. */
  commit(): Promise<void>
  /** Removes what was loaded; the target is as it was. */
  abort(): Promise<void>
}

export type LoadFacts = Readonly<Record<string, string>>

export interface TargetOptions {
  readonly log: Log
  /** Hosts other than this machine that may be written to. */
  readonly allowHosts?: readonly string[]
  /** Told what of the dump the database does not get, or gets otherwise. The log is told too. */
  readonly onNote?: (note: Redacted) => void
  /** What the load is made of, for a run that goes on with it when this one is killed. Default: none can. */
  readonly facts?: LoadFacts
  /**
   * Go on with a load that was killed: called with its facts, it throws where these are not the same.
   * Default: what such a load left is removed.
   */
  readonly resume?: (left: LoadFacts) => void
  /** How much the server may do at once for the load, where it can. Default: one a core, four at most. */
  readonly jobs?: number
}

/**
 * Opens the database that `url` names for masked data. It must be absent, empty, or filled by an
 * earlier masking; what we did not make is never dropped.
 *
 * @throws POLIGON_TARGET when it holds something else or its host is not allowed, POLIGON_USAGE when
 * the URL names no database.
 */
export async function openDatabaseTarget(
  url: string,
  options: TargetOptions,
): Promise<DatabaseTarget> {
  const { address, database } = parseServerUrl(url)
  refuseForeignHost(address.host, options.allowHosts ?? [])
  if (database === '')
    throw new PoligonError('POLIGON_USAGE', {
      what: say`The target's URL names no database.`,
      remedy: say`Add its name: postgres://host/shop_test.`,
    })
  const { openTarget } = await (address.family === 'postgres'
    ? import('./postgres/target.ts')
    : import('./mariadb/target.ts'))
  const { log, onNote, ...rest } = options
  const info = (note: Redacted) => {
    log.info(note)
    onNote?.(note)
  }
  return openTarget(address, database, { ...rest, log: onNote ? { ...log, info } : log })
}

/** What is said when a load begins, of one that was broken off. */
export const loadNotices = {
  goesOn: say`Goes on with the load that was broken off.`,
  nothing: say`There is nothing to go on with: it begins at the beginning.`,
  removes: say`Removes what a load left that was broken off; with --resume it would have gone on with that.`,
}

/** The refusal that all engines share. */
export function foreignContent(database: string): PoligonError {
  return new PoligonError('POLIGON_TARGET', {
    what: say`The database ${name(database)} holds something that Poligon did not put there.`,
    remedy: say`It is left alone. Name a database that is empty or does not exist yet.`,
  })
}
