import { lstat, rm } from 'node:fs/promises'
import { contentHash } from '../../anonymizers/index.ts'
import type { Clock } from '../../core/clock.ts'
import { openTrail, type TrailRun } from '../trail/trail.ts'
import { expiredEvidence } from './expired-evidence.ts'
import { isExpired } from './expired-copy.ts'

/**
 * What becomes of something whose time is over.
 * - `removed`: it was what Poligon wrote, byte for byte (in a dry run: it would be removed).
 * - `gone`: somebody removed or moved it before.
 * - `changed`: it is no longer what Poligon wrote, and is left alone.
 * - `by hand`: a database, or a copy whose content was not written down.
 */
export type Fate = 'removed' | 'gone' | 'changed' | 'by hand'

export interface Pruned {
  readonly kind: 'copy' | 'evidence'
  /** A path, or the address of a database. */
  readonly target: string
  readonly expires: string
  readonly fate: Fate
}

export interface PruneOptions {
  readonly project: string
  readonly clock: Clock
  /** Change nothing, and write nothing down. */
  readonly dryRun: boolean
}

/**
 * Removes the masked copies and the evidence of test runs that may no longer be kept, as the policies said
 * under which they were made. Only what the project's trail knows by its content is removed, and reports of
 * test runs that say when they expire; each removal is written into the trail.
 */
export async function prune({ project, clock, dryRun }: PruneOptions): Promise<readonly Pruned[]> {
  const trail = openTrail(project, clock)
  const pruned: Pruned[] = []
  const runs = trail.runs()
  for (const run of runs.filter((one) => isDue(one, runs, clock))) {
    const fate = await fateOf(run)
    if (!dryRun && (fate === 'removed' || fate === 'gone')) {
      if (fate === 'removed') await rm(run.target, { recursive: true })
      trail.removed(run.run, run.target)
    }
    pruned.push({ kind: 'copy', target: run.target, expires: run.expires ?? '', fate })
  }
  for (const { folder, expires } of await expiredEvidence(project, clock)) {
    if (!dryRun) await rm(folder, { recursive: true, force: true })
    pruned.push({ kind: 'evidence', target: folder, expires, fate: 'removed' })
  }
  return pruned
}

/** A copy that was masked anew into the same place is the later run's. */
const isDue = (run: TrailRun, runs: readonly TrailRun[], clock: Clock): boolean =>
  isExpired(run, clock) &&
  run.removed === undefined &&
  run.ended?.result === 'done' &&
  run.target !== 'stdout' &&
  !runs
    .slice(runs.indexOf(run) + 1)
    .some(({ target, ended }) => target === run.target && ended?.result === 'done')

async function fateOf({ target, ended }: TrailRun): Promise<Fate> {
  if (!ended?.written) return 'by hand'
  const found = await lstat(target).catch(() => undefined)
  if (!found) return 'gone'
  const isOurs = !found.isSymbolicLink() && (await contentHash(target)) === ended.written.digest
  return isOurs ? 'removed' : 'changed'
}
