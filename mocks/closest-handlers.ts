import { distance } from '../core/closest.ts'
import { pathSegments, type HandlerPattern } from './handler-pattern.ts'

export interface NearMiss {
  /** `POST https://api.example/v1/shipments` */
  readonly handler: string
  /** The first thing in which the request differs from what the handler takes. */
  readonly differs: string
}

/**
 * The handlers (at most `most`) that an unanswered request was probably meant for, nearest first.
 * Goes to the caller, who sent the request: it may quote it.
 */
export function closestHandlers(
  patterns: readonly HandlerPattern[],
  method: string,
  url: URL,
  most = 3,
): NearMiss[] {
  const asked = pathSegments(url.pathname)
  return patterns
    .map((pattern) => ({
      far: far(pattern, method, asked),
      handler: `${pattern.method ?? 'any method'} ${String(pattern.path ?? 'own condition')}`,
      differs: firstDifference(pattern, method, url, asked),
    }))
    .toSorted((a, b) => a.far - b.far)
    .slice(0, most)
    .map(({ handler, differs }) => ({ handler, differs }))
}

const fits = (pattern: string | undefined, segment: string | undefined) =>
  pattern === segment || (segment !== undefined && pattern !== undefined && /[:*]/.test(pattern))

/** 0: the same; a segment counts up to 1 by how much of it differs, a missing one 1, another method 0.5. */
function far({ method, segments }: HandlerPattern, asked: string, path: readonly string[]): number {
  let sum = method === undefined || method === asked ? 0 : 0.5
  for (let i = 0; i < Math.max(segments.length, path.length); i++) {
    const [pattern, segment] = [segments[i], path[i]]
    if (fits(pattern, segment)) continue
    sum +=
      pattern === undefined || segment === undefined
        ? 1
        : distance(pattern.slice(0, 64), segment.slice(0, 64)) /
          Math.max(Math.min(64, pattern.length), Math.min(64, segment.length))
  }
  return sum
}

function firstDifference(
  { method, origin, path, segments }: HandlerPattern,
  asked: string,
  url: URL,
  given: readonly string[],
): string {
  if (origin !== undefined && origin !== url.origin)
    return `origin: the request goes to ${url.origin}, the handler is of ${origin}`
  for (let i = 0; i < Math.max(segments.length, given.length); i++) {
    const [pattern, segment] = [segments[i], given[i]]
    if (fits(pattern, segment)) continue
    if (segment === undefined)
      return `path: the request ends before segment ${i + 1}, the handler has "${pattern}"`
    if (pattern === undefined && typeof path === 'string')
      return `path: the request has "${segment}" as segment ${i + 1}, the handler ends before it`
    if (pattern !== undefined)
      return `path: segment ${i + 1} is "${segment}", the handler has "${pattern}"`
  }
  if (method !== undefined && method !== asked)
    return `method: the request is ${asked}, the handler takes ${method}`
  return typeof path === 'string'
    ? 'the handler matched and gave no answer'
    : "the handler's own condition did not hold"
}
