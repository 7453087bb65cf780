import type { Content } from './content.ts'
import type { ColumnSamples } from './column-samples.ts'
import type { Kind } from './kinds.ts'
import type { NameMeaning } from './name-meaning.ts'
import type { Surroundings } from './surroundings.ts'

/** What a column or a path inside documents is judged to be; `evidence` holds words and shares, never a value. */
export interface Verdict {
  readonly kind: Kind
  /** From 0 to 1. */
  readonly confidence: number
  readonly evidence: readonly string[]
}

export interface Judged {
  /** The words of its name. */
  readonly tokens: readonly string[]
  readonly meaning: NameMeaning | undefined
  readonly samples: Pick<ColumnSamples, 'values' | 'filled'>
  readonly content: Content
  readonly surroundings: Surroundings
  /** Whether the type can hold the kind. */
  readonly fits: (kind: Kind) => boolean
  /** It points to a row of another table. */
  readonly refers: boolean
}

export const verdict = (kind: Kind, confidence: number, ...evidence: string[]): Verdict => ({
  kind,
  confidence,
  evidence,
})

export const percent = (share: number): string => `${Math.round(share * 100)} %`

export const round = (confidence: number): number => Math.round(confidence * 100) / 100
