import { getResponse, isPassthroughResponse } from 'msw'
import { closestHandlers } from './closest-handlers.ts'
import type { HandlerPattern } from './handler-pattern.ts'
import type { MockInstance } from './mock-instance.ts'

/** What the handlers made of a request. `problem` holds no value of the request. */
export interface Resolution {
  readonly response: Response
  readonly unmatched: boolean
  readonly problem?: string
}

/** Asks the handlers that could take the request, in order, for the first answer. */
export async function resolve(
  { api, index }: MockInstance,
  candidates: readonly HandlerPattern[],
  request: Request,
  url: URL,
): Promise<Resolution> {
  let response: Response | undefined
  try {
    response = await getResponse(
      candidates.map(({ handler }) => handler),
      request,
      { quiet: true },
    )
  } catch (failure) {
    const kind = failure instanceof Error ? failure.name : typeof failure
    const text = failure instanceof Error ? failure.message : String(failure)
    return {
      response: diagnosis(500, {
        error: 'mock-handler-failed',
        message: `The handler of the mock ${api.name} threw ${kind}: ${text}`,
      }),
      unmatched: false,
      problem: `the mock's handler threw ${kind}`,
    }
  }
  if (!response)
    return {
      response: diagnosis(501, {
        error: 'no-handler',
        message: `The mock ${api.name} has no handler for ${request.method} ${url.pathname}.`,
        closest: closestHandlers(index.patterns, request.method, url),
      }),
      unmatched: true,
      problem: 'no handler of the mock takes this request',
    }
  if (isPassthroughResponse(response))
    return {
      response: diagnosis(502, {
        error: 'egress-denied',
        message: `The mock ${api.name} wanted to pass the request on to ${api.origin}. Calls to the outside world are refused.`,
      }),
      unmatched: false,
      problem: 'the mock wanted to pass the request on to the vendor, which is refused',
    }
  return { response, unmatched: false }
}

/** An answer that the mock server gives in its own name; `x-poligon` tells it from the vendor's. */
export function diagnosis(status: number, body: Readonly<Record<string, unknown>>): Response {
  return new Response(`${JSON.stringify(body, null, 2)}\n`, {
    status,
    headers: { 'content-type': 'application/json', 'x-poligon': 'mock-server' },
  })
}
