import type { Databases } from './databases.ts'
import type { JobKind } from './jobs.ts'
import type { Settings } from './settings.ts'

/** What every flow is given. */
export interface Hub {
  readonly settings: Settings
  readonly databases: Databases
  readonly signal: AbortSignal
}

/** One synchronisation, as people start it with `POST /sync/<name>`. */
export interface Flow {
  readonly name: string
  /** Whether it also runs by itself. */
  readonly polled: boolean
  /** Kinds of jobs that a pass works off, in this order. */
  readonly jobs: readonly JobKind[]
  /** Looks for new work, and does what needs no job. Resolves with how much it moved. */
  look(): Promise<number>
  /** Whether the source has nothing that was not looked at. */
  drained(): Promise<boolean>
}
