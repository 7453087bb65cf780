import { join } from 'node:path'
import { contentHash } from '../../anonymizers/index.ts'
import { systemClock } from '../../core/clock.ts'
import { PoligonError } from '../../core/errors.ts'
import { name, names, say } from '../../core/redacted.ts'
import type { Environment } from '../../environments/index.ts'
import type { Project } from '../project.ts'
import { seedsOf } from '../ready-seeds.ts'
import { readManifest } from './manifest.ts'
import {
  checkSnapshotName,
  listSnapshots,
  snapshotFolder,
  type Snapshot,
} from './snapshot-folder.ts'

/**
 * A snapshot of the project, looked at before anything is started: its manifest, its time, its files.
 *
 * @throws POLIGON_SOURCE when there is none or a file is not what was written, POLIGON_EXPIRED.
 */
export async function openSnapshot(project: Project, wanted: string): Promise<Snapshot> {
  checkSnapshotName(wanted)
  const parent = snapshotFolder(project)
  const known = await listSnapshots(parent)
  const found = known.find((one) => one.name === wanted)
  if (!found && known.length > 0) {
    // A folder that is there says what is wrong with it.
    await readManifest(join(parent, wanted)).catch((failure: unknown) => {
      if (failure instanceof PoligonError && (failure.cause as { code?: string }).code !== 'ENOENT')
        throw failure
    })
    throw new PoligonError('POLIGON_SOURCE', {
      what: say`There is no snapshot ${name(wanted)}.`,
      remedy: say`Those that there are: ${names(known.map((one) => one.name))}.`,
    })
  }
  const folder = join(parent, wanted)
  const snapshot = found ?? { name: wanted, folder, manifest: await readManifest(folder) }
  await checkSnapshot(snapshot)
  return snapshot
}

/** @throws POLIGON_SOURCE when a file is missing or not what was written, POLIGON_EXPIRED. */
export async function checkSnapshot({ name: wanted, folder, manifest }: Snapshot): Promise<void> {
  const { expires } = manifest
  if (expires !== undefined && Date.parse(expires) <= systemClock.now())
    throw new PoligonError('POLIGON_EXPIRED', {
      what: say`The snapshot ${name(wanted)} may be kept until ${name(expires.slice(0, 10))} only.`,
      remedy: say`Remove it (\`poligon snapshot prune\`) and take a newer one.`,
    })
  for (const { file, sha256 } of Object.values(manifest.systems))
    if ((await contentHash(join(folder, file))) !== sha256)
      throw new PoligonError('POLIGON_SOURCE', {
        what: say`The file ${name(file)} of the snapshot ${name(wanted)} is missing, or not the one that was masked and searched.`,
        remedy: say`Take the snapshot again from where it was made.`,
      })
}

/**
 * Whether the snapshot has all that the environment is to be filled with, for the same families of servers.
 *
 * @throws POLIGON_SOURCE
 */
export function checkFits({ name: wanted, manifest }: Snapshot, environment: Environment): void {
  for (const system of seedsOf(environment).keys()) {
    const had = manifest.systems[system]
    const spec = environment.systems[system]
    const engine = spec?.kind === 'database' ? spec.engine : undefined
    if (had && had.engine === engine) continue
    throw new PoligonError('POLIGON_SOURCE', {
      what: had
        ? say`The snapshot ${name(wanted)} has ${name(system)} for ${name(had.engine)}, and the environment wants ${name(engine ?? '')}.`
        : say`The snapshot ${name(wanted)} has nothing for ${name(system)}.`,
      remedy: say`Take a snapshot of this environment as it is now.`,
    })
  }
}
