import type { RequestHandler } from 'msw'
import type { Clock } from '../core/clock.ts'

/** What a mock knows when it answers: the state of one isolation key, and time. */
export interface MockContext<State> {
  /** State of this isolation key; handlers change it in place. Plain data, so that it can be copied. */
  readonly state: State
  /** Isolation key of the request: the slot. */
  readonly key: string
  readonly clock: Clock
  /** Address of this mock as the caller reaches it, without trailing slash: for links and WSDLs. */
  readonly baseUrl: string
}

/**
 * One external API. Handlers are MSW handlers with the vendor's production URLs, so that they also
 * work inside a process under plain MSW.
 */
export interface MockApi<State = unknown> {
  /**
   * As environment files write it. The server reaches the mock by this name and the journal tells
   * it, so that a system of another name is served as `{ ...api, name: 'vies' }`.
   */
  readonly name: string
  readonly describe: string
  /** Origin of the vendor in production: `https://api.carrier.example`. Never contacted. */
  readonly origin: string
  /** `soap`: journal events say the operation instead of the path. */
  readonly protocol: 'http' | 'soap' | 'graphql'
  /** A fresh state; called for every isolation key and at every reset. */
  initialState(): State
  /**
   * Called once for a state, when its first request comes. A handler reads and changes the state
   * between two `await`s: requests of one slot run at the same time, as at the vendor's.
   */
  handlers(context: MockContext<State>): readonly RequestHandler[]
  /**
   * How the vendor says that its platform fails (outage, overload): used by the faults that every
   * mock has. Left out: a bare `{"status", "error"}`.
   */
  failure?(status: number, context: MockContext<State>): Response
  /** Switches that scenarios may turn, e.g. `reject-point`; a setter changes the state. Arguments come from a step. */
  readonly switches: Readonly<Record<string, MockSwitch<State>>>
  /** Requests that show every handler at work, in order, on a fresh state. Run by the contract suite. */
  readonly examples?: readonly MockExample[]
}

export interface MockSwitch<State> {
  readonly describe: string
  /** An argument that works: `WAW123A`. With it turned, at least one of the API's examples is answered differently. */
  readonly example: string
  /** @throws PoligonError when the argument is not understood. */
  apply(state: State, argument: string): void
}

export interface MockExample {
  readonly title: string
  readonly method: string
  /** As the vendor would see it: path with query. */
  readonly path: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  /** Status of the answer. */
  readonly status: number
}

export function defineMock<State>(api: MockApi<State>): MockApi<State> {
  return api
}

/** The context of an API outside of the server, e.g. for `setupServer(...api.handlers(context))` under plain MSW. */
export function mockContext<State>(
  api: MockApi<State>,
  options: Pick<MockContext<State>, 'clock'> & Partial<Pick<MockContext<State>, 'key' | 'baseUrl'>>,
): MockContext<State> {
  return { key: 'local', baseUrl: api.origin, ...options, state: api.initialState() }
}
