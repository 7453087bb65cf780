import type { MaskReport } from '../../core/contracts/mask-report.ts'
import type { Compared } from '../ledger/comparison.ts'

/** What the report says of the comparison with the originals; undefined: there was none. */
export function verificationFacts(
  compared: Compared | undefined,
): Pick<MaskReport, 'verified' | 'verification'> {
  if (!compared) return { verified: false }
  const { originals, rows, fields, unread, explained, unaligned } = compared
  return {
    verified: originals > 0 && fields > 0,
    verification: {
      originals,
      rows,
      fields,
      unread,
      explained: [...explained],
      unaligned: [...unaligned],
    },
  }
}
