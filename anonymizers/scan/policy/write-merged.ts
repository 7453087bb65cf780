import { readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { randomToken } from '../../../core/seed.ts'
import { loadPolicy } from '../../policy-file.ts'
import type { Drift } from './drift.ts'
import { mergedPolicy } from './merged-policy.ts'
import { checkPlace, place } from './place-policy.ts'

export interface MergeOptions {
  /** The policy that the drift is from; it stays as it is. */
  readonly policy: string
  readonly drift: Drift
  /** The file to write; it may not be there yet. */
  readonly to: string
}

/**
 * Writes a policy with the patch of its drift merged into it; comments and order of the policy stay.
 *
 * @throws POLIGON_TARGET when the file is there or cannot be written; POLIGON_CONFIG when the policy is written in a
 *   way that the patch does not go into.
 */
export async function writeMergedPolicy({ policy, drift, to }: MergeOptions): Promise<void> {
  await checkPlace(to)
  const text = mergedPolicy(await readFile(policy, 'utf8'), drift.patch, drift.changes)
  const temporary = join(dirname(to), `.scan-${randomToken(64)}.yaml`)
  try {
    await writeFile(temporary, text, { mode: 0o600 })
    await loadPolicy(temporary)
  } catch (failure) {
    await rm(temporary, { force: true })
    throw failure
  }
  await place(to, temporary, text)
}
