import type { Loader, EngineFamily } from '../core/contracts/dump.ts'
import type { Log } from '../core/log.ts'
import type { DatabaseAddress, RunningDatabase } from './running.ts'
import type { DatabaseServer } from './server.ts'

/**
 * What one family of database servers can do. A value, one file in `engines/`, one line in the
 * registry; knows nothing of where the server comes from.
 */
export interface Engine {
  readonly family: EngineFamily
  /** Image of a version when the environment names none. */
  readonly image: (version: string) => string
  /** Makes an empty template for `system` on `server`, ready to be filled. */
  open(server: DatabaseServer, system: string, log: Log): Promise<OpenDatabase>
  /** Fills the database at `address` and makes no promise about what it held before. */
  connectLoader(address: DatabaseAddress, log: Log, options?: LoaderOptions): Promise<OpenLoader>
}

export interface LoaderOptions {
  /** How much the server may do at once, where it can. Default: one a core, four at most. */
  readonly jobs?: number
  /** The server is ours: roles that the dump speaks of are made. Default: false. */
  readonly owned?: boolean
}

/** A loader on a connection of its own. */
export interface OpenLoader extends Loader, AsyncDisposable {}

/** Disposing closes connections; on a server that is not ours it also drops what was made. */
export interface OpenDatabase extends RunningDatabase, AsyncDisposable {}
