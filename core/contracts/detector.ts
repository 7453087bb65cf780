import type { Redacted } from '../redacted.ts'

/** A place in a text that looks like personal data. Positions are UTF-16 units; `confidence` is 0 to 1. */
export interface Finding {
  readonly kind: string
  readonly from: number
  readonly to: number
  readonly confidence: number
}

/** Recognises one kind of personal data in text. Pure. */
export interface Detector {
  readonly kind: string
  find(text: string): readonly Finding[]
}

/**
 * Makes text safe to keep as evidence: what the detectors recognise is replaced by its kind in
 * brackets. Written by `anonymizers`, used wherever something observed is stored.
 */
export type Redactor = (text: string) => Redacted
