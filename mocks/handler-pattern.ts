import type { RequestHandler } from 'msw'

/** What a handler says of the requests it takes, as far as that can be read without running it. */
export interface HandlerPattern {
  readonly handler: RequestHandler
  /** Upper case; undefined: any, or decided by a predicate of the handler's own. */
  readonly method: string | undefined
  /** Lower-case `https://host[:port]`; undefined: any. */
  readonly origin: string | undefined
  /** MSW's path pattern or regular expression; undefined: a predicate of the handler's own. */
  readonly path: string | RegExp | undefined
  /** Segments of the path pattern, parameters as `:id`; empty when there is no pattern. */
  readonly segments: readonly string[]
  /** The leading segments that are plain text: a request without them cannot match. */
  readonly literal: readonly string[]
}

/** Reads the public `info` of an MSW handler; handlers of another kind than `http.*` may take anything. */
export function readPattern(handler: RequestHandler): HandlerPattern {
  const info = handler.info as { method?: unknown; path?: unknown }
  const method = typeof info.method === 'string' ? info.method.toUpperCase() : undefined
  const path = info.path instanceof RegExp || typeof info.path === 'string' ? info.path : undefined
  const unknown = { handler, method, path, origin: undefined, segments: [], literal: [] }
  if (typeof path !== 'string') return unknown
  const [, start = '', rest = ''] = /^([a-z][a-z0-9+.-]*:\/\/[^/]*)?(.*)$/i.exec(path) ?? []
  if (rest !== '' && !rest.startsWith('/')) return unknown
  const segments = pathSegments(rest)
  const firstSpecial = segments.findIndex((segment) => special.test(segment))
  return {
    ...unknown,
    origin:
      start === '' || special.test(start.slice(start.indexOf('//'))) ? undefined : originOf(start),
    segments,
    literal: firstSpecial < 0 ? segments : segments.slice(0, firstSpecial),
  }
}

/** Non-empty parts between slashes, percent-decoded where that is possible. */
export function pathSegments(path: string): string[] {
  return path.split('/').filter(Boolean).map(decode)
}

/** Characters that mean something in the patterns of @msw/url, and where MSW cuts a query off. */
const special = /[:*\\[\](){}?|#]/

function originOf(start: string): string | undefined {
  return URL.canParse(start) ? new URL(start).origin : undefined
}

function decode(segment: string): string {
  if (!segment.includes('%')) return segment
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}
