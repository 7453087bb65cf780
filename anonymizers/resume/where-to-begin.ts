import { PoligonError } from '../../core/errors.ts'
import { say } from '../../core/redacted.ts'
import type { MaskDumpOptions } from '../pipeline/mask-options.ts'
import type { Masking } from '../pipeline/masking.ts'
import type { Checkpoint } from './checkpoint.ts'
import type { Claim } from './claim.ts'
import { refuseOtherRun } from './run-facts.ts'

/** @throws POLIGON_USAGE when source or target are such that nothing of them is there any more. */
export function checkResumable({ resume, source, target }: MaskDumpOptions): void {
  if (!resume || (source !== '-' && target !== '-')) return
  throw new PoligonError('POLIGON_USAGE', {
    what:
      source === '-'
        ? say`A stream or a live database cannot be gone on with: what was read of it is gone.`
        : say`A copy that goes to stdout cannot be gone on with: what was written of it is gone.`,
    remedy: say`Run it without --resume, or from a file into a file.`,
  })
}

/**
 * Where the run goes on; undefined: at the beginning, and what an earlier run left is removed.
 *
 * @throws POLIGON_RESUME when what is left belongs to another run.
 */
export async function whereToBegin(
  claim: Claim | undefined,
  { facts, survey }: Pick<Masking, 'facts' | 'survey'>,
  { resume = false, onNotice = () => {} }: MaskDumpOptions,
): Promise<Checkpoint | undefined> {
  const left = claim?.left
  if (resume && left && facts) {
    refuseOtherRun(left.facts, facts)
    const share = Math.floor((100 * left.offset) / Math.max(1, survey.bytes))
    onNotice(say`Goes on where the run was broken off, at ${share} % of the dump.`)
    return left
  }
  if (resume) onNotice(say`There is nothing to go on with: it begins at the beginning.`)
  else if (left)
    onNotice(
      say`Removes what a run left that was broken off; with --resume it would have gone on with that.`,
    )
  await claim?.startAnew()
  return undefined
}
