import { systemClock, type Clock } from '../core/clock.ts'
import { PoligonError } from '../core/errors.ts'
import { name, names, say } from '../core/redacted.ts'
import type { MockApi } from './api.ts'
import { MockInstance } from './mock-instance.ts'
import { RequestJournal } from './request-journal.ts'

/** Milliseconds that a reset waits for requests that are still being answered. */
const patience = 30_000

/** Everything that belongs to one isolation key. */
export class MockSlot {
  readonly name: string
  readonly journal = new RequestJournal()
  readonly #apis: ReadonlyMap<string, MockApi>
  readonly #clock: Clock
  readonly #baseUrl: (api: string) => string
  #instances = new Map<string, MockInstance>()
  #open = 0
  #waiting: (() => void)[] = []
  #delays = new AbortController()

  constructor(
    slot: string,
    apis: ReadonlyMap<string, MockApi>,
    clock: Clock,
    baseUrl: (api: string) => string,
  ) {
    this.name = slot
    this.#apis = apis
    this.#clock = clock
    this.#baseUrl = baseUrl
  }

  get open(): number {
    return this.#open
  }

  /** Aborted when the slot is reset: declared delays end then. */
  get delays(): AbortSignal {
    return this.#delays.signal
  }

  find(api: string): MockInstance | undefined {
    const known = this.#instances.get(api)
    if (known) return known
    const definition = this.#apis.get(api)
    if (!definition) return undefined
    const instance = new MockInstance(definition, {
      key: this.name,
      clock: this.#clock,
      baseUrl: this.#baseUrl(api),
      state: definition.initialState(),
    })
    this.#instances.set(api, instance)
    return instance
  }

  /** @throws POLIGON_CONFIG when no such API is served. */
  instance(api: string): MockInstance {
    const instance = this.find(api)
    if (instance) return instance
    throw new PoligonError('POLIGON_CONFIG', {
      what: say`No mock called ${name(api)} is served here.`,
      remedy: say`Served are ${names([...this.#apis.keys()], 40)}.`,
    })
  }

  /** Counts a request as open until the function that comes back is called (twice safe). */
  enter(): () => void {
    this.#open++
    let inside = true
    return () => {
      if (!inside) return
      inside = false
      if (--this.#open === 0) for (const wake of this.#waiting.splice(0)) wake()
    }
  }

  async reset(): Promise<void> {
    this.#delays.abort(new Error('the slot is reset'))
    await this.#quiet()
    this.#delays = new AbortController()
    this.#instances = new Map()
    this.journal.clear()
  }

  /** Resolves in the same turn in which the last request left, so that nothing gets between. */
  async #quiet(): Promise<void> {
    if (this.#open === 0) return
    const gaveUp = new AbortController()
    const late = systemClock.sleep(patience, gaveUp.signal).then(
      () => true,
      () => false,
    )
    while (this.#open > 0) {
      const left = new Promise<false>((resolve) => this.#waiting.push(() => resolve(false)))
      if (await Promise.race([left, late]))
        throw new PoligonError('POLIGON_UNREACHABLE', {
          what: say`${this.#open} requests to the mocks of slot ${name(this.name)} are still being answered after ${patience / 1000} s.`,
          remedy: say`Look for a handler that never answers.`,
        })
    }
    gaveUp.abort()
  }
}
