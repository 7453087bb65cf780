import type { EngineFamily } from './dump.ts'

/** What of a database server makes programs behave as they do there; no address, no account, no file. */
export interface ServerSettings {
  readonly family: EngineFamily
  /** As the server says it. */
  readonly version: string | undefined
  /** By the server's own names, in their order. */
  readonly settings: Readonly<Record<string, string>>
  /** Of PostgreSQL, besides those that are always there. */
  readonly extensions: readonly string[]
  /** Extensions that could be made there; undefined where nobody asked. */
  readonly available?: readonly string[]
}
