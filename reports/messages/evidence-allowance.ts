import { shortened } from '../shortened.ts'
import type { JournalAttachment } from '../../core/contracts/run-record.ts'

/**
 * Characters of one piece of evidence, of one attempt, of all attempts together that did not pass,
 * and of all that did.
 */
export const allowance = {
  piece: 65_536,
  attempt: 262_144,
  troubled: 16_777_216,
  passed: 4_194_304,
} as const

/**
 * Takes the evidence of one attempt after another and hands back what may be kept, so that a record
 * stays small enough to be held in memory. What is cut says so in its last line.
 */
export function evidenceAllowance(): (
  evidence: JournalAttachment['evidence'],
  passed: boolean,
) => Record<string, string> {
  const left = { troubled: allowance.troubled as number, passed: allowance.passed as number }
  return (evidence, passed) => {
    const purse = passed ? 'passed' : 'troubled'
    const kept: Record<string, string> = {}
    let room = Math.min(allowance.attempt, left[purse])
    for (const [ref, text] of Object.entries(evidence)) {
      const piece = shortened(text, allowance.piece)
      if (piece.length > room) continue
      room -= piece.length
      left[purse] -= piece.length
      kept[ref] = piece
    }
    return kept
  }
}
