import type { RecordedRequest } from './recorded-request.ts'

/**
 * A mock server as other processes and other threads use it. `slot` is the isolation key: state,
 * journal and switches of two slots never meet.
 */
export interface RunningMocks extends AsyncDisposable {
  /** Address of the control interface for {@link connectMocks}; loopback, guarded by a token inside it. */
  readonly controlUrl: string
  /** Where the subject of `slot` reaches the mock `api`. */
  url(slot: string, api: string): string
  readonly control: MockControl
}

/** The same for the server's own process and, over HTTP, for a worker. */
export interface MockControl {
  /** Fresh state, empty journal, switches off, for one slot. Waits until no request of the slot is open. */
  reset(slot: string): Promise<void>
  turn(slot: string, api: string, name: string, argument: string): Promise<void>
  /** Requests of the slot since its last reset, in order. */
  requests(slot: string): Promise<readonly RecordedRequest[]>
  /** Number of requests that are being answered now. */
  open(slot: string): Promise<number>
}
