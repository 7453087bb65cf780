import type { Detector, Finding } from '../../core/contracts/detector.ts'

/** A detector with what people and the contract suite need to know of it. */
export interface KnownDetector extends Detector {
  /** One sentence: what it recognises, and the source of the format. */
  readonly describe: string
  /** Where to look: global, every repetition with a limit, so that time grows with the text only. */
  readonly patterns: readonly RegExp[]
  /** Whether a finding can reach or name nobody: a reserved, test or unassigned range. */
  harmless(found: string): boolean
  /** Texts with what is found in them at a confidence of 0.5 or more. Values are invented or reserved. */
  readonly examples: readonly { readonly text: string; readonly finds: readonly string[] }[]
  /** Texts that look alike and must not be found. */
  readonly innocent: readonly string[]
}

/**
 * Declares a detector: what the patterns match is found with the confidence that `judge` gives; 0 is
 * no finding.
 */
export function defineDetector(
  declared: Omit<KnownDetector, 'find'> & {
    readonly judge: (found: string, at: number, text: string) => number
  },
): KnownDetector {
  const { judge, ...detector } = declared
  const findings = (text: string, pattern: RegExp): Finding[] =>
    [...text.matchAll(pattern)].flatMap(({ 0: found, index: from }) => {
      const confidence = judge(found, from, text)
      const finding = { kind: detector.kind, from, to: from + found.length, confidence }
      return confidence > 0 ? [finding] : []
    })
  return { ...detector, find: (text) => detector.patterns.flatMap((one) => findings(text, one)) }
}

/** Whether the words shortly before a place name the kind: `"nip": "…"`, `tel. …`. */
export function isLabelled(text: string, at: number, label: RegExp): boolean {
  const before = text.slice(Math.max(0, at - 24), at)
  const near = /[\p{L}\p{N}_]+[^\p{L}\p{N}_]{0,4}$/u.exec(before)?.[0]
  return near !== undefined && label.test(near)
}

export const digitsOf = (text: string): string => text.replace(/\D/g, '')
