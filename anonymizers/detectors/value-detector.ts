import type { KnownDetector } from './detector.ts'

/** Recognises whole values, as columns hold them; where values stand side by side, many of them tell. Pure. */
export interface ValueDetector {
  readonly kind: string
  /** One sentence: what it recognises, and the source of the format. */
  readonly describe: string
  /** How surely the value is of the kind when nothing else is known, from 0 to 1. */
  recognise(value: string): number
  /** Values, invented or reserved, that are recognised with 0.5 or more. */
  readonly whole: readonly string[]
  /** Values that look alike and are recognised with less than 0.5. */
  readonly foreign: readonly string[]
}

export const defineValueDetector = (detector: ValueDetector): ValueDetector => detector

/** A detector of places in text, asked whether the place is the whole value. */
export function ofWhole(detector: KnownDetector): ValueDetector {
  return {
    kind: detector.kind,
    describe: detector.describe,
    recognise(value) {
      const text = value.trim()
      if (text.length > 120) return 0
      const whole = detector.find(text).filter(({ from, to }) => from === 0 && to === text.length)
      return Math.max(0, ...whole.map(({ confidence }) => confidence))
    },
    whole: detector.examples.flatMap(({ text, finds }) => (finds[0] === text ? [text] : [])),
    foreign: detector.innocent,
  }
}
