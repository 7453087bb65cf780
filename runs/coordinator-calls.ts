import type { JournalEvent } from '../core/contracts/journal.ts'
import type { JournalAttachment } from '../core/contracts/run-record.ts'
import type { EngineFamily } from '../core/contracts/dump.ts'
import type { ChannelFault, TextRow } from '../environments/index.ts'
import type { RecordedRequest } from '../mocks/index.ts'
import type { Pack } from './pack.ts'

export interface PlannedSystem {
  readonly name: string
  readonly aliases: readonly string[]
  readonly kind: 'database' | 'api' | 'files' | 'subject'
  /** Of a database. */
  readonly family?: EngineFamily
  readonly pack?: Pack
  /** Of a subject. */
  readonly triggers?: readonly string[]
}

/** What a worker has to know of its slot: plain data, no secret. */
export interface SlotPlan {
  readonly slot: string
  readonly systems: readonly PlannedSystem[]
}

export interface ScenarioStart {
  /** Id of the pickle in the cucumber messages. */
  readonly id: string
  readonly attempt: number
  /** Texts of its steps. */
  readonly steps: readonly string[]
}

export interface ScenarioEnd {
  readonly journal: JournalAttachment
  /** What went wrong beside the steps: the subject ended by itself. */
  readonly problem?: string
}

export interface ReceivedFile {
  /** Relative to the folder of the exchange, with `/`. */
  readonly path: string
  readonly size: number
}

export type Parameter = string | number | boolean | null

/**
 * What a worker thread may ask of the parent, which owns all servers. Every call is about the
 * worker's own slot. Values cross threads by structured cloning.
 */
export interface CoordinatorCalls {
  plan(): Promise<SlotPlan>
  /** Makes the slot quiet, brings everything in it back to the template, starts the subjects. */
  begin(scenario: ScenarioStart): Promise<void>
  step(text: string): Promise<void>
  end(): Promise<ScenarioEnd>
  /** What was observed since {@link begin}. */
  events(): Promise<readonly JournalEvent[]>
  /** Writes into the journal which rows changed since the last look; `from` is who changed them. */
  look(system: string | undefined, from: string): Promise<void>
  query(system: string, sql: string, parameters: readonly Parameter[]): Promise<readonly TextRow[]>
  /** Rows of a noun's table in the template. */
  baseline(system: string, noun: string): Promise<number | undefined>
  /** The first of `keys` that no other running scenario has; held until the scenario ends. */
  take(system: string, noun: string, keys: readonly string[]): Promise<string | undefined>
  trigger(name: string, variables: Readonly<Record<string, string>>): Promise<void>
  startSubject(system: string): Promise<void>
  stopSubject(system: string): Promise<void>
  /** Disturbs the connection of the subjects to a database until it recovers or the scenario ends. */
  disturb(system: string, fault: ChannelFault): Promise<void>
  recover(system: string): Promise<void>
  turn(system: string, name: string, argument: string): Promise<void>
  requests(system: string): Promise<readonly RecordedRequest[]>
  /** Writes under a temporary name, then renames: the reader never sees half a file. */
  putFile(system: string, path: string, content: Uint8Array): Promise<void>
  files(system: string): Promise<readonly ReceivedFile[]>
  readFile(system: string, path: string): Promise<Uint8Array>
}

export type CallName = keyof CoordinatorCalls
