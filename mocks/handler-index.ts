import type { RequestHandler } from 'msw'
import { pathSegments, readPattern, type HandlerPattern } from './handler-pattern.ts'

interface Branch {
  readonly here: number[]
  readonly below: Map<string, Branch>
}

/**
 * Finds the few handlers that could take a request, by origin, method and the literal start of the
 * path, so that the cost of a request does not grow with the number of handlers (MSW tries them one
 * by one). Never leaves one out that MSW would have taken, and keeps the order of declaration.
 */
export class HandlerIndex {
  readonly patterns: readonly HandlerPattern[]
  /** Every plain segment of every pattern: words of the API, not values of anybody's data. */
  readonly words: ReadonlySet<string>
  readonly #roots = new Map<string, Branch>()

  constructor(handlers: readonly RequestHandler[]) {
    this.patterns = handlers.map(readPattern)
    this.words = new Set(
      this.patterns.flatMap(({ segments }) => segments.filter((one) => !/[:*]/.test(one))),
    )
    this.patterns.forEach((pattern, position) => {
      let branch = this.#root(pattern.origin, pattern.method)
      for (const segment of pattern.literal) {
        let next = branch.below.get(segment)
        if (!next) branch.below.set(segment, (next = { here: [], below: new Map() }))
        branch = next
      }
      branch.here.push(position)
    })
  }

  candidates(method: string, url: URL): HandlerPattern[] {
    const positions: number[] = []
    const segments = pathSegments(url.pathname)
    for (const origin of [url.origin, undefined])
      for (const verb of [method, undefined]) {
        let branch = this.#roots.get(rootKey(origin, verb))
        for (let i = 0; branch; i++) {
          positions.push(...branch.here)
          const segment = segments[i]
          branch = segment === undefined ? undefined : branch.below.get(segment)
        }
      }
    return positions.toSorted((a, b) => a - b).map((position) => this.patterns[position]!)
  }

  #root(origin: string | undefined, method: string | undefined): Branch {
    const key = rootKey(origin, method)
    let branch = this.#roots.get(key)
    if (!branch) this.#roots.set(key, (branch = { here: [], below: new Map() }))
    return branch
  }
}

const rootKey = (origin: string | undefined, method: string | undefined) =>
  `${method ?? '*'} ${origin ?? '*'}`
