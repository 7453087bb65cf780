import type { RowChange } from '../core/contracts/change-log.ts'
import type { EngineFamily, LoadedTable, RowSource } from '../core/contracts/dump.ts'
import type { Secret } from '../core/secrets.ts'

/** How a client reaches one database. Always a loopback address, except with the `external` provider. */
export interface DatabaseAddress {
  readonly family: EngineFamily
  readonly host: string
  readonly port: number
  readonly user: string
  readonly password: Secret
  readonly database: string
}

/** A row as steps see it: every value as the server's text, NULL as null. */
export type TextRow = Readonly<Record<string, string | null>>

export interface ResetReport {
  /** Which rung of the ladder did it. `clone`: connections of others were cut, the subject must be restarted. */
  readonly rung: 'nothing-changed' | 'undo' | 'dirty-tables' | 'clone'
  readonly milliseconds: number
}

export interface ResetProof {
  readonly equal: boolean
  /** Tables and sequences whose content differs. */
  readonly differing: readonly string[]
}

/**
 * One database system of an environment while it runs: a template (filled once, then frozen) and a
 * copy for every slot.
 */
export interface RunningDatabase {
  readonly system: string
  readonly family: EngineFamily
  /** As the server says it: `15.18`, `10.11.19-MariaDB`. */
  readonly serverVersion: string
  /** Fills the template from masked pieces. Once, before {@link freeze}. */
  load(pieces: RowSource, signal?: AbortSignal): Promise<readonly LoadedTable[]>
  /** Ends the filling: from here on the template is only copied. */
  freeze(): Promise<void>
  /** Makes the slot's copy of the template, under a name that stays the same across resets. */
  copy(slot: string): Promise<DatabaseAddress>
  address(slot: string): DatabaseAddress
  /** Brings the slot's copy back to the template's state, sequences and counters included. */
  reset(slot: string): Promise<ResetReport>
  /** Compares content checksums of everything that a reset must bring back with those of the template. */
  resetProof(slot: string): Promise<ResetProof>
  /**
   * Which rows are not as the template has them, where the server's log tells it (on a server of our
   * own; PostgreSQL since 14); see ChangeLog for when it does not.
   */
  changes(slot: string): Promise<readonly RowChange[] | undefined>
  /** One statement against the slot's copy; parameters as `$1`, `$2` on every engine. */
  query(
    slot: string,
    sql: string,
    parameters?: readonly (string | number | boolean | null)[],
  ): Promise<readonly TextRow[]>
}

export interface RunningEnvironment extends AsyncDisposable {
  readonly name: string
  readonly provider: 'docker' | 'embedded' | 'external'
  readonly databases: ReadonlyMap<string, RunningDatabase>
  /** Sentences for the report: version gaps, guard level, what the provider could not do. */
  readonly notes: readonly string[]
}
