import { throwAwayKey } from '../../../core/key.ts'
import type { Finding } from '../../ledger/judge.ts'
import { LeakError } from '../../ledger/refuse-leaks.ts'
import { openMasking } from '../../pipeline/masking.ts'

/**
 * What would be left of the originals in a copy that the policy makes; nothing is written.
 *
 * @throws what masking throws for other reasons.
 */
export async function leaksOf(
  source: string,
  policy: string,
  signal: AbortSignal,
): Promise<readonly Finding[]> {
  await using masking = await openMasking({
    source,
    policy,
    key: throwAwayKey(),
    verify: true,
    signal,
  })
  try {
    for await (const { bytes } of masking.batches()) masking.memory.give(bytes)
    return []
  } catch (failure) {
    if (failure instanceof LeakError) return failure.leaks
    throw failure
  }
}
