import type { JournalEvent } from '../../core/contracts/journal.ts'

/** Events side by side on one axis, a lane for each system. Units are those of the drawing. */
export interface TimelineLayout {
  readonly width: number
  readonly height: number
  readonly lanes: readonly { readonly name: string; readonly y: number }[]
  readonly marks: readonly Mark[]
  /** Stretches of the axis during which one step ran. */
  readonly bands: readonly Band[]
}

export interface Mark {
  readonly event: JournalEvent
  /** 1 for the first of the attempt. */
  readonly number: number
  readonly x: number
  /** Of the lane it comes from and of the one it ends in; the same when there is but one. */
  readonly y: number
  readonly toY: number
}

export interface Band {
  readonly step: string
  readonly x: number
  readonly width: number
  /** Milliseconds from the first event to the first of this band. */
  readonly after: number
}

const left = 78
const top = 34
const laneHeight = 30
const bottom = 22
const nearest = 17
const farthest = 64
/** A drawing of few events is stretched towards this width, each gap to twice its size at most. */
const comfortable = 720

/**
 * Places events by time: equal instants stand `nearest` apart, and a pause widens the gap by its
 * logarithm up to `farthest`, so that bursts stay legible and long waits do not push them away.
 * Lanes follow `systems`; others come after them as they appear.
 */
export function layoutTimeline(
  events: readonly JournalEvent[],
  systems: readonly string[],
): TimelineLayout {
  const seen = new Set(events.flatMap(({ from, to }) => [from, to]).filter((name) => name !== ''))
  const ordered = [...systems.filter((name) => seen.delete(name)), ...seen]
  const lanes = ordered.map((name, i) => ({ name, y: top + i * laneHeight + laneHeight / 2 }))
  const yOf = new Map(lanes.map(({ name, y }) => [name, y]))
  const middle = lanes[0]?.y ?? top
  const gaps = events.map((event, i) => (i === 0 ? 0 : gap(event.t - (events[i - 1]?.t ?? 0))))
  const total = gaps.reduce((sum, one) => sum + one, 0)
  const stretch = Math.min(2, Math.max(1, (comfortable - left) / total))
  let x = left
  const marks = events.map((event, i): Mark => {
    x += Math.round((gaps[i] ?? 0) * stretch)
    const from = yOf.get(event.from) ?? yOf.get(event.to) ?? middle
    return { event, number: i + 1, x, y: from, toY: yOf.get(event.to) ?? from }
  })
  return {
    width: Math.ceil(x + nearest * 2),
    height: top + lanes.length * laneHeight + bottom,
    lanes,
    marks,
    bands: bandsOf(marks),
  }
}

function gap(milliseconds: number): number {
  const widening = Math.min(1, Math.log10(1 + Math.max(0, milliseconds)) / 4)
  return nearest + Math.round((farthest - nearest) * widening)
}

function bandsOf(marks: readonly Mark[]): Band[] {
  const start = marks[0]?.event.t ?? 0
  const bands: Band[] = []
  let first = 0
  for (const [i, mark] of marks.entries()) {
    const next = marks[i + 1]
    if (next && next.event.step === mark.event.step) continue
    const head = marks[first] ?? mark
    const x = head.x - nearest / 2
    const end = next ? next.x - nearest / 2 : mark.x + nearest
    bands.push({ step: mark.event.step, x, width: end - x, after: head.event.t - start })
    first = i + 1
  }
  return bands
}
