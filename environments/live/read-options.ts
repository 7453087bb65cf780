import type { Log } from '../../core/log.ts'

export interface ReadOptions {
  readonly log: Log
  readonly signal?: AbortSignal
  /** Connections at most. */
  readonly jobs: number
  /** What the dump client of the server writes with these arguments beside its usual ones. */
  readonly dump: (args: readonly string[]) => AsyncIterable<Buffer>
}
