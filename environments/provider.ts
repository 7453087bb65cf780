import type { Redacted } from '../core/redacted.ts'
import type { DatabaseServer, ServerRequest } from './server.ts'

export type ProviderName = 'docker' | 'embedded' | 'external'

/** One way of having database servers. A value, one file in `providers/`, one line in the registry. */
export interface Provider {
  readonly name: ProviderName
  /**
   * Why this provider cannot serve these requests here and now, as a clause that reads well after
   * "docker:"; `undefined` when it can. Answers within a second and starts nothing.
   */
  obstacle(
    requests: readonly ServerRequest[],
    options: ProviderOptions,
  ): Promise<Redacted | undefined>
  /**
   * Starts (or finds) a server and waits until it answers a query.
   *
   * @throws POLIGON_UNREACHABLE or POLIGON_MISSING_PROGRAM with the command that mends it.
   */
  start(request: ServerRequest, options: ProviderOptions): Promise<DatabaseServer>
}

export interface ProviderOptions {
  /** URL of a server by system, for `external`. */
  readonly urls?: Readonly<Record<string, string>>
  /** Hosts other than this machine that may be used, for `external`. */
  readonly allowHosts?: readonly string[]
}
