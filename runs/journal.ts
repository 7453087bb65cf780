import { createHash } from 'node:crypto'
import type { Clock } from '../core/clock.ts'
import type { JournalEvent, JournalSink, Observation } from '../core/contracts/journal.ts'
import type { JournalAttachment } from '../core/contracts/run-record.ts'

/** The scenario that a slot is busy with. */
export interface Window {
  readonly scenario: string
  readonly attempt: number
}

/** What was observed in a run, slot by slot, with the scenario and the step that were going on. */
export interface Journal extends JournalSink {
  /** Forgets what the slot has told so far; what comes now belongs to `window`. */
  open(slot: string, window: Window): void
  /** Text of the step that runs in the slot; empty when none does. */
  step(slot: string, text: string): void
  /** Events since {@link open}, in order. */
  events(slot: string): readonly JournalEvent[]
  attachment(slot: string): JournalAttachment
}

/** Evidence of one scenario above this many characters is left out, and the event says so. */
const evidenceLimit = 4_000_000

interface Stretch {
  window: Window
  step: string
  events: JournalEvent[]
  evidence: Map<string, string>
  size: number
}

export function createJournal(run: string, clock: Clock): Journal {
  const stretches = new Map<string, Stretch>()
  let seq = 0
  const stretchOf = (slot: string): Stretch => {
    const known = stretches.get(slot)
    if (known) return known
    const fresh: Stretch = {
      window: { scenario: '', attempt: 0 },
      step: '',
      events: [],
      evidence: new Map(),
      size: 0,
    }
    stretches.set(slot, fresh)
    return fresh
  }
  const keep = (stretch: Stretch, evidence: string | undefined): string => {
    if (evidence === undefined || evidence === '') return ''
    const ref = createHash('sha256').update(evidence).digest('hex')
    if (stretch.evidence.has(ref)) return ref
    if (stretch.size + evidence.length > evidenceLimit) return ''
    stretch.evidence.set(ref, evidence)
    stretch.size += evidence.length
    return ref
  }
  return {
    observe(observation: Observation) {
      const stretch = stretchOf(observation.slot)
      const { evidence, ...told } = observation
      stretch.events.push({
        v: 1,
        t: clock.now(),
        seq: seq++,
        run,
        ...stretch.window,
        step: stretch.step,
        ...told,
        ref: keep(stretch, evidence),
      })
    },
    open(slot, window) {
      stretches.delete(slot)
      stretchOf(slot).window = window
    },
    step(slot, text) {
      stretchOf(slot).step = text
    },
    events: (slot) => stretchOf(slot).events,
    attachment(slot) {
      const { events, evidence } = stretchOf(slot)
      return { slot, events, evidence: Object.fromEntries(evidence) }
    },
  }
}
