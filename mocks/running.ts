import type { RecordedRequest } from './recorded-request.ts'

/**
 * A mock server as other processes and other threads use it. `slot` is the isolation key: state,
 * journal and switches of two slots never meet.
 */
export interface RunningMocks extends AsyncDisposable {
  /** Address of the control interface for {@link connectMocks}; loopback, guarded by a token inside it. */
  readonly controlUrl: string
  /**
   * Where the subject of `slot` reaches the mock `api`; the vendor's path follows it. The slot comes
   * to be with this call if it did not exist.
   *
   * @throws POLIGON_CONFIG when no such API is served or the slot's name is not letters, digits and hyphens.
   */
  url(slot: string, api: string): string
  readonly control: MockControl
}

/** The same for the server's own process and, over HTTP, for a worker. */
export interface MockControl {
  /**
   * Fresh state, empty journal, switches off, for one slot. Declared delays end at once; then waits
   * until no request of the slot is open.
   *
   * @throws POLIGON_UNREACHABLE when one is still open after 30 seconds.
   */
  reset(slot: string): Promise<void>
  /**
   * Turns a switch: the API's own, else one that all have (`fault`, `outage`, `slow`).
   *
   * @throws POLIGON_CONFIG when there is no such API or switch, or its argument is not understood.
   */
  turn(slot: string, api: string, name: string, argument: string): Promise<void>
  /** Requests of the slot since its last reset, in order of their answers. */
  requests(slot: string): Promise<readonly RecordedRequest[]>
  /** Number of requests that are being answered now. */
  open(slot: string): Promise<number>
}
