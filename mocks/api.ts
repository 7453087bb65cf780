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
  /** As environment files write it. */
  readonly name: string
  readonly describe: string
  /** Origin of the vendor in production: `https://api.carrier.example`. Never contacted. */
  readonly origin: string
  /** `soap`: journal events say the operation instead of the path. */
  readonly protocol: 'http' | 'soap' | 'graphql'
  /** A fresh state; called for every isolation key and at every reset. */
  initialState(): State
  handlers(context: MockContext<State>): readonly RequestHandler[]
  /** Switches that scenarios may turn, e.g. `outage`; a setter changes the state. Arguments come from a step. */
  readonly switches: Readonly<Record<string, MockSwitch<State>>>
}

export interface MockSwitch<State> {
  readonly describe: string
  apply(state: State, argument: string): void
}

export function defineMock<State>(api: MockApi<State>): MockApi<State> {
  return api
}
