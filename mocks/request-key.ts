import { matchRequestUrl } from 'msw'
import type { HandlerIndex } from './handler-index.ts'
import { pathSegments, type HandlerPattern } from './handler-pattern.ts'

/**
 * What a request is counted by: method and path pattern of the first handler that takes it. Holds
 * words of the API only: what no pattern names is written `…`.
 */
export function requestKey(
  index: HandlerIndex,
  candidates: readonly HandlerPattern[],
  method: string,
  url: URL,
): string {
  const taken = candidates.find(
    ({ path }) => typeof path === 'string' && matchRequestUrl(url, path).matches,
  )
  const segments = taken
    ? taken.segments
    : pathSegments(url.pathname).map((one) => (index.words.has(one) ? one : '…'))
  return `${method} /${segments.join('/')}`
}
