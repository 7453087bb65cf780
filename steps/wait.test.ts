import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Clock } from '../core/clock.ts'
import { waitFor, type Sight, type WaitTerms } from './wait.ts'

/** A clock that stands still except when somebody sleeps or a look takes its time. */
function fakeClock(): Clock & { pass(milliseconds: number): void } {
  let now = 0
  return {
    now: () => now,
    monotonic: () => now,
    sleep: async (milliseconds) => {
      now += milliseconds
    },
    pass: (milliseconds) => {
      now += milliseconds
    },
  }
}

interface Change {
  readonly at: number
  readonly value: number
}

/** A value that changes at given times; what the wait observes of it. */
async function observe(changes: readonly Change[], good: number, terms: WaitTerms, lookTakes = 0) {
  const clock = fakeClock()
  const looks: { at: number; value: number }[] = []
  const valueAt = (t: number) => changes.findLast(({ at }) => at <= t)?.value ?? 0
  const look = async (): Promise<Sight> => {
    clock.pass(lookTakes)
    const value = valueAt(clock.monotonic())
    looks.push({ at: clock.monotonic(), value })
    return { holds: value === good, shown: String(value) }
  }
  return { result: await waitFor(look, terms, clock), looks, valueAt }
}

const changes = fc
  .array(
    fc.record({ at: fc.integer({ min: 0, max: 9000 }), value: fc.integer({ max: 3, min: 0 }) }),
  )
  .map((all) => all.toSorted((a, b) => a.at - b.at))
const terms = fc.record({
  within: fc.integer({ min: 0, max: 5000 }),
  stays: fc.integer({ min: 0, max: 3000 }),
})

describe('a wait', () => {
  it('never passes when the expectation never held', async () => {
    await fc.assert(
      fc.asyncProperty(changes, terms, fc.nat(50), async (all, asked, takes) => {
        const { result } = await observe(all, 99, asked, takes)
        expect(result.outcome).toBe('never held')
      }),
    )
  })

  it('passes only when the value held in every look of the time it had to stay', async () => {
    await fc.assert(
      fc.asyncProperty(changes, terms, fc.nat(50), async (all, asked, takes) => {
        const { result, looks } = await observe(all, 1, asked, takes)
        if (result.outcome !== 'held') return
        const since = looks.findLastIndex(({ value }) => value !== 1) + 1
        const first = looks[since]
        expect(first).toBeDefined()
        expect((looks.at(-1)?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(asked.stays)
      }),
    )
  })

  it('fails at once when what held is lost before its time', async () => {
    const { result } = await observe(
      [
        { at: 100, value: 1 },
        { at: 600, value: 2 },
      ],
      1,
      { within: 5000, stays: 1000 },
    )
    expect(result.outcome).toBe('did not stay')
    expect(result.waited).toBeLessThan(1000)
    expect(result.history.map(({ shown }) => shown)).toEqual(['0', '1', '2'])
  })

  it('reports every change that it saw, once, with its time', async () => {
    await fc.assert(
      fc.asyncProperty(changes, terms, async (all, asked) => {
        const { result, looks } = await observe(all, 1, asked)
        const seen = looks.filter(({ value }, i) => value !== looks[i - 1]?.value)
        expect(result.history.map(({ at, shown }) => ({ at, value: Number(shown) }))).toEqual(seen)
      }),
    )
  })

  it('looks at the very end of its time', async () => {
    const { result } = await observe([{ at: 1000, value: 1 }], 1, { within: 1000, stays: 0 })
    expect(result).toMatchObject({ outcome: 'held', waited: 1000 })
    const late = await observe([{ at: 1001, value: 1 }], 1, { within: 1000, stays: 0 })
    expect(late.result.outcome).toBe('never held')
  })

  it('looks at least once, also when the first look takes longer than there is time', async () => {
    const { result } = await observe([{ at: 0, value: 1 }], 1, { within: 10, stays: 0 }, 5000)
    expect(result.outcome).toBe('held')
  })

  it('does not look more often than it has to', async () => {
    const { looks } = await observe([], 1, { within: 10_000, stays: 0 })
    expect(looks.length).toBeLessThan(60)
  })
})
