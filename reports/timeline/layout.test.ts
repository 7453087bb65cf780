import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sampleEvent } from '../sample/event.ts'
import { layoutTimeline } from './layout.ts'

const event = (t: number, from: string, to: string, step = 'a') =>
  sampleEvent({ t, from, to, step })

describe('layoutTimeline', () => {
  it('gives a lane to each system that occurs, those of the environment first', () => {
    const layout = layoutTimeline(
      [event(1, 'payu', 'hub'), event(2, 'hub', 'erp'), event(3, 'hub', '')],
      ['shop', 'erp', 'hub'],
    )
    expect(layout.lanes.map(({ name }) => name)).toEqual(['erp', 'hub', 'payu'])
    const [, hub] = layout.lanes
    expect(layout.marks.at(-1)).toMatchObject({ number: 3, y: hub?.y, toY: hub?.y })
  })

  it('marks where one step ends and the next begins, also when a step comes back', () => {
    const layout = layoutTimeline(
      [
        event(1, 'a', 'b', 'x'),
        event(2, 'a', 'b', 'x'),
        event(9, 'a', 'b', 'y'),
        event(9, 'a', 'b', 'x'),
      ],
      [],
    )
    expect(layout.bands.map(({ step, after }) => [step, after])).toEqual([
      ['x', 0],
      ['y', 8],
      ['x', 8],
    ])
  })

  it('draws an empty journal and one of a single event', () => {
    expect(layoutTimeline([], ['shop'])).toMatchObject({ lanes: [], marks: [], bands: [] })
    expect(layoutTimeline([event(1, 'a', '')], []).marks).toHaveLength(1)
  })

  it('keeps events apart and in order, longer pauses wider, everything inside the drawing', () => {
    const pauses = fc.array(fc.nat(100_000), { minLength: 1, maxLength: 60 })
    fc.assert(
      fc.property(pauses, (all) => {
        let t = 0
        const events = [0, ...all].map((pause) => event((t += pause), 'a', 'b'))
        const { marks, bands, width } = layoutTimeline(events, [])
        const gaps = all.map((_, i) => marks[i + 1]!.x - marks[i]!.x)
        expect(Math.min(...gaps)).toBeGreaterThanOrEqual(17)
        for (const [i, pause] of all.entries())
          for (const [j, other] of all.entries())
            if (pause > other) expect(gaps[i]).toBeGreaterThanOrEqual(gaps[j]!)
        expect(marks.at(-1)!.x).toBeLessThan(width)
        expect(bands.every((band) => band.x + band.width <= width)).toBe(true)
      }),
    )
  })
})
