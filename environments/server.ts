import type { EngineFamily } from '../core/contracts/dump.ts'
import type { Log } from '../core/log.ts'
import type { Secret } from '../core/secrets.ts'

/** How the administrator reaches a server over TCP. */
export interface ServerAddress {
  readonly family: EngineFamily
  readonly host: string
  readonly port: number
  readonly user: string
  readonly password: Secret
}

/** One database server that answers. Whoever asked for it disposes of it; twice is safe. */
export interface DatabaseServer extends AsyncDisposable {
  readonly address: ServerAddress
  /**
   * The server is ours from its first byte to its last: accounts may be made, settings changed, and
   * every database in it is ours. Otherwise only what carries our marker may be touched.
   */
  readonly owned: boolean
  /** Every change of a row can be read from the server's log by key, and undone. */
  readonly keepsChangeLog: boolean
  /** Put before the name of every database made here; empty on a server of our own. */
  readonly prefix: string
  /** Sentences for the report. */
  readonly notes: readonly string[]
}

/** What a provider is asked for. */
export interface ServerRequest {
  readonly family: EngineFamily
  /** Wanted version, `15` or `10.11`; what is had may differ and is then noted. */
  readonly version: string
  /** Image for containers; the official one of the version when absent. */
  readonly image?: string
  /** The server is to keep a log from which changes can be undone; loading is somewhat slower then. Default: false. */
  readonly changeLog?: boolean
  /** The system it is for; names its databases, folders and containers. */
  readonly system: string
  readonly log: Log
  readonly signal?: AbortSignal
}
