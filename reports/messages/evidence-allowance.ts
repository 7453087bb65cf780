import { shortened } from '../shortened.ts'
import type { JournalAttachment } from '../../core/contracts/run-record.ts'

/** Characters of one piece of evidence, of one attempt that did not pass, of all that did together. */
export const allowance = { piece: 65_536, attempt: 524_288, passed: 4_194_304 } as const

/**
 * Takes the evidence of one attempt after another and hands back what may be kept, so that a record
 * stays small enough to be held in memory. What is cut says so in its last line.
 */
export function evidenceAllowance(): (
  evidence: JournalAttachment['evidence'],
  passed: boolean,
) => Record<string, string> {
  let passedLeft: number = allowance.passed
  return (evidence, passed) => {
    let left = Math.min(allowance.attempt, passed ? passedLeft : Infinity)
    const kept: Record<string, string> = {}
    for (const [ref, text] of Object.entries(evidence)) {
      const piece = shortened(text, allowance.piece)
      if (piece.length > left) continue
      left -= piece.length
      if (passed) passedLeft -= piece.length
      kept[ref] = piece
    }
    return kept
  }
}
