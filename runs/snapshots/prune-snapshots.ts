import { rm } from 'node:fs/promises'
import { sep } from 'node:path'
import type { Clock } from '../../core/clock.ts'
import type { Project } from '../project.ts'
import { openTrail } from '../trail/trail.ts'
import { listSnapshots, snapshotFolder, type Snapshot } from './snapshot-folder.ts'

/** Removes the snapshots of a project that may no longer be kept, and writes that into the trail. */
export async function pruneSnapshots(project: Project, clock: Clock): Promise<readonly Snapshot[]> {
  const all = await listSnapshots(snapshotFolder(project))
  const expired = all.filter(
    ({ manifest: { expires } }) => expires !== undefined && Date.parse(expires) <= clock.now(),
  )
  const trail = openTrail(project.root, clock)
  for (const { folder } of expired) {
    await rm(folder, { recursive: true })
    for (const { run, target, removed } of trail.runs())
      if (removed === undefined && target.startsWith(folder + sep)) trail.removed(run, target)
  }
  return expired
}
