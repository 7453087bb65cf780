import { contentOf } from './content.ts'
import type { Verdict } from './verdict.ts'
import type { SampledValues } from './value-sampler.ts'

/**
 * Files and packed texts: sure where somebody is named inside, to be reviewed where there is any text.
 *
 * @param paths - how many were judged personal in the documents inside.
 */
export function judgePacked(
  { wraps, texts }: NonNullable<SampledValues['packed']>,
  paths: number,
): Verdict | undefined {
  const judged = (confidence: number, what: string): Verdict => ({
    kind: 'blob',
    confidence,
    evidence: [`inside ${wraps}: ${what}`],
  })
  if (paths > 0) return judged(0.9, `paths: ${paths}`)
  const { inside } = contentOf(texts)
  if (inside > 0) return judged(0.9, `${Math.round(inside * 100)} % name somebody`)
  return texts.values.length > 0 ? judged(0.5, 'text') : undefined
}
